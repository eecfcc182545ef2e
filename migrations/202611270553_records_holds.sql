-- What must not be erased, whatever its time, because an inquiry or a court needs it.
create table records.holds (
    force_id   text        not null,
    id         uuid        not null,
    entity_id  uuid        not null,
    asked_by   text        not null,
    why        text        not null,
    until_at   timestamptz,
    made_at    timestamptz not null,
    made_by    uuid        not null,
    lifted_at  timestamptz,
    lifted_by  uuid,
    lifted_why text,
    primary key (force_id, id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    check ((lifted_at is null) = (lifted_why is null)),
    check ((lifted_at is null) = (lifted_by is null))
);
create index holds_of on records.holds (force_id, entity_id) where lifted_at is null;
comment on table records.holds is 'A legal hold on a record: it is not erased while one stands.';
comment on column records.holds.force_id is 'The force.';
comment on column records.holds.id is 'UUIDv7.';
comment on column records.holds.entity_id is 'The record that is held.';
comment on column records.holds.asked_by is 'Who asked for it: an inquiry, a court, a solicitor.';
comment on column records.holds.why is 'Why.';
comment on column records.holds.until_at is 'Until when; nothing while it is open-ended.';
comment on column records.holds.made_at is 'When it was placed.';
comment on column records.holds.made_by is 'The account that placed it.';
comment on column records.holds.lifted_at is 'When it was lifted.';
comment on column records.holds.lifted_by is 'The account that lifted it.';
comment on column records.holds.lifted_why is 'Why.';
alter table records.holds enable row level security;
alter table records.holds force row level security;
create policy own_force on records.holds
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on records.holds to bluelamp_app;
