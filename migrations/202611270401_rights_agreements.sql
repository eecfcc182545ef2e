-- What a force shares with another: for what, and until when.
create table rights.agreements (
    force_id    text        not null,
    id          uuid        not null,
    with_force  text        not null,
    services    text[]      not null,
    purpose     text        not null,
    used_for    text        not null,
    made_by     uuid        not null,
    approved_by uuid        not null,
    made_at     timestamptz not null,
    ends_at     timestamptz not null,
    ended_at    timestamptz,
    ended_by    uuid,
    primary key (force_id, id),
    foreign key (force_id, made_by) references rights.accounts (force_id, id),
    foreign key (force_id, approved_by) references rights.accounts (force_id, id),
    foreign key (force_id, ended_by) references rights.accounts (force_id, id),
    check (made_by <> approved_by),
    check (with_force <> force_id),
    check (ends_at > made_at and ends_at <= made_at + interval '12 months'),
    check ((ended_at is null) = (ended_by is null))
);
create index agreements_with on rights.agreements (with_force, ends_at);
comment on table rights.agreements is 'What a force shares with another: read-only, for a purpose, until a day.';
comment on column rights.agreements.force_id is 'The force that shares.';
comment on column rights.agreements.id is 'UUIDv7.';
comment on column rights.agreements.with_force is 'The force that may read.';
comment on column rights.agreements.services is 'Ids of the services whose contacts are shared; empty for all.';
comment on column rights.agreements.purpose is 'Why it is shared, in words.';
comment on column rights.agreements.used_for is 'What the other force may use it for, in words.';
comment on column rights.agreements.made_by is 'Who proposed it.';
comment on column rights.agreements.approved_by is 'The second person: never the first.';
comment on column rights.agreements.made_at is 'Since when it holds, in real time.';
comment on column rights.agreements.ends_at is 'Until when it holds, in real time: twelve months at most.';
comment on column rights.agreements.ended_at is 'When it was ended before that, in real time.';
comment on column rights.agreements.ended_by is 'Who ended it.';
alter table rights.agreements enable row level security;
alter table rights.agreements force row level security;
create policy own_force on rights.agreements
    using (force_id = nullif(current_setting('app.force', true), ''));
-- Whoever is shared with reads what was agreed, and changes nothing of it.
create policy shared_with on rights.agreements for select
    using (with_force = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.agreements to bluelamp_app;
