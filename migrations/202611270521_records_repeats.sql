-- From how many times on, in how long, somebody or something counts as repeated at a force.
create table records.repeat_rules (
    force_id text        not null,
    name     text        not null,
    span     text        not null check (span ~ '^P[0-9]{1,4}[DWMY]$'),
    least    integer     not null check (least between 2 and 1000),
    set_at   timestamptz not null,
    set_by   uuid        not null,
    primary key (force_id, name)
);
comment on table records.repeat_rules is 'Where a force counts repeats otherwise than the national rules do.';
comment on column records.repeat_rules.force_id is 'The force.';
comment on column records.repeat_rules.name is 'The national rule that it takes the place of, such as victim or location.';
comment on column records.repeat_rules.span is 'How far the rolling window goes back, as an ISO 8601 duration of days, weeks, months or years.';
comment on column records.repeat_rules.least is 'From how many events on it is a repeat.';
comment on column records.repeat_rules.set_at is 'When it was set.';
comment on column records.repeat_rules.set_by is 'The account that set it.';
alter table records.repeat_rules enable row level security;
alter table records.repeat_rules force row level security;
create policy own_force on records.repeat_rules
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on records.repeat_rules to bluelamp_app;
