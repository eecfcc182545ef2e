-- The journal: who did or saw what, when and why. Written in the transaction that it tells of.
create schema station;
comment on schema station is 'The ground: journal, events, jobs, messages that leave, the clock.';
grant usage on schema station to bluelamp_app, bluelamp_watch;

create table station.journal (
    force_id   text        not null,
    id         uuid        not null,
    at         timestamptz not null,
    actor_kind text        not null check (actor_kind in ('public', 'staff', 'system')),
    actor_name text,
    purpose    text        not null,
    act        text        not null check (act in ('collection', 'alteration', 'consultation',
                                                   'disclosure', 'combination', 'erasure')),
    verb       text        not null,
    thing      text        not null,
    thing_id   text        not null,
    details    jsonb       not null default '{}',
    primary key (force_id, id)
);
create index journal_thing on station.journal (force_id, thing, thing_id, at);
comment on table station.journal is
    'Append-only: one row for every change and every look (Data Protection Act 2018, section 62).';
comment on column station.journal.force_id is 'The force whose data was touched.';
comment on column station.journal.id is 'UUIDv7 of the entry.';
comment on column station.journal.at is 'When, by the station''s clock.';
comment on column station.journal.actor_kind is 'public, staff or system.';
comment on column station.journal.actor_name is 'Account id or job name; empty for the public.';
comment on column station.journal.purpose is 'Why the data was touched.';
comment on column station.journal.act is 'The kind of processing, in the words of section 62.';
comment on column station.journal.verb is 'What was done, such as report_submitted.';
comment on column station.journal.thing is 'The kind of thing that it was done to.';
comment on column station.journal.thing_id is 'Which one.';
comment on column station.journal.details is 'Facts about the act, never the content of a record.';

alter table station.journal enable row level security;
alter table station.journal force row level security;
create policy own_force on station.journal
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on station.journal to bluelamp_app;
