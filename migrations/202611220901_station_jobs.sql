-- Events (what happened) and jobs (what is to be done about it), in the transaction of the change.
create table station.outbox (
    force_id text        not null,
    id       uuid        not null,
    at       timestamptz not null,
    kind     text        not null,
    payload  jsonb       not null,
    primary key (force_id, id)
);
comment on table station.outbox is 'Events, as their owner published them. Jobs are made for each listener.';
comment on column station.outbox.force_id is 'The force in which it happened.';
comment on column station.outbox.id is 'UUIDv7 of the event.';
comment on column station.outbox.at is 'When it happened.';
comment on column station.outbox.kind is 'What happened, such as report_submitted.';
comment on column station.outbox.payload is 'Ids of what it happened to.';

create table station.jobs (
    force_id   text        not null,
    id         uuid        not null,
    kind       text        not null,
    payload    jsonb       not null,
    due_at     timestamptz not null,
    state      text        not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
    attempts   integer     not null default 0,
    last_fault text,
    ended_at   timestamptz,
    primary key (force_id, id)
);
create index jobs_due on station.jobs (force_id, due_at) where state = 'waiting';
create index jobs_due_anywhere on station.jobs (due_at) where state = 'waiting';
comment on table station.jobs is 'Work to be done after a transaction: at least once, later when it fails.';
comment on column station.jobs.force_id is 'The force for which it is done.';
comment on column station.jobs.id is 'UUIDv7 of the job.';
comment on column station.jobs.kind is 'The deed, such as open_contact.';
comment on column station.jobs.payload is 'What the deed needs: ids, never content.';
comment on column station.jobs.due_at is 'Not before this moment.';
comment on column station.jobs.state is 'waiting, done, or dead: given up and shown to people.';
comment on column station.jobs.attempts is 'How often it failed.';
comment on column station.jobs.last_fault is 'Why it failed last, without content.';
comment on column station.jobs.ended_at is 'When it was done or given up.';

alter table station.outbox enable row level security;
alter table station.outbox force row level security;
create policy own_force on station.outbox
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on station.outbox to bluelamp_app;

alter table station.jobs enable row level security;
alter table station.jobs force row level security;
create policy own_force on station.jobs to public
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on station.jobs to bluelamp_app;
