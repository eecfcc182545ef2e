-- Which records were said to be of the same one: a layer above them, which leaves each as it is.
create table records.merged (
    force_id  text not null,
    entity_id uuid not null,
    golden_id uuid not null,
    merge_id  uuid not null,
    primary key (force_id, entity_id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    foreign key (force_id, golden_id) references records.entities (force_id, id),
    check (entity_id <> golden_id)
);
create index merged_into on records.merged (force_id, golden_id);
comment on table records.merged is 'The record under which another one is shown while they count as one. Never two steps deep.';
comment on column records.merged.force_id is 'The force; records of two forces are never one.';
comment on column records.merged.entity_id is 'The record that is shown under another.';
comment on column records.merged.golden_id is 'The record under which it is shown.';
comment on column records.merged.merge_id is 'The decision that it rests on.';
alter table records.merged enable row level security;
alter table records.merged force row level security;
create policy own_force on records.merged
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.merged to bluelamp_app;
