-- What is known of a record, from whom, and since when. Nothing is overwritten.
create table records.statements (
    force_id    text        not null,
    id          uuid        not null,
    entity_id   uuid        not null,
    field       text        not null,
    value       text        not null,
    said        text        not null,
    certainty   text        not null check (certainty in ('known', 'partial', 'estimated')),
    nature      text        not null check (nature in ('fact', 'opinion')),
    valid_from  timestamptz,
    valid_to    timestamptz,
    source      text        not null,
    source_thing text,
    source_id   text,
    made_at     timestamptz not null,
    made_by     uuid,
    ended_at    timestamptz,
    ended_by    uuid,
    ended_why   text,
    primary key (force_id, id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    check ((source_thing is null) = (source_id is null)),
    check ((ended_at is null) = (ended_why is null)),
    check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
create index statements_of on records.statements (force_id, entity_id, field);
create index statements_from on records.statements (force_id, source_thing, source_id)
    where source_id is not null;
comment on table records.statements is 'One thing that is known of a record, with where it comes from. Several may contradict each other.';
comment on column records.statements.force_id is 'The force.';
comment on column records.statements.id is 'UUIDv7.';
comment on column records.statements.entity_id is 'What it is about.';
comment on column records.statements.field is 'What is said of it, such as surname or registration.';
comment on column records.statements.value is 'The value, normalised: what is compared and searched.';
comment on column records.statements.said is 'The value as it was typed or said.';
comment on column records.statements.certainty is 'known, partial (a part of it), or estimated.';
comment on column records.statements.nature is 'fact or opinion (Data Protection Act 2018, section 38).';
comment on column records.statements.valid_from is 'Since when it is so, where that is known.';
comment on column records.statements.valid_to is 'Until when it was so.';
comment on column records.statements.source is 'Who or what said so: reporter, subject, witness, officer, document, system or import.';
comment on column records.statements.source_thing is 'The kind of record that it comes from, such as report.';
comment on column records.statements.source_id is 'Which one; for an answer, the report and the question.';
comment on column records.statements.made_at is 'When it was written down.';
comment on column records.statements.made_by is 'The account that wrote it down; nothing for the program itself.';
comment on column records.statements.ended_at is 'When it was taken back.';
comment on column records.statements.ended_by is 'Who took it back.';
comment on column records.statements.ended_why is 'Why.';
alter table records.statements enable row level security;
alter table records.statements force row level security;
create policy own_force on records.statements
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.statements to bluelamp_app;
