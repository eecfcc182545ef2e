-- What looked unusual, and what was made of it.
create table oversight.findings (
    force_id    text        not null,
    id          uuid        not null,
    rule        text        not null,
    same        text        not null,
    account_id  uuid,
    thing       text,
    thing_id    text,
    facts       jsonb       not null,
    happened_at timestamptz not null,
    found_at    timestamptz not null,
    state       text        not null check (state in ('open', 'dismissed', 'in_case')),
    reason      text,
    decided_by  uuid,
    decided_at  timestamptz,
    case_id     uuid,
    primary key (force_id, id),
    unique (force_id, rule, same),
    check ((state = 'in_case') = (case_id is not null)),
    check ((state = 'dismissed') = (reason is not null)),
    foreign key (force_id, case_id) references oversight.cases (force_id, id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id),
    foreign key (force_id, decided_by) references rights.accounts (force_id, id)
);
create index findings_open on oversight.findings (force_id, id) where state = 'open';
create index findings_of_case on oversight.findings (force_id, case_id) where case_id is not null;
comment on table oversight.findings is 'Patterns that look unusual. Each says why; a person decides what it is.';
comment on column oversight.findings.force_id is 'The force.';
comment on column oversight.findings.id is 'UUIDv7.';
comment on column oversight.findings.rule is 'The rule that found it.';
comment on column oversight.findings.same is 'What makes it the same finding when the rule looks again.';
comment on column oversight.findings.account_id is 'Whom it is about; nobody where it is about a record that many looked at.';
comment on column oversight.findings.thing is 'The kind of the record that it is about, if it is about one.';
comment on column oversight.findings.thing_id is 'Which one.';
comment on column oversight.findings.facts is 'The numbers and names that its explanation is made of.';
comment on column oversight.findings.happened_at is 'When the last of what was found happened.';
comment on column oversight.findings.found_at is 'When it was found.';
comment on column oversight.findings.state is 'open, dismissed or in_case.';
comment on column oversight.findings.reason is 'Why it was dismissed.';
comment on column oversight.findings.decided_by is 'Who dismissed it or made a case of it.';
comment on column oversight.findings.decided_at is 'When.';
comment on column oversight.findings.case_id is 'The case that it belongs to.';
alter table oversight.findings enable row level security;
alter table oversight.findings force row level security;
create policy own_force on oversight.findings
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on oversight.findings to bluelamp_app;
