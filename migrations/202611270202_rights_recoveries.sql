-- Ways back into an account, which two people opened.
create table rights.recoveries (
    force_id   text        not null,
    request_id uuid        not null,
    account_id uuid        not null,
    code_hash  bytea       not null,
    made_at    timestamptz not null,
    ends_at    timestamptz not null,
    used_at    timestamptz,
    primary key (force_id, request_id),
    foreign key (force_id, request_id) references rights.requests (force_id, id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
create index recoveries_account on rights.recoveries (force_id, account_id) where used_at is null;
comment on table rights.recoveries is 'Codes with which somebody sets a new password, once, after two others let them.';
comment on column rights.recoveries.force_id is 'The force of the account.';
comment on column rights.recoveries.request_id is 'The request that two people agreed on.';
comment on column rights.recoveries.account_id is 'Whose account it is.';
comment on column rights.recoveries.code_hash is 'SHA-256 of the code, which was shown once.';
comment on column rights.recoveries.made_at is 'When the code was shown, in real time.';
comment on column rights.recoveries.ends_at is 'Until when it works, in real time.';
comment on column rights.recoveries.used_at is 'When it was used, in real time.';
alter table rights.recoveries enable row level security;
alter table rights.recoveries force row level security;
create policy own_force on rights.recoveries
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.recoveries to bluelamp_app;
