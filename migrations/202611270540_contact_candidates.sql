-- What a report's answers tell of people and things, to be taken over into the records by somebody.
alter table contact.contacts add column event_id uuid;
comment on column contact.contacts.event_id is 'The event in the records that stands for it; nothing of contacts of earlier releases.';

create table contact.candidates (
    force_id   text        not null,
    id         uuid        not null,
    contact_id uuid        not null,
    part       text        not null,
    form       text        not null,
    role       text        not null,
    told       jsonb       not null,
    state      text        not null check (state in ('open', 'accepted', 'rejected')),
    entity_id  uuid,
    decided_at timestamptz,
    decided_by uuid,
    primary key (force_id, id),
    unique (force_id, contact_id, part),
    foreign key (force_id, contact_id) references contact.contacts (force_id, id),
    foreign key (force_id, entity_id) references records.entities (force_id, id),
    check ((state = 'open') = (decided_at is null))
);
comment on table contact.candidates is 'Somebody or something that a report''s answers tell of, and what became of it.';
comment on column contact.candidates.force_id is 'The force.';
comment on column contact.candidates.id is 'UUIDv7.';
comment on column contact.candidates.contact_id is 'The contact.';
comment on column contact.candidates.part is 'Which part of the report it is: reporter, suspect, vehicles.1 and so on.';
comment on column contact.candidates.form is 'What kind of record it would be: person, vehicle, property.';
comment on column contact.candidates.role is 'What it was in the matter, such as reported, suspect or involved.';
comment on column contact.candidates.told is 'What would be said of it: field, value and the question that it answers.';
comment on column contact.candidates.state is 'open, accepted or rejected.';
comment on column contact.candidates.entity_id is 'The record that it became, or was added to.';
comment on column contact.candidates.decided_at is 'When somebody decided.';
comment on column contact.candidates.decided_by is 'Who decided.';
alter table contact.candidates enable row level security;
alter table contact.candidates force row level security;
create policy own_force on contact.candidates
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on contact.candidates to bluelamp_app;
