-- What leaves the building, and the demo's clock.
create table station.dispatches (
    force_id  text        not null,
    id        uuid        not null,
    channel   text        not null check (channel in ('email', 'sms', 'letter')),
    recipient text        not null,
    subject   text        not null,
    body      text        not null,
    language  text        not null check (language in ('en', 'cy')),
    about     text        not null,
    made_at   timestamptz not null,
    due_at    timestamptz not null,
    sent_at   timestamptz,
    primary key (force_id, id)
);
create index dispatches_newest on station.dispatches (force_id, made_at desc);
comment on table station.dispatches is 'E-mails, text messages and letters: made with the change, sent after it.';
comment on column station.dispatches.force_id is 'The force in whose name it goes.';
comment on column station.dispatches.id is 'UUIDv7; the Message-ID of an e-mail, so that a second copy is known.';
comment on column station.dispatches.channel is 'email, sms or letter.';
comment on column station.dispatches.recipient is 'Address or number, as the person allowed it.';
comment on column station.dispatches.subject is 'Subject line; gives nothing away.';
comment on column station.dispatches.body is 'Text; gives nothing away where the person asked for that.';
comment on column station.dispatches.language is 'Language of the text.';
comment on column station.dispatches.about is 'What it is about: kind and id.';
comment on column station.dispatches.made_at is 'When it was written.';
comment on column station.dispatches.due_at is 'Not before this moment: the person''s safe times.';
comment on column station.dispatches.sent_at is 'When it was handed over; empty while it waits.';

alter table station.dispatches enable row level security;
alter table station.dispatches force row level security;
create policy own_force on station.dispatches
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update (sent_at) on station.dispatches to bluelamp_app;

create table station.clock (
    only_row      boolean primary key default true check (only_row),
    ahead_seconds bigint  not null default 0
);
comment on table station.clock is 'How far the demo world''s clock is ahead. One row; of no force.';
comment on column station.clock.only_row is 'Keeps it to one row.';
comment on column station.clock.ahead_seconds is 'Seconds to add to real time.';
insert into station.clock default values;
grant select, update on station.clock to bluelamp_app;

create table station.world (
    only_row boolean     primary key default true check (only_row),
    kind     text        not null check (kind in ('demo', 'empty')),
    made_at  timestamptz not null
);
comment on table station.world is 'What was loaded into this database at its first start. One row; of no force.';
comment on column station.world.only_row is 'Keeps it to one row.';
comment on column station.world.kind is 'demo: the demo world, refused without --demo. empty: for real use.';
comment on column station.world.made_at is 'When.';
grant select, insert on station.world to bluelamp_app;
