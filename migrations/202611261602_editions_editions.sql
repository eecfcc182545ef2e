-- Services as they were published: the texts of every edition, and who is offered which. Like the
-- list of forces these are the same for all forces and tell of nobody who reports, so they have no
-- force's row-level security; nothing in them is ever changed.
create schema editions;
comment on schema editions is 'Definitions of services as they were published and proposed, and what is offered where.';
grant usage on schema editions to bluelamp_app;

create table editions.shared_texts (
    hash  bytea not null primary key,
    texts jsonb not null
);
comment on table editions.shared_texts is 'What services shared when an edition was written: blocks, partners, flags. Never changed.';
comment on column editions.shared_texts.hash is 'SHA-256 of the texts.';
comment on column editions.shared_texts.texts is 'Pairs of path and text.';

create table editions.editions (
    service_id text        not null,
    version    integer     not null check (version > 0),
    english    text        not null,
    welsh      text,
    tests      text        not null,
    shared     bytea       not null references editions.shared_texts (hash),
    welsh_by   date,
    note       text        not null,
    made_at    timestamptz not null,
    by_force   text,
    by_account uuid,
    by_name    text,
    primary key (service_id, version),
    check ((welsh_by is null) or (welsh is null))
);
comment on table editions.editions is 'Every edition of every service that was ever offered. Never changed: a report is read in the edition that it was told in.';
comment on column editions.editions.service_id is 'The service.';
comment on column editions.editions.version is 'Its version; grows with each edition.';
comment on column editions.editions.english is 'The definition, byte for byte.';
comment on column editions.editions.welsh is 'Its Welsh; empty when it follows.';
comment on column editions.editions.tests is 'Its own tests.';
comment on column editions.editions.shared is 'What it shared with other services.';
comment on column editions.editions.welsh_by is 'The day by which the Welsh follows, of an edition that was published without it.';
comment on column editions.editions.note is 'What is new in it, in the author''s words.';
comment on column editions.editions.made_at is 'When it became an edition.';
comment on column editions.editions.by_force is 'The author''s force; empty when it came with the program.';
comment on column editions.editions.by_account is 'The author''s account.';
comment on column editions.editions.by_name is 'The author''s name as colleagues knew it then.';
grant select, insert on editions.shared_texts, editions.editions to bluelamp_app;
