-- How one thing is linked to another, in what role, why, and when.
create table records.links (
    force_id     text        not null,
    id           uuid        not null,
    src          uuid        not null,
    role         text        not null,
    dst          uuid        not null,
    reason       text        not null default '',
    confidence   text        not null check (confidence in ('confirmed', 'probable', 'possible')),
    nature       text        not null check (nature in ('fact', 'opinion')),
    valid_from   timestamptz not null,
    valid_to     timestamptz,
    source       text        not null,
    source_thing text,
    source_id    text,
    made_at      timestamptz not null,
    made_by      uuid,
    ended_at     timestamptz,
    ended_by     uuid,
    ended_why    text,
    primary key (force_id, id),
    foreign key (force_id, src) references records.entities (force_id, id),
    foreign key (force_id, dst) references records.entities (force_id, id),
    check (src <> dst),
    check (valid_to is null or valid_to >= valid_from),
    check ((ended_at is null) = (ended_why is null))
);
create index links_from on records.links (force_id, src, role, valid_from desc)
    include (dst) where ended_at is null;
create index links_to on records.links (force_id, dst, role, valid_from desc)
    include (src) where ended_at is null;
comment on table records.links is 'One thing linked to another. A link that was wrong is ended, and stays.';
comment on column records.links.force_id is 'The force.';
comment on column records.links.id is 'UUIDv7.';
comment on column records.links.src is 'Where it begins: whoever or whatever has the role.';
comment on column records.links.role is 'What the one is to the other, such as lives_at or victim.';
comment on column records.links.dst is 'Where it leads.';
comment on column records.links.reason is 'Why we think so.';
comment on column records.links.confidence is 'confirmed, probable or possible.';
comment on column records.links.nature is 'fact or opinion (Data Protection Act 2018, section 38).';
comment on column records.links.valid_from is 'Since when; of a link to an event, when that happened.';
comment on column records.links.valid_to is 'Until when, where it is over.';
comment on column records.links.source is 'Who or what said so.';
comment on column records.links.source_thing is 'The kind of record that it comes from.';
comment on column records.links.source_id is 'Which one.';
comment on column records.links.made_at is 'When it was written down.';
comment on column records.links.made_by is 'The account that wrote it down; nothing for the program itself.';
comment on column records.links.ended_at is 'When it was taken back.';
comment on column records.links.ended_by is 'Who took it back.';
comment on column records.links.ended_why is 'Why.';
alter table records.links enable row level security;
alter table records.links force row level security;
create policy own_force on records.links
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.links to bluelamp_app;
