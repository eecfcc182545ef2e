-- Keys on devices, with which somebody signs in and confirms.
create table rights.passkeys (
    force_id   text        not null,
    id         uuid        not null,
    account_id uuid        not null,
    credential bytea       not null,
    name       text        not null check (char_length(name) between 1 and 60),
    key        jsonb       not null,
    made_at    timestamptz not null,
    used_at    timestamptz,
    primary key (force_id, id),
    unique (force_id, account_id, credential),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
create index passkeys_credential on rights.passkeys (account_id, credential);
comment on table rights.passkeys is 'Passkeys: what is public of them. The private half never leaves its device.';
comment on column rights.passkeys.force_id is 'The force of the account.';
comment on column rights.passkeys.id is 'UUIDv7.';
comment on column rights.passkeys.account_id is 'Whose key it is.';
comment on column rights.passkeys.credential is 'What the device calls it.';
comment on column rights.passkeys.name is 'What its owner calls it.';
comment on column rights.passkeys.key is 'The public key, its counter, and what the device said of it.';
comment on column rights.passkeys.made_at is 'When it was added, in real time.';
comment on column rights.passkeys.used_at is 'When it was last used, in real time.';
alter table rights.passkeys enable row level security;
alter table rights.passkeys force row level security;
create policy own_force on rights.passkeys
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on rights.passkeys to bluelamp_app;

-- Whoever signs in with a key says so before we know which force is theirs.
create policy watch on rights.passkeys for select to bluelamp_watch using (true);
grant select (force_id, account_id, credential) on rights.passkeys to bluelamp_watch;
create function rights.force_of_passkey(whose uuid, named bytea) returns text
    language sql stable security definer set search_path = ''
    as 'select force_id from rights.passkeys where account_id = whose and credential = named limit 1';
comment on function rights.force_of_passkey is 'The force in which an account has a key; nothing when there is no such key.';
grant create on schema rights to bluelamp_watch;
alter function rights.force_of_passkey owner to bluelamp_watch;
revoke create on schema rights from bluelamp_watch;
revoke all on function rights.force_of_passkey from public;
grant execute on function rights.force_of_passkey to bluelamp_app;

-- Ceremonies that ended: none ends twice.
create table rights.ceremonies (
    force_id text        not null,
    once     bytea       not null,
    ends_at  timestamptz not null,
    primary key (force_id, once)
);
comment on table rights.ceremonies is 'What was proven with a passkey, so that the same answer proves nothing again.';
comment on column rights.ceremonies.force_id is 'The force of the account.';
comment on column rights.ceremonies.once is 'SHA-256 of our half of the ceremony.';
comment on column rights.ceremonies.ends_at is 'When it ends by itself and the row can go, in real time.';
alter table rights.ceremonies enable row level security;
alter table rights.ceremonies force row level security;
create policy own_force on rights.ceremonies
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on rights.ceremonies to bluelamp_app;
