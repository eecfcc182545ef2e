-- Who needs to know of a matter, how it is marked, and whom it is about.
alter table contact.contacts
    add column marking    text    not null default 'official'
        check (marking in ('official', 'official_sensitive', 'secret')),
    add column restricted boolean not null default false,
    add column open_to    uuid[]  not null default '{}',
    add column hidden     boolean not null default false,
    add column ask        text,
    add column operation  text,
    add column about      bytea[] not null default '{}',
    add constraint contacts_restricted check (restricted or not hidden);
comment on column contact.contacts.marking is 'Government Security Classification.';
comment on column contact.contacts.restricted is 'Whether only those who need to know open it.';
comment on column contact.contacts.open_to is 'Accounts of those who need to know.';
comment on column contact.contacts.hidden is 'Whether others are not even told that it exists.';
comment on column contact.contacts.ask is 'Whom others can ask, in the words of whoever restricted it.';
comment on column contact.contacts.operation is 'The operation that it belongs to.';
comment on column contact.contacts.about is 'Keyed hashes of how the people in it are reached and where they live.';
