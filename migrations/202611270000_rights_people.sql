-- What is known of whoever signs in, and how sure we are of it.
alter table rights.accounts
    add column roles      text[] not null default '{}',
    add column rank       text   not null default 'police_staff',
    add column vetting    text   not null default 'recruitment',
    add column units      text[] not null default '{}',
    add column operations text[] not null default '{}',
    add column issuer     text,
    add column subject    text,
    add column ended_at   timestamptz,
    alter column password_hash drop not null,
    add constraint accounts_provider check ((issuer is null) = (subject is null)),
    add constraint accounts_known_by check (password_hash is not null or issuer is not null
                                            or state = 'ended');
comment on column rights.accounts.roles is 'What they are there for; the policies say what that opens.';
comment on column rights.accounts.rank is 'Their rank, or police_staff.';
comment on column rights.accounts.vetting is 'How far they were vetted.';
comment on column rights.accounts.units is 'Ids of the units that they belong to.';
comment on column rights.accounts.operations is 'Ids of the operations that they work on.';
comment on column rights.accounts.issuer is 'The identity provider that knows them; empty for a local account.';
comment on column rights.accounts.subject is 'Who they are to that provider. Never their e-mail address.';
comment on column rights.accounts.ended_at is 'When the account was ended.';
comment on column rights.accounts.password_hash is 'argon2id, in PHC format; empty for whoever signs in elsewhere.';

-- The owner is bound by row-level security as well, and lifts it for this one change.
alter table rights.accounts no force row level security;
update rights.accounts set roles = array[role];
alter table rights.accounts force row level security;
alter table rights.accounts
    drop column role,
    add constraint accounts_roles check (cardinality(roles) > 0);
-- The release before reads it while servers are replaced one by one; the next one drops it.
alter table rights.accounts add column role text generated always as (roles[1]) stored;
comment on column rights.accounts.role is 'The first of their roles, for the release before.';
create unique index accounts_subject on rights.accounts (force_id, issuer, subject);

alter table rights.sessions
    add column id          uuid        not null default gen_random_uuid(),
    add column assurance   text        not null default 'one_factor',
    add column method      text        not null default 'password',
    add column proven_at   timestamptz not null default now(),
    add column provider    text,
    add column provider_session text,
    add column device      text        not null default '',
    add column managed     boolean     not null default false;
-- The defaults stay for the release before, which begins sessions of passwords alone.
create unique index sessions_id on rights.sessions (force_id, id);
create index sessions_account on rights.sessions (force_id, account_id);
comment on column rights.sessions.id is 'UUIDv7 by which the session is listed and ended; it opens nothing.';
comment on column rights.sessions.assurance is 'How surely we know who it is: one_factor, two_factors or hardware.';
comment on column rights.sessions.method is 'How they signed in: password, provider or passkey.';
comment on column rights.sessions.proven_at is 'When they last proved who they are, in real time.';
comment on column rights.sessions.provider is 'The configured provider that they signed in with.';
comment on column rights.sessions.provider_session is 'What the provider calls the session, to end it from there.';
comment on column rights.sessions.device is 'The browser and system, in a few words.';
comment on column rights.sessions.managed is 'Whether the device is one that the force manages.';

-- Counts what was changed about who may do what in a force, so that every process sees it at once.
create table rights.epochs (
    force_id text   not null primary key,
    epoch    bigint not null
);
comment on table rights.epochs is 'How often rights were changed in a force.';
comment on column rights.epochs.force_id is 'The force.';
comment on column rights.epochs.epoch is 'Goes up with every change, in its transaction.';
alter table rights.epochs enable row level security;
alter table rights.epochs force row level security;
create policy own_force on rights.epochs
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.epochs to bluelamp_app;
create policy watch on rights.epochs for select to bluelamp_watch using (true);
grant usage on schema rights to bluelamp_watch;
grant select on rights.epochs to bluelamp_watch;
create function rights.epochs_of_all() returns table (force_id text, epoch bigint)
    language sql stable security definer set search_path = ''
    as 'select force_id, epoch from rights.epochs';
comment on function rights.epochs_of_all is 'How often rights were changed in each force.';
grant create on schema rights to bluelamp_watch;
alter function rights.epochs_of_all owner to bluelamp_watch;
revoke create on schema rights from bluelamp_watch;
revoke all on function rights.epochs_of_all from public;
grant execute on function rights.epochs_of_all to bluelamp_app;
