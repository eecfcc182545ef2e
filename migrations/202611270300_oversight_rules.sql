-- What looks unusual in what people look at: what each force changed of the rules, and what they count.
create schema oversight;
comment on schema oversight is 'Who looked at what: unusual patterns, cases, and what people are told of it.';
grant usage on schema oversight to bluelamp_app, bluelamp_watch;

create table oversight.rules (
    force_id   text        not null,
    rule       text        not null,
    is_on      boolean     not null,
    first      integer     not null check (first between 1 and 100000),
    second     integer     not null check (second between 0 and 100000),
    why        text        not null,
    changed_by uuid        not null,
    changed_at timestamptz not null,
    primary key (force_id, rule),
    foreign key (force_id, changed_by) references rights.accounts (force_id, id)
);
comment on table oversight.rules is 'The rules that a force changed; the others are as they come with the program.';
comment on column oversight.rules.force_id is 'The force.';
comment on column oversight.rules.rule is 'The rule, such as own_street.';
comment on column oversight.rules.is_on is 'Whether it looks at all.';
comment on column oversight.rules.first is 'Its first number; what it counts is said beside the rule.';
comment on column oversight.rules.second is 'Its second number.';
comment on column oversight.rules.why is 'Why it was changed, in the words of whoever did.';
comment on column oversight.rules.changed_by is 'Who changed it.';
comment on column oversight.rules.changed_at is 'When, in real time.';
alter table oversight.rules enable row level security;
alter table oversight.rules force row level security;
create policy own_force on oversight.rules
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on oversight.rules to bluelamp_app;

create table oversight.days (
    force_id   text        not null,
    account_id uuid        not null,
    day        date        not null,
    looks      integer     not null,
    hours      integer[]   not null check (cardinality(hours) = 24),
    primary key (force_id, day, account_id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
comment on table oversight.days is 'How many records somebody opened on a day, counted from the journal.';
comment on column oversight.days.force_id is 'The force.';
comment on column oversight.days.account_id is 'Who looked.';
comment on column oversight.days.day is 'The day, in London.';
comment on column oversight.days.looks is 'How many records they opened.';
comment on column oversight.days.hours is 'The same by the hour of the day.';
alter table oversight.days enable row level security;
alter table oversight.days force row level security;
create policy own_force on oversight.days
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on oversight.days to bluelamp_app;

create table oversight.watched (
    force_id text   not null,
    place    bigint not null,
    primary key (force_id)
);
comment on table oversight.watched is 'How far the journal was looked through.';
comment on column oversight.watched.force_id is 'The force.';
comment on column oversight.watched.place is 'The place in the log from which the next look goes on.';
alter table oversight.watched enable row level security;
alter table oversight.watched force row level security;
create policy own_force on oversight.watched
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on oversight.watched to bluelamp_app;
