-- The journal sealed: each force's entries in the order of a Merkle log (RFC 6962), its tiles (C2SP
-- tlog-tiles) and its signed checkpoints. One sealer at a time writes here, within a second.
create table station.unsealed (
    force_id text not null,
    entry_id uuid not null,
    primary key (force_id, entry_id)
);
comment on table station.unsealed is 'Journal entries that wait for the sealer.';
comment on column station.unsealed.force_id is 'The force of the entry.';
comment on column station.unsealed.entry_id is 'The entry: station.journal.id.';

create table station.leaves (
    force_id text   not null,
    place    bigint not null check (place >= 0),
    entry_id uuid   not null,
    primary key (force_id, place),
    unique (force_id, entry_id),
    foreign key (force_id, entry_id) references station.journal (force_id, id)
);
comment on table station.leaves is 'Which journal entry stands where in its force''s log.';
comment on column station.leaves.force_id is 'The force of the log.';
comment on column station.leaves.place is 'Place in the log, from 0, without gaps.';
comment on column station.leaves.entry_id is 'The entry: station.journal.id.';

create table station.tiles (
    force_id text     not null,
    level    smallint not null check (level between 0 and 7),
    place    bigint   not null check (place >= 0),
    hashes   bytea    not null,
    primary key (force_id, level, place)
);
comment on table station.tiles is 'The hashes of the logs'' trees, 256 to a tile.';
comment on column station.tiles.force_id is 'The force of the log.';
comment on column station.tiles.level is 'Level of the tile: 0 has the leaves.';
comment on column station.tiles.place is 'Place of the tile on its level.';
comment on column station.tiles.hashes is 'Hashes of 32 bytes, one after the other; the last tile of a level grows.';

create table station.checkpoints (
    force_id text        not null,
    size     bigint      not null check (size > 0),
    at       timestamptz not null,
    note     text        not null,
    primary key (force_id, size)
);
comment on table station.checkpoints is 'What was signed: how large a log was and what its root was.';
comment on column station.checkpoints.force_id is 'The force of the log.';
comment on column station.checkpoints.size is 'How many entries the log had.';
comment on column station.checkpoints.at is 'When it was signed, by the station''s clock.';
comment on column station.checkpoints.note is 'The signed note (C2SP tlog-checkpoint).';

alter table station.unsealed enable row level security;
alter table station.unsealed force row level security;
alter table station.leaves enable row level security;
alter table station.leaves force row level security;
alter table station.tiles enable row level security;
alter table station.tiles force row level security;
alter table station.checkpoints enable row level security;
alter table station.checkpoints force row level security;
