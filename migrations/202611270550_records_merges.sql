-- Who said that two records are of the same one, why, and whether it was taken back.
create table records.merges (
    force_id    text        not null,
    id          uuid        not null,
    one         uuid        not null,
    other       uuid        not null,
    shown       uuid        not null,
    why         text        not null,
    automatic   boolean     not null,
    weight      double precision,
    explanation jsonb,
    made_at     timestamptz not null,
    made_by     uuid,
    undone_at   timestamptz,
    undone_by   uuid,
    undone_why  text,
    primary key (force_id, id),
    foreign key (force_id, one) references records.entities (force_id, id),
    foreign key (force_id, other) references records.entities (force_id, id),
    foreign key (force_id, shown) references records.entities (force_id, id),
    check (one <> other),
    check ((undone_at is null) = (undone_why is null))
);
create index merges_of_one on records.merges (force_id, one) where undone_at is null;
create index merges_of_other on records.merges (force_id, other) where undone_at is null;
comment on table records.merges is 'One decision that two records are of the same one. Those that stand say which records count as one; records.merged is made of them.';
comment on column records.merges.force_id is 'The force; records of two forces are never one.';
comment on column records.merges.id is 'UUIDv7.';
comment on column records.merges.one is 'The record that the decision is about.';
comment on column records.merges.other is 'The other one.';
comment on column records.merges.shown is 'Under which record all were to be shown.';
comment on column records.merges.why is 'Why, in the words of whoever decided.';
comment on column records.merges.automatic is 'Whether the program decided, because the force lets it.';
comment on column records.merges.weight is 'What the comparison weighed, in bits, where there was one.';
comment on column records.merges.explanation is 'The comparison, line by line.';
comment on column records.merges.made_at is 'When it was decided.';
comment on column records.merges.made_by is 'The account that decided; nothing for the program itself.';
comment on column records.merges.undone_at is 'When it was taken back.';
comment on column records.merges.undone_by is 'The account that took it back.';
comment on column records.merges.undone_why is 'Why.';
alter table records.merges enable row level security;
alter table records.merges force row level security;
create policy own_force on records.merges
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on records.merges to bluelamp_app;

create table records.distinctions (
    force_id text        not null,
    one      uuid        not null,
    other    uuid        not null,
    why      text        not null,
    made_at  timestamptz not null,
    made_by  uuid,
    primary key (force_id, one, other),
    foreign key (force_id, one) references records.entities (force_id, id),
    foreign key (force_id, other) references records.entities (force_id, id),
    check (one < other)
);
create index distinctions_of_other on records.distinctions (force_id, other);
comment on table records.distinctions is 'Two records that somebody said are not of the same one, so that nobody is asked again.';
comment on column records.distinctions.force_id is 'The force.';
comment on column records.distinctions.one is 'The record with the smaller id.';
comment on column records.distinctions.other is 'The other one.';
comment on column records.distinctions.why is 'Why, in the words of whoever said so.';
comment on column records.distinctions.made_at is 'When it was said.';
comment on column records.distinctions.made_by is 'The account that said so.';
alter table records.distinctions enable row level security;
alter table records.distinctions force row level security;
create policy own_force on records.distinctions
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.distinctions to bluelamp_app;
