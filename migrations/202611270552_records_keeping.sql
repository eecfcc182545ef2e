-- How long what is known of somebody is kept.
create table records.keepings (
    force_id   text        not null,
    entity_id  uuid        not null,
    retention  text        not null check (retention in ('1', '2', '3', '4', 'contact')),
    by_hand    boolean     not null default false,
    since      timestamptz not null,
    review_at  timestamptz not null,
    not_before timestamptz,
    child      boolean     not null default false,
    noted_at   timestamptz not null,
    primary key (force_id, entity_id),
    foreign key (force_id, entity_id) references records.entities (force_id, id)
);
create index keepings_due on records.keepings (force_id, review_at, entity_id);
comment on table records.keepings is 'In which retention group somebody is and when that is looked at again; worked out anew every night.';
comment on column records.keepings.force_id is 'The force.';
comment on column records.keepings.entity_id is 'The person; of merged records, the one under which they are shown.';
comment on column records.keepings.retention is 'Retention group 1 to 4, or contact: only told us something.';
comment on column records.keepings.by_hand is 'Whether a person put them into the group; then the night leaves it.';
comment on column records.keepings.since is 'When the clear period began: when they last came to notice.';
comment on column records.keepings.review_at is 'When somebody has to look whether it is still needed.';
comment on column records.keepings.not_before is 'Before when it is not erased; nothing where the review decides alone.';
comment on column records.keepings.child is 'Whether they were under ten when they came to notice.';
comment on column records.keepings.noted_at is 'When it was worked out.';
alter table records.keepings enable row level security;
alter table records.keepings force row level security;
create policy own_force on records.keepings
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.keepings to bluelamp_app;

create table records.reviews (
    force_id  text        not null,
    id        uuid        not null,
    entity_id uuid        not null,
    criteria  text[]      not null,
    why       text        not null,
    outcome   text        not null check (outcome in ('kept', 'to_erase')),
    next_at   timestamptz,
    made_at   timestamptz not null,
    made_by   uuid        not null,
    primary key (force_id, id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    check ((outcome = 'kept') = (next_at is not null))
);
create index reviews_of on records.reviews (force_id, entity_id, made_at desc);
comment on table records.reviews is 'One time that somebody looked whether what is known of a person is still needed.';
comment on column records.reviews.force_id is 'The force.';
comment on column records.reviews.id is 'UUIDv7.';
comment on column records.reviews.entity_id is 'The person.';
comment on column records.reviews.criteria is 'Which national retention assessment criteria hold.';
comment on column records.reviews.why is 'Why, in the words of whoever looked.';
comment on column records.reviews.outcome is 'kept or to_erase.';
comment on column records.reviews.next_at is 'When it is looked at again.';
comment on column records.reviews.made_at is 'When it was decided.';
comment on column records.reviews.made_by is 'The account that decided.';
alter table records.reviews enable row level security;
alter table records.reviews force row level security;
create policy own_force on records.reviews
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on records.reviews to bluelamp_app;
