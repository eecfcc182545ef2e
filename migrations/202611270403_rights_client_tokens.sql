-- What a system gets for an assertion signed with its key: a token for some minutes, once an assertion.
create table rights.client_tokens (
    force_id   text        not null,
    token_hash bytea       not null,
    client_id  uuid        not null,
    ends_at    timestamptz not null,
    primary key (force_id, token_hash),
    foreign key (force_id, client_id) references rights.clients (force_id, id)
);
create index client_tokens_end on rights.client_tokens (force_id, ends_at);
comment on table rights.client_tokens is 'Short tokens of other systems.';
comment on column rights.client_tokens.force_id is 'The force that lets the system in.';
comment on column rights.client_tokens.token_hash is 'SHA-256 of the token.';
comment on column rights.client_tokens.client_id is 'Whose it is.';
comment on column rights.client_tokens.ends_at is 'Until when it is good, in real time.';
alter table rights.client_tokens enable row level security;
alter table rights.client_tokens force row level security;
create policy own_force on rights.client_tokens
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on rights.client_tokens to bluelamp_app;

create table rights.client_assertions (
    force_id  text        not null,
    client_id uuid        not null,
    jti_hash  bytea       not null,
    ends_at   timestamptz not null,
    primary key (force_id, client_id, jti_hash),
    foreign key (force_id, client_id) references rights.clients (force_id, id)
);
create index client_assertions_end on rights.client_assertions (force_id, ends_at);
comment on table rights.client_assertions is 'Assertions that were used: none counts twice.';
comment on column rights.client_assertions.force_id is 'The force that lets the system in.';
comment on column rights.client_assertions.client_id is 'Whose assertion it was.';
comment on column rights.client_assertions.jti_hash is 'SHA-256 of the id that the system gave it.';
comment on column rights.client_assertions.ends_at is 'When it would have expired by itself, in real time.';
alter table rights.client_assertions enable row level security;
alter table rights.client_assertions force row level security;
create policy own_force on rights.client_assertions
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on rights.client_assertions to bluelamp_app;
