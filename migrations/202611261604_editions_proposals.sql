-- What is being written at the desk, and what waits for a second person. The same for all forces: who
-- publishes for all of them reads what others propose.
create table editions.proposals (
    id            uuid        not null primary key,
    service_id    text        not null,
    english       text        not null,
    welsh         text        not null,
    tests         text        not null,
    note          text        not null,
    forces        text[]      check (cardinality(forces) > 0),
    state         text        not null check (state in ('writing', 'proposed', 'published', 'withdrawn')),
    revision      integer     not null default 1,
    begun_from    integer,
    by_force      text        not null,
    by_account    uuid        not null,
    by_name       text        not null,
    begun_at      timestamptz not null,
    changed_at    timestamptz not null,
    returned_why  text,
    returned_name text
);
create index proposals_open on editions.proposals (state, changed_at);
comment on table editions.proposals is 'Texts of services on their way to being published.';
comment on column editions.proposals.id is 'UUIDv7.';
comment on column editions.proposals.service_id is 'The service.';
comment on column editions.proposals.english is 'The definition as it was last saved; it may be unfinished.';
comment on column editions.proposals.welsh is 'Its Welsh; may be empty.';
comment on column editions.proposals.tests is 'Its own tests; may be empty.';
comment on column editions.proposals.note is 'What is new, in the author''s words.';
comment on column editions.proposals.forces is 'The forces that it is proposed for; empty for every force.';
comment on column editions.proposals.state is 'writing, proposed (a second person decides), published or withdrawn.';
comment on column editions.proposals.revision is 'Counts how often it was saved, so that nobody approves a text that they have not seen.';
comment on column editions.proposals.begun_from is 'The version that it was begun from; empty for a new service.';
comment on column editions.proposals.by_force is 'The author''s force.';
comment on column editions.proposals.by_account is 'The author''s account: never that of who approves it.';
comment on column editions.proposals.by_name is 'The author''s name.';
comment on column editions.proposals.begun_at is 'When it was begun.';
comment on column editions.proposals.changed_at is 'When it was last saved, proposed or decided.';
comment on column editions.proposals.returned_why is 'Why a second person gave it back, until it is proposed again.';
comment on column editions.proposals.returned_name is 'Who gave it back.';
grant select, insert, update on editions.proposals to bluelamp_app;
