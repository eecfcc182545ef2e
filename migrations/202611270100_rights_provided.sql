-- Whoever an identity provider knows is known by what it calls them; an address is nothing to know
-- somebody by, and two of them may say the same one.
alter table rights.accounts drop constraint accounts_force_id_email_key;
create unique index accounts_email on rights.accounts (force_id, email) where issuer is null;
comment on column rights.accounts.email is 'Address in lower case: to sign in with for a local account; elsewhere as the provider says it, or empty.';
create index sessions_provider on rights.sessions (force_id, provider, provider_session)
    where provider is not null;
