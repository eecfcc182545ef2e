-- The bytes of files: where they are, how far they have come, and the key that opens them.
create table station.blobs (
    force_id   text        not null,
    id         uuid        not null,
    sealed_key bytea       not null,
    received   bigint      not null default 0 check (received >= 0),
    pieces     integer     not null default 0 check (pieces >= 0),
    hash_state bytea,
    tail       text        check (tail ~ '^tail-[0-9a-f]{16}$'),
    turn       bytea,
    sha256     bytea       check (octet_length(sha256) = 32),
    begun_at   timestamptz not null,
    whole_at   timestamptz,
    primary key (force_id, id),
    check ((sha256 is null) = (whole_at is null))
);
create index blobs_address on station.blobs (force_id, sha256);
comment on table station.blobs is 'The bytes of files. They lie sealed in the store of files, a piece an object; without this row nothing opens them.';
comment on column station.blobs.force_id is 'The force that was told.';
comment on column station.blobs.id is 'UUIDv7 of the bytes, and the name of their place in the store.';
comment on column station.blobs.sealed_key is 'The key of these bytes alone, sealed under one of the station''s.';
comment on column station.blobs.received is 'How many bytes are durable.';
comment on column station.blobs.pieces is 'How many whole pieces of 512 KiB are durable.';
comment on column station.blobs.hash_state is 'SHA-256 of the whole pieces, unfinished, while more is to come.';
comment on column station.blobs.tail is 'The object with what came after the last whole piece, while more is to come.';
comment on column station.blobs.turn is 'Who writes now: whoever took the turn last. Whoever had it before is stopped.';
comment on column station.blobs.sha256 is 'SHA-256 of all bytes, as they were sent; empty until all are there.';
comment on column station.blobs.begun_at is 'When the first byte was expected.';
comment on column station.blobs.whole_at is 'When the last byte was durable.';

alter table station.blobs enable row level security;
alter table station.blobs force row level security;
create policy own_force on station.blobs
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on station.blobs to bluelamp_app;
