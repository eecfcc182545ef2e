-- Each thing once: people, objects, locations, events and organisations.
create schema records;
comment on schema records is 'What a force knows of people, objects, locations, events and organisations, and how they are linked.';
grant usage on schema records to bluelamp_app;

create table records.entities (
    force_id   text        not null,
    id         uuid        not null,
    form       text        not null,
    label      text        not null default '',
    hint       text        not null default '',
    identity   text,
    starts_at  timestamptz,
    ends_at    timestamptz,
    latitude   double precision check (latitude between -90 and 90),
    longitude  double precision check (longitude between -180 and 180),
    regime     text        not null check (regime in ('law_enforcement', 'general')),
    marking    text        not null default 'official'
        check (marking in ('official', 'official_sensitive', 'secret')),
    restricted boolean     not null default false,
    open_to    uuid[]      not null default '{}',
    hidden     boolean     not null default false,
    ask        text,
    operation  text,
    about      bytea[]     not null default '{}',
    made_at    timestamptz not null,
    made_by    uuid,
    erased_at  timestamptz,
    changed_in xid8        not null default pg_current_xact_id(),
    primary key (force_id, id),
    check (restricted or not hidden),
    check ((latitude is null) = (longitude is null)),
    check (ends_at is null or ends_at >= starts_at)
);
create unique index entities_of_identity on records.entities (force_id, form, identity)
    where identity is not null;
create index entities_changed on records.entities (force_id, changed_in);
create index entities_events on records.entities (force_id, form, starts_at desc)
    where starts_at is not null;
comment on table records.entities is 'A person, an object, a location, an event or an organisation. What is known of it stands in statements.';
comment on column records.entities.force_id is 'The force whose record it is.';
comment on column records.entities.id is 'UUIDv7.';
comment on column records.entities.form is 'What it is: person, vehicle, phone, address, incident and so on.';
comment on column records.entities.label is 'What a list shows of it, made of its statements.';
comment on column records.entities.hint is 'What tells it from another with the same label, such as a date of birth or a postcode.';
comment on column records.entities.identity is 'For what is the same by its number alone (a telephone, a registration): that number, normalised.';
comment on column records.entities.starts_at is 'Of an event: when it happened, or began.';
comment on column records.entities.ends_at is 'Of an event: when it ended.';
comment on column records.entities.latitude is 'WGS84, where the place is known.';
comment on column records.entities.longitude is 'WGS84, where the place is known.';
comment on column records.entities.regime is 'law_enforcement (Data Protection Act 2018, part 3) or general (UK GDPR).';
comment on column records.entities.marking is 'Government Security Classification.';
comment on column records.entities.restricted is 'Whether only those who need to know open it.';
comment on column records.entities.open_to is 'Accounts of those who need to know.';
comment on column records.entities.hidden is 'Whether others are not even told that it exists.';
comment on column records.entities.ask is 'Whom others can ask, in the words of whoever restricted it.';
comment on column records.entities.operation is 'The operation that it belongs to.';
comment on column records.entities.about is 'Keyed hashes of how the people in it are reached and where they live.';
comment on column records.entities.made_at is 'When the record was opened.';
comment on column records.entities.made_by is 'The account that opened it; nothing for the program itself.';
comment on column records.entities.erased_at is 'When what was known of it was erased; the row stays so that nothing points nowhere.';
comment on column records.entities.changed_in is 'The transaction that changed it last, so that indexes in memory can follow.';
alter table records.entities enable row level security;
alter table records.entities force row level security;
create policy own_force on records.entities
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on records.entities to bluelamp_app;
