-- Every matter that somebody told us about.
create schema contact;
comment on schema contact is 'Conversations with the public, one thread a matter.';
grant usage on schema contact to bluelamp_app;

create table contact.contacts (
    force_id      text        not null,
    id            uuid        not null,
    report_id     uuid        not null,
    code          text        not null,
    service_id    text        not null,
    language      text        not null check (language in ('en', 'cy')),
    received_at   timestamptz not null,
    reply_by      timestamptz,
    priority      text        not null check (priority in ('urgent', 'standard')),
    state         text        not null check (state in ('waiting', 'answered', 'wrote_again')),
    first_read_at timestamptz,
    primary key (force_id, id),
    unique (force_id, report_id),
    unique (force_id, code)
);
create index contacts_queue on contact.contacts (force_id, priority desc, received_at, id);
comment on table contact.contacts is 'Matters with the public: the queue of the contact centre.';
comment on column contact.contacts.force_id is 'The force that was told.';
comment on column contact.contacts.id is 'UUIDv7 of the contact.';
comment on column contact.contacts.report_id is 'The report that began it.';
comment on column contact.contacts.code is 'The reference without the force''s letters.';
comment on column contact.contacts.service_id is 'The service that was used.';
comment on column contact.contacts.language is 'The language of the person.';
comment on column contact.contacts.received_at is 'When they told us.';
comment on column contact.contacts.reply_by is 'By when we promised to answer.';
comment on column contact.contacts.priority is 'As last assessed: urgent or standard.';
comment on column contact.contacts.state is 'waiting, answered, or wrote_again: the person wrote after our answer.';
comment on column contact.contacts.first_read_at is 'When a member of staff first opened it.';

alter table contact.contacts enable row level security;
alter table contact.contacts force row level security;
create policy own_force on contact.contacts
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on contact.contacts to bluelamp_app;
