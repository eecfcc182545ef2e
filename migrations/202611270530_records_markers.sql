-- What whoever deals with somebody or goes somewhere must know first.
create table records.markers (
    force_id     text        not null,
    id           uuid        not null,
    entity_id    uuid        not null,
    kind         text        not null,
    reason       text        not null,
    source       text        not null,
    source_thing text,
    source_id    text,
    set_at       timestamptz not null,
    set_by       uuid,
    reviewed_at  timestamptz not null,
    review_by    timestamptz not null,
    expires_at   timestamptz,
    ended_at     timestamptz,
    ended_by     uuid,
    ended_why    text,
    primary key (force_id, id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    check ((source_thing is null) = (source_id is null)),
    check ((ended_at is null) = (ended_why is null)),
    check (expires_at is null or expires_at > set_at)
);
create unique index markers_standing on records.markers (force_id, entity_id, kind)
    where ended_at is null;
create index markers_of on records.markers (force_id, entity_id, set_at desc);
comment on table records.markers is 'Warnings on records. One that is over stays, with why.';
comment on column records.markers.force_id is 'The force.';
comment on column records.markers.id is 'UUIDv7.';
comment on column records.markers.entity_id is 'On what it stands.';
comment on column records.markers.kind is 'What it warns of, such as violent or safe_contact.';
comment on column records.markers.reason is 'Why it was set, in the words of whoever set it.';
comment on column records.markers.source is 'Who or what said so.';
comment on column records.markers.source_thing is 'The kind of record that it comes from, such as report.';
comment on column records.markers.source_id is 'Which one.';
comment on column records.markers.set_at is 'When it was set.';
comment on column records.markers.set_by is 'The account that set it; nothing for the program itself.';
comment on column records.markers.reviewed_at is 'When somebody last said that it stands: at first, when it was set.';
comment on column records.markers.review_by is 'By when somebody must say so again.';
comment on column records.markers.expires_at is 'When it is over whatever happens, if that was said.';
comment on column records.markers.ended_at is 'When it was taken away.';
comment on column records.markers.ended_by is 'Who took it away.';
comment on column records.markers.ended_why is 'Why.';

create table records.marker_reviews (
    force_id  text        not null,
    id        uuid        not null,
    marker_id uuid        not null,
    at        timestamptz not null,
    by        uuid        not null,
    why       text        not null,
    review_by timestamptz not null,
    primary key (force_id, id),
    foreign key (force_id, marker_id) references records.markers (force_id, id)
);
create index marker_reviews_of on records.marker_reviews (force_id, marker_id, at);
comment on table records.marker_reviews is 'Each time that somebody said that a warning still stands.';
comment on column records.marker_reviews.force_id is 'The force.';
comment on column records.marker_reviews.id is 'UUIDv7.';
comment on column records.marker_reviews.marker_id is 'The warning.';
comment on column records.marker_reviews.at is 'When they said so.';
comment on column records.marker_reviews.by is 'Who did.';
comment on column records.marker_reviews.why is 'Why it still stands.';
comment on column records.marker_reviews.review_by is 'By when it must be looked at again.';
