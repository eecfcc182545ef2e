-- Events that somebody said are of one incident.
create table records.clusters (
    force_id    text        not null,
    id          uuid        not null,
    incident_id uuid        not null,
    incident_made boolean   not null,
    links       uuid[]      not null,
    made_at     timestamptz not null,
    made_by     uuid        not null,
    undone_at   timestamptz,
    undone_by   uuid,
    undone_why  text,
    primary key (force_id, id),
    foreign key (force_id, incident_id) references records.entities (force_id, id),
    check ((undone_at is null) = (undone_why is null))
);
create index clusters_of on records.clusters (force_id, incident_id);
comment on table records.clusters is 'One time that events were said to be of one incident: exactly what was made, so that it can be taken back.';
comment on column records.clusters.force_id is 'The force.';
comment on column records.clusters.id is 'UUIDv7.';
comment on column records.clusters.incident_id is 'The incident of which they are parts.';
comment on column records.clusters.incident_made is 'Whether the incident was opened for it.';
comment on column records.clusters.links is 'The links that were made for it.';
comment on column records.clusters.made_at is 'When it was said.';
comment on column records.clusters.made_by is 'Who said so.';
comment on column records.clusters.undone_at is 'When it was taken back.';
comment on column records.clusters.undone_by is 'Who took it back.';
comment on column records.clusters.undone_why is 'Why.';
