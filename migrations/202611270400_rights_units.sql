-- Units and operations, by whose ids accounts say what they belong to.
create table rights.units (
    force_id text        not null,
    id       text        not null check (id ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name     text        not null check (length(name) between 1 and 100),
    made_at  timestamptz not null,
    ended_at timestamptz,
    primary key (force_id, id)
);
comment on table rights.units is 'Units of a force, such as a contact centre.';
comment on column rights.units.force_id is 'The force.';
comment on column rights.units.id is 'What accounts and policies call it; it never changes.';
comment on column rights.units.name is 'What people call it.';
comment on column rights.units.made_at is 'Since when there is one.';
comment on column rights.units.ended_at is 'When it ended; nobody joins it since.';
alter table rights.units enable row level security;
alter table rights.units force row level security;
create policy own_force on rights.units
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.units to bluelamp_app;

create table rights.operations (
    force_id text        not null,
    id       text        not null check (id ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name     text        not null check (length(name) between 1 and 100),
    made_at  timestamptz not null,
    ended_at timestamptz,
    primary key (force_id, id)
);
comment on table rights.operations is 'Operations of a force: whoever works on one reads what belongs to it.';
comment on column rights.operations.force_id is 'The force.';
comment on column rights.operations.id is 'What accounts, records and policies call it; it never changes.';
comment on column rights.operations.name is 'What people call it.';
comment on column rights.operations.made_at is 'Since when there is one.';
comment on column rights.operations.ended_at is 'When it ended; nobody joins it since.';
alter table rights.operations enable row level security;
alter table rights.operations force row level security;
create policy own_force on rights.operations
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.operations to bluelamp_app;
