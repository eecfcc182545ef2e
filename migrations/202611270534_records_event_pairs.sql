-- Events that look like one thing that happened, and what people said of it.
create table records.event_pairs (
    force_id text        not null,
    one_id   uuid        not null,
    other_id uuid        not null,
    bits     real        not null,
    reasons  jsonb       not null,
    found_at timestamptz not null,
    said     text        check (said in ('same', 'not_same', 'unsure')),
    said_at  timestamptz,
    said_by  uuid,
    primary key (force_id, one_id, other_id),
    foreign key (force_id, one_id) references records.entities (force_id, id),
    foreign key (force_id, other_id) references records.entities (force_id, id),
    check (one_id < other_id),
    check ((said is null) = (said_at is null))
);
create index event_pairs_back on records.event_pairs (force_id, other_id);
create index event_pairs_open on records.event_pairs (force_id, found_at desc)
    where said is null or said = 'unsure';
comment on table records.event_pairs is 'Two events that look like one, why, and what somebody said of it.';
comment on column records.event_pairs.force_id is 'The force.';
comment on column records.event_pairs.one_id is 'The older of the two, by its id.';
comment on column records.event_pairs.other_id is 'The younger of the two.';
comment on column records.event_pairs.bits is 'How much more likely it is what we see if they are one than if they are two, as a power of 2.';
comment on column records.event_pairs.reasons is 'The reasons with their bits, as codes and figures.';
comment on column records.event_pairs.found_at is 'When the program suggested it.';
comment on column records.event_pairs.said is 'same, not_same or unsure; nothing while nobody has looked.';
comment on column records.event_pairs.said_at is 'When that was said.';
comment on column records.event_pairs.said_by is 'Who said so.';

create table records.event_traits (
    force_id  text        not null,
    entity_id uuid        not null,
    at        timestamptz not null,
    kind      text        not null,
    postcode  text,
    latitude  double precision,
    longitude double precision,
    places    uuid[]      not null,
    things    uuid[]      not null,
    tellers   uuid[]      not null,
    words     bigint[]    not null,
    primary key (force_id, entity_id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    check ((latitude is null) = (longitude is null))
);
create index event_traits_at on records.event_traits (force_id, at);
comment on table records.event_traits is 'By what an event is compared with others.';
comment on column records.event_traits.force_id is 'The force.';
comment on column records.event_traits.entity_id is 'The event.';
comment on column records.event_traits.at is 'When it happened, or when we were told where that is not known.';
comment on column records.event_traits.kind is 'What kind of event, such as the service that was used.';
comment on column records.event_traits.postcode is 'Of where it happened.';
comment on column records.event_traits.latitude is 'Of where it happened, in WGS84.';
comment on column records.event_traits.longitude is 'Of where it happened, in WGS84.';
comment on column records.event_traits.places is 'The records of where it happened.';
comment on column records.event_traits.things is 'The vehicles and things in it.';
comment on column records.event_traits.tellers is 'The telephones and addresses that told of it.';
comment on column records.event_traits.words is 'Keyed hashes of the words that were used: enough to compare, and not to read.';
