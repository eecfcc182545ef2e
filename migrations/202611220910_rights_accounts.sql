-- Who signs in at the desk.
create schema rights;
comment on schema rights is 'Accounts and sessions of staff.';
grant usage on schema rights to bluelamp_app;

create table rights.accounts (
    force_id      text        not null,
    id            uuid        not null,
    email         text        not null check (email = lower(email)),
    name          text        not null,
    role          text        not null,
    password_hash text        not null,
    state         text        not null default 'active' check (state in ('active', 'ended')),
    made_at       timestamptz not null,
    primary key (force_id, id),
    unique (force_id, email)
);
comment on table rights.accounts is 'People who sign in at a force''s desk.';
comment on column rights.accounts.force_id is 'The force that they work for.';
comment on column rights.accounts.id is 'UUIDv7 of the account.';
comment on column rights.accounts.email is 'Address to sign in with, in lower case.';
comment on column rights.accounts.name is 'Name shown to colleagues.';
comment on column rights.accounts.role is 'What they are there for; decides what they may do.';
comment on column rights.accounts.password_hash is 'argon2id, in PHC format.';
comment on column rights.accounts.state is 'active, or ended: may no longer sign in.';
comment on column rights.accounts.made_at is 'When the account was made.';

create table rights.sessions (
    force_id     text        not null,
    token_hash   bytea       not null,
    account_id   uuid        not null,
    signed_in_at timestamptz not null,
    seen_at      timestamptz not null,
    ends_at      timestamptz not null,
    primary key (force_id, token_hash),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
comment on table rights.sessions is 'Who is signed in. The token itself is only in the browser.';
comment on column rights.sessions.force_id is 'The force of the account.';
comment on column rights.sessions.token_hash is 'SHA-256 of the token.';
comment on column rights.sessions.account_id is 'Whose session it is.';
comment on column rights.sessions.signed_in_at is 'When it began, in real time.';
comment on column rights.sessions.seen_at is 'When it was last used, in real time; idle sessions end.';
comment on column rights.sessions.ends_at is 'When it ends whatever happens, in real time.';

alter table rights.accounts enable row level security;
alter table rights.accounts force row level security;
create policy own_force on rights.accounts
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.accounts to bluelamp_app;

alter table rights.sessions enable row level security;
alter table rights.sessions force row level security;
create policy own_force on rights.sessions
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on rights.sessions to bluelamp_app;
