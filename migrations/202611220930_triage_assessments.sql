-- What was made of a contact, each time it was assessed. Never changed; a new look is a new row.
create schema triage;
comment on schema triage is 'Assessments of contacts: how urgent, and why.';
grant usage on schema triage to bluelamp_app;

create table triage.assessments (
    force_id   text        not null,
    id         uuid        not null,
    contact_id uuid        not null,
    at         timestamptz not null,
    priority   text        not null check (priority in ('urgent', 'standard')),
    reasons    jsonb       not null,
    primary key (force_id, id)
);
create index assessments_contact on triage.assessments (force_id, contact_id, at desc);
comment on table triage.assessments is 'Each assessment of a contact by rule. A person always decides.';
comment on column triage.assessments.force_id is 'The force that was told.';
comment on column triage.assessments.id is 'UUIDv7 of the assessment.';
comment on column triage.assessments.contact_id is 'What was assessed.';
comment on column triage.assessments.at is 'When.';
comment on column triage.assessments.priority is 'urgent or standard.';
comment on column triage.assessments.reasons is 'Codes of the reasons, with the words or answers that gave them.';

alter table triage.assessments enable row level security;
alter table triage.assessments force row level security;
create policy own_force on triage.assessments
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on triage.assessments to bluelamp_app;
