-- Authenticator apps, and sessions that are there to enrol one.
create table rights.authenticators (
    force_id    text        not null,
    account_id  uuid        not null,
    secret      bytea       not null,
    last_step   bigint      not null,
    failures    integer     not null default 0,
    rests_until timestamptz,
    made_at     timestamptz not null,
    primary key (force_id, account_id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
comment on table rights.authenticators is 'The authenticator app of an account: codes that change every 30 seconds.';
comment on column rights.authenticators.force_id is 'The force of the account.';
comment on column rights.authenticators.account_id is 'Whose app it is.';
comment on column rights.authenticators.secret is 'What app and server share, sealed under the server''s key.';
comment on column rights.authenticators.last_step is 'The step of the last code that was accepted: a code works once.';
comment on column rights.authenticators.failures is 'Wrong codes since the last right one.';
comment on column rights.authenticators.rests_until is 'No code is looked at before, in real time; grows with each wrong one after the fifth.';
comment on column rights.authenticators.made_at is 'When it was enrolled, in real time.';
alter table rights.authenticators enable row level security;
alter table rights.authenticators force row level security;
create policy own_force on rights.authenticators
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on rights.authenticators to bluelamp_app;

alter table rights.sessions add column enrolling boolean not null default false;
comment on column rights.sessions.enrolling is 'Whether nothing is open to it but enrolling an authenticator app.';
