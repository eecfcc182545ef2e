-- Questions about links that a force asks again and again, beside the national ones of the program.
create table records.queries (
    force_id   text        not null,
    name       text        not null,
    definition text        not null,
    made_at    timestamptz not null,
    made_by    uuid        not null,
    ended_at   timestamptz,
    ended_by   uuid,
    primary key (force_id, name, made_at),
    check (name ~ '^[a-z][a-z0-9-]{1,59}$'),
    check ((ended_at is null) = (ended_by is null))
);
create unique index queries_standing on records.queries (force_id, name) where ended_at is null;
comment on table records.queries is 'A saved query of a force: a chain of links with windows in time. A change ends the one before, which stays.';
comment on column records.queries.force_id is 'The force whose query it is.';
comment on column records.queries.name is 'What it is called in addresses and in the journal.';
comment on column records.queries.definition is 'The query in the language of the national ones (TOML), as it was checked when it was saved.';
comment on column records.queries.made_at is 'Since when it stands.';
comment on column records.queries.made_by is 'The account that saved it.';
comment on column records.queries.ended_at is 'When it was replaced or taken away.';
comment on column records.queries.ended_by is 'The account that did.';
alter table records.queries enable row level security;
alter table records.queries force row level security;
create policy own_force on records.queries
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on records.queries to bluelamp_app;
