-- What was said in a matter, by whom. Never changed.
create table contact.messages (
    force_id   text        not null,
    id         uuid        not null,
    contact_id uuid        not null,
    kind       text        not null check (kind in ('from_person', 'to_person', 'note')),
    body       text        not null check (char_length(body) between 1 and 8000),
    at         timestamptz not null,
    account_id uuid,
    primary key (force_id, id),
    foreign key (force_id, contact_id) references contact.contacts (force_id, id),
    check ((kind = 'from_person') = (account_id is null))
);
create index messages_thread on contact.messages (force_id, contact_id, at, id);
comment on table contact.messages is 'Messages both ways, and notes that stay at the desk.';
comment on column contact.messages.force_id is 'The force that was told.';
comment on column contact.messages.id is 'UUIDv7 of the message; made from the key of the form, so that a form sent twice is one message.';
comment on column contact.messages.contact_id is 'The matter.';
comment on column contact.messages.kind is 'from_person, to_person, or note: never shown to the person.';
comment on column contact.messages.body is 'The text as it was written.';
comment on column contact.messages.at is 'When.';
comment on column contact.messages.account_id is 'Who of the staff wrote it; empty for the person.';

alter table contact.messages enable row level security;
alter table contact.messages force row level security;
create policy own_force on contact.messages
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on contact.messages to bluelamp_app;
