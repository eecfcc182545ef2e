-- What is compared of a record, beside its statements, so that a million of them are read in seconds.
create table records.faces (
    force_id  text     not null,
    entity_id uuid     not null,
    tokens    bigint[] not null,
    face      jsonb,
    version   smallint not null,
    primary key (force_id, entity_id),
    foreign key (force_id, entity_id) references records.entities (force_id, id)
);
comment on table records.faces is 'What a record is found by and compared by, made of its statements and links.';
comment on column records.faces.force_id is 'The force.';
comment on column records.faces.entity_id is 'The record.';
comment on column records.faces.tokens is 'Its rows in tokens, so that those that no longer hold are taken away.';
comment on column records.faces.face is 'Of a person: names, dates of birth, homes, numbers, as they are compared.';
comment on column records.faces.version is 'By which rules it was made; what was made by older ones is made again.';
alter table records.faces enable row level security;
alter table records.faces force row level security;
create policy own_force on records.faces
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.faces to bluelamp_app;
