-- What professional standards follows up.
create table oversight.cases (
    force_id  text        not null,
    id        uuid        not null,
    why       text        not null,
    glass_id  uuid,
    opened_by uuid,
    opened_at timestamptz not null,
    outcome   text check (outcome in ('no_misconduct', 'advice', 'misconduct', 'referred')),
    closing   text,
    closed_by uuid,
    closed_at timestamptz,
    primary key (force_id, id),
    unique (force_id, glass_id),
    check ((outcome is null) = (closed_at is null)),
    foreign key (force_id, opened_by) references rights.accounts (force_id, id),
    foreign key (force_id, closed_by) references rights.accounts (force_id, id)
);
comment on table oversight.cases is 'Matters that professional standards follows up.';
comment on column oversight.cases.force_id is 'The force.';
comment on column oversight.cases.id is 'UUIDv7.';
comment on column oversight.cases.why is 'What it is about, in the words of whoever opened it; empty for one that a review opened.';
comment on column oversight.cases.glass_id is 'The emergency access that a review passed on, if that began it.';
comment on column oversight.cases.opened_by is 'Who opened it; nobody where a review did.';
comment on column oversight.cases.opened_at is 'When.';
comment on column oversight.cases.outcome is 'What came of it, once it is closed.';
comment on column oversight.cases.closing is 'Why, in the words of whoever closed it.';
comment on column oversight.cases.closed_by is 'Who closed it.';
comment on column oversight.cases.closed_at is 'When.';
alter table oversight.cases enable row level security;
alter table oversight.cases force row level security;
create policy own_force on oversight.cases
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on oversight.cases to bluelamp_app;

create table oversight.people (
    force_id   text        not null,
    case_id    uuid        not null,
    account_id uuid        not null,
    added_at   timestamptz not null,
    primary key (force_id, case_id, account_id),
    foreign key (force_id, case_id) references oversight.cases (force_id, id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
comment on table oversight.people is 'Whom a case is about.';
comment on column oversight.people.force_id is 'The force.';
comment on column oversight.people.case_id is 'The case.';
comment on column oversight.people.account_id is 'Whose use of their powers is looked into.';
comment on column oversight.people.added_at is 'When they were added.';
alter table oversight.people enable row level security;
alter table oversight.people force row level security;
create policy own_force on oversight.people
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on oversight.people to bluelamp_app;

create table oversight.notes (
    force_id   text        not null,
    id         uuid        not null,
    case_id    uuid        not null,
    written_by uuid        not null,
    written_at timestamptz not null,
    body       text        not null,
    primary key (force_id, id),
    foreign key (force_id, case_id) references oversight.cases (force_id, id),
    foreign key (force_id, written_by) references rights.accounts (force_id, id)
);
create index notes_of_case on oversight.notes (force_id, case_id, id);
comment on table oversight.notes is 'What was written down in a case.';
comment on column oversight.notes.force_id is 'The force.';
comment on column oversight.notes.id is 'UUIDv7.';
comment on column oversight.notes.case_id is 'The case.';
comment on column oversight.notes.written_by is 'Who wrote it.';
comment on column oversight.notes.written_at is 'When.';
comment on column oversight.notes.body is 'What they wrote.';
alter table oversight.notes enable row level security;
alter table oversight.notes force row level security;
create policy own_force on oversight.notes
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on oversight.notes to bluelamp_app;
