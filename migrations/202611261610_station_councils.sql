-- Whose council a postcode is in: so that what a council deals with leads to the right one.
alter table station.postcodes add column council_code text;
comment on column station.postcodes.council_code is 'Code of the local authority (E06…, E07…, E08…, E09…, W06…); empty where the file that was loaded does not say.';
