-- By what a record is found: hashes of how its names sound, of its dates, numbers, plates, streets and words.
create table records.tokens (
    force_id  text   not null,
    token     bigint not null,
    entity_id uuid   not null,
    primary key (force_id, token, entity_id),
    foreign key (force_id, entity_id) references records.entities (force_id, id)
);
comment on table records.tokens is 'By what a record is found. A hash is no proof: what is found is held against its statements.';
comment on column records.tokens.force_id is 'The force.';
comment on column records.tokens.token is 'A hash of a sound, a date, the end of a number, a fragment of a plate, a word, a place.';
comment on column records.tokens.entity_id is 'The record that is found by it.';
alter table records.tokens enable row level security;
alter table records.tokens force row level security;
create policy own_force on records.tokens
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on records.tokens to bluelamp_app;
