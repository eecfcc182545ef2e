-- Where places are: the national open data that `bluelamp places load` brings in. It is the same for
-- every force and tells of no person, so it has no force and no row-level security: whoever owns
-- the schema writes it, whole file by whole file, and the application may only read.
create table station.postcodes (
    postcode  text not null primary key,
    area_code text not null,
    latitude  real,
    longitude real,
    ended     integer check (ended between 190001 and 299912),
    check ((latitude is null) = (longitude is null))
);
comment on table station.postcodes is 'Which police area each postcode is in. The same for every force; replaced as a whole.';
comment on column station.postcodes.postcode is 'The postcode in its usual spelling, HU1 3AA.';
comment on column station.postcodes.area_code is 'Code of the police area (E23…, W15…), or what the data has for another land (S…, N…, L…, M…).';
comment on column station.postcodes.latitude is 'Degrees north of the postcode''s middle, WGS 84; empty where the data has no place.';
comment on column station.postcodes.longitude is 'Degrees east of the postcode''s middle, WGS 84.';
comment on column station.postcodes.ended is 'Month in which the postcode was given up, YYYYMM; empty while it is in use.';

create table station.borders (
    area_code text               not null,
    extent    box                not null,
    line      double precision[] not null
);
create index borders_extent on station.borders using gist (extent);
comment on table station.borders is 'Borders of police areas, in stretches. The same for every force; replaced as a whole.';
comment on column station.borders.area_code is 'Code of the police area that has this border.';
comment on column station.borders.extent is 'The smallest box around the stretch, in degrees: x is east, y is north.';
comment on column station.borders.line is 'The points of the stretch, one after the other: degrees east, degrees north, WGS 84.';

create table station.place_files (
    kind        text        not null primary key check (kind in ('postcodes', 'boundaries')),
    name        text        not null,
    loaded_at   timestamptz not null,
    entries     bigint      not null,
    passed_over bigint      not null
);
comment on table station.place_files is 'Which file of each kind was loaded last. The same for every force.';
comment on column station.place_files.kind is 'postcodes or boundaries.';
comment on column station.place_files.name is 'The name of the file, without its folder.';
comment on column station.place_files.loaded_at is 'When it was loaded, by real time.';
comment on column station.place_files.entries is 'How many postcodes or areas it brought.';
comment on column station.place_files.passed_over is 'How many of its rows could not be used.';

grant select on station.postcodes, station.borders, station.place_files to bluelamp_app;
