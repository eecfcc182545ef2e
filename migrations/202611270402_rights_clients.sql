-- Other systems, which are let in in their own name and never by a person's session.
create table rights.clients (
    force_id        text        not null,
    id              uuid        not null,
    name            text        not null check (length(name) between 1 and 100),
    scopes          text[]      not null check (cardinality(scopes) > 0),
    secret_hash     bytea,
    public_key      jsonb,
    rate_per_minute integer     not null check (rate_per_minute between 1 and 6000),
    made_by         uuid        not null,
    made_at         timestamptz not null,
    expires_at      timestamptz not null,
    ended_at        timestamptz,
    primary key (force_id, id),
    foreign key (force_id, made_by) references rights.accounts (force_id, id),
    check ((secret_hash is null) <> (public_key is null)),
    check (expires_at > made_at and expires_at <= made_at + interval '12 months')
);
comment on table rights.clients is 'Other systems that may ask us, each for what it needs.';
comment on column rights.clients.force_id is 'The force that lets it in.';
comment on column rights.clients.id is 'UUIDv7.';
comment on column rights.clients.name is 'What people call it.';
comment on column rights.clients.scopes is 'What it may do: contacts:read, reports:submit.';
comment on column rights.clients.secret_hash is 'SHA-256 of the 32 random bytes that it holds.';
comment on column rights.clients.public_key is 'Or its public key, a JWK, with which its assertions are verified.';
comment on column rights.clients.rate_per_minute is 'How many requests it may make a minute.';
comment on column rights.clients.made_by is 'Who let it in.';
comment on column rights.clients.made_at is 'When, in real time.';
comment on column rights.clients.expires_at is 'Until when, in real time: twelve months at most.';
comment on column rights.clients.ended_at is 'When its access was ended before that.';
alter table rights.clients enable row level security;
alter table rights.clients force row level security;
create policy own_force on rights.clients
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.clients to bluelamp_app;
