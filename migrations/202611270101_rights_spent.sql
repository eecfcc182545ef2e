-- What may be used once, and was.
create table rights.spent (
    force_id text        not null,
    kind     text        not null check (kind in ('state', 'logout')),
    hash     bytea       not null,
    until    timestamptz not null,
    primary key (force_id, kind, hash)
);
create index spent_until on rights.spent (force_id, until);
comment on table rights.spent is 'What may be used once and was used: the state of a sign-in at a provider, the name of a logout token.';
comment on column rights.spent.force_id is 'The force whose provider it is.';
comment on column rights.spent.kind is 'state, or logout.';
comment on column rights.spent.hash is 'SHA-256 of the provider and what was used.';
comment on column rights.spent.until is 'Until when it must be remembered, in real time: it would be refused for its age afterwards.';
alter table rights.spent enable row level security;
alter table rights.spent force row level security;
create policy own_force on rights.spent
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on rights.spent to bluelamp_app;
