-- What people are told of who looked at their report, and when.
create table oversight.settings (
    force_id   text        not null,
    feed_delay integer     not null check (feed_delay between 0 and 8760),
    changed_by uuid        not null,
    changed_at timestamptz not null,
    primary key (force_id),
    foreign key (force_id, changed_by) references rights.accounts (force_id, id)
);
comment on table oversight.settings is 'What a force set beside the rules.';
comment on column oversight.settings.force_id is 'The force.';
comment on column oversight.settings.feed_delay is 'After how many hours a look is shown to the person.';
comment on column oversight.settings.changed_by is 'Who set it.';
comment on column oversight.settings.changed_at is 'When, in real time.';
alter table oversight.settings enable row level security;
alter table oversight.settings force row level security;
create policy own_force on oversight.settings
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on oversight.settings to bluelamp_app;

create table oversight.holds (
    force_id  text        not null,
    report_id uuid        not null,
    until     timestamptz not null,
    reason    text        not null,
    held_by   uuid        not null,
    held_at   timestamptz not null,
    primary key (force_id, report_id),
    foreign key (force_id, held_by) references rights.accounts (force_id, id)
);
comment on table oversight.holds is 'Reports whose person is not told for a time who looked at them, so that nobody is warned.';
comment on column oversight.holds.force_id is 'The force.';
comment on column oversight.holds.report_id is 'The report.';
comment on column oversight.holds.until is 'Until when looks since the hold are not shown.';
comment on column oversight.holds.reason is 'Why, in the words of whoever held it.';
comment on column oversight.holds.held_by is 'Who held it.';
comment on column oversight.holds.held_at is 'Since when.';
alter table oversight.holds enable row level security;
alter table oversight.holds force row level security;
create policy own_force on oversight.holds
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on oversight.holds to bluelamp_app;
