-- Addresses by their postcode, that `bluelamp places load --addresses` brings in: the same for every
-- force and of no person, as the other open data. It says which addresses there are, never who lives at
-- one.
create table station.addresses (
    postcode text not null,
    uprn     text not null check (uprn ~ '^[0-9]{1,12}$'),
    line1    text not null,
    line2    text,
    town     text
);
create index addresses_postcode on station.addresses (postcode);
comment on table station.addresses is 'Which addresses there are. The same for every force; replaced as a whole.';
comment on column station.addresses.postcode is 'The postcode in its usual spelling, HU1 3AA.';
comment on column station.addresses.uprn is 'The unique property reference number: 1 to 12 digits.';
comment on column station.addresses.line1 is 'The first line of the address.';
comment on column station.addresses.line2 is 'The second line, where it has one.';
comment on column station.addresses.town is 'The town or city, where the data has it.';

alter table station.place_files
    drop constraint place_files_kind_check,
    add constraint place_files_kind_check check (kind in ('postcodes', 'boundaries', 'addresses'));
comment on column station.place_files.kind is 'postcodes, boundaries or addresses.';

grant select on station.addresses to bluelamp_app;
