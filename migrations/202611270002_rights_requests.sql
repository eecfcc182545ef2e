-- What is dangerous and waits for a second person.
create table rights.requests (
    force_id   text        not null,
    id         uuid        not null,
    deed       text        not null,
    needs      text        not null,
    thing_id   text        not null,
    details    jsonb       not null,
    says_en    text        not null,
    says_cy    text        not null,
    reason     text        not null,
    asked_by   uuid        not null,
    asked_at   timestamptz not null,
    ends_at    timestamptz not null,
    state      text        not null check (state in ('waiting', 'approved', 'refused', 'withdrawn', 'done')),
    decided_by uuid,
    decided_at timestamptz,
    answer     text,
    primary key (force_id, id),
    foreign key (force_id, asked_by) references rights.accounts (force_id, id),
    foreign key (force_id, decided_by) references rights.accounts (force_id, id),
    check (decided_by is null or decided_by <> asked_by)
);
create index requests_waiting on rights.requests (force_id, ends_at) where state = 'waiting';
comment on table rights.requests is 'Dangerous deeds that need two people: who asked, who decided, and why.';
comment on column rights.requests.force_id is 'The force in which it is done.';
comment on column rights.requests.id is 'UUIDv7.';
comment on column rights.requests.deed is 'What is to be done, such as journal_exported.';
comment on column rights.requests.needs is 'The right that both people must have.';
comment on column rights.requests.thing_id is 'To what.';
comment on column rights.requests.details is 'What whoever does it needs to know.';
comment on column rights.requests.says_en is 'What is to be done, in English, for the second person.';
comment on column rights.requests.says_cy is 'The same in Welsh.';
comment on column rights.requests.reason is 'Why, in the words of whoever asked.';
comment on column rights.requests.asked_by is 'Who asked.';
comment on column rights.requests.asked_at is 'When, in real time.';
comment on column rights.requests.ends_at is 'Until when it can be decided and done, in real time.';
comment on column rights.requests.state is 'waiting, approved, refused, withdrawn, or done.';
comment on column rights.requests.decided_by is 'The second person: never the first.';
comment on column rights.requests.decided_at is 'When they decided, in real time.';
comment on column rights.requests.answer is 'Why, in their words.';
alter table rights.requests enable row level security;
alter table rights.requests force row level security;
create policy own_force on rights.requests
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.requests to bluelamp_app;

-- Every time that somebody opened a restricted record in an emergency.
create table rights.glass (
    force_id    text        not null,
    id          uuid        not null,
    account_id  uuid        not null,
    thing       text        not null,
    thing_id    text        not null,
    called      text        not null,
    reason      text        not null,
    broken_at   timestamptz not null,
    ends_at     timestamptz not null,
    reviewed_by uuid,
    reviewed_at timestamptz,
    finding     text        check (finding in ('right', 'wrong', 'follow_up')),
    answer      text,
    reminded_at timestamptz,
    primary key (force_id, id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id),
    foreign key (force_id, reviewed_by) references rights.accounts (force_id, id),
    check (reviewed_by is null or reviewed_by <> account_id)
);
create index glass_open on rights.glass (force_id, account_id, thing_id, ends_at);
create index glass_unreviewed on rights.glass (force_id, broken_at) where reviewed_at is null;
comment on table rights.glass is 'Access in an emergency, with its reason and its review.';
comment on column rights.glass.force_id is 'The force.';
comment on column rights.glass.id is 'UUIDv7.';
comment on column rights.glass.account_id is 'Who broke it.';
comment on column rights.glass.thing is 'The kind of record.';
comment on column rights.glass.thing_id is 'Which one.';
comment on column rights.glass.called is 'Its reference, for whoever reviews.';
comment on column rights.glass.reason is 'Why, in their words.';
comment on column rights.glass.broken_at is 'When, in real time.';
comment on column rights.glass.ends_at is 'Until when it opens the record, in real time.';
comment on column rights.glass.reviewed_by is 'Who looked at it afterwards: never who broke it.';
comment on column rights.glass.reviewed_at is 'When they did.';
comment on column rights.glass.finding is 'right, wrong, or follow_up: professional standards take it on.';
comment on column rights.glass.answer is 'What they found, in their words.';
comment on column rights.glass.reminded_at is 'When those who must review were last reminded.';
alter table rights.glass enable row level security;
alter table rights.glass force row level security;
create policy own_force on rights.glass
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.glass to bluelamp_app;
