-- Warnings that were raised for something that is dealt with, such as a contact, and who has seen them.
create table records.matters (
    force_id  text not null,
    thing     text not null,
    thing_id  text not null,
    entity_id uuid not null,
    primary key (force_id, thing, thing_id, entity_id),
    foreign key (force_id, entity_id) references records.entities (force_id, id)
);
comment on table records.matters is 'Which records something that is dealt with has to do with, so that a warning that is set later is raised for it too.';
comment on column records.matters.force_id is 'The force.';
comment on column records.matters.thing is 'The kind of thing that is dealt with, such as contact.';
comment on column records.matters.thing_id is 'Which one.';
comment on column records.matters.entity_id is 'A record that it has to do with.';

create table records.alerts (
    force_id   text        not null,
    id         uuid        not null,
    thing      text        not null,
    thing_id   text        not null,
    subject_id uuid        not null,
    kind       text        not null,
    via_id     uuid        not null,
    way        text        not null,
    raised_at  timestamptz not null,
    primary key (force_id, id),
    unique (force_id, thing, thing_id, subject_id, kind),
    foreign key (force_id, subject_id) references records.entities (force_id, id),
    foreign key (force_id, via_id) references records.entities (force_id, id)
);
comment on table records.alerts is 'A warning that was raised for something that is dealt with, and how it was found.';
comment on column records.alerts.force_id is 'The force.';
comment on column records.alerts.id is 'UUIDv7.';
comment on column records.alerts.thing is 'The kind of thing that it was raised for, such as contact.';
comment on column records.alerts.thing_id is 'Which one.';
comment on column records.alerts.subject_id is 'On whom or what the warning stands.';
comment on column records.alerts.kind is 'What it warns of.';
comment on column records.alerts.via_id is 'The record by which it was found.';
comment on column records.alerts.way is 'How the two are linked: itself, or a role with > or < for its direction.';
comment on column records.alerts.raised_at is 'When it was raised.';

create table records.alerts_seen (
    force_id   text        not null,
    alert_id   uuid        not null,
    account_id uuid        not null,
    at         timestamptz not null,
    primary key (force_id, alert_id, account_id),
    foreign key (force_id, alert_id) references records.alerts (force_id, id)
);
comment on table records.alerts_seen is 'Who said that they have seen a warning.';
comment on column records.alerts_seen.force_id is 'The force.';
comment on column records.alerts_seen.alert_id is 'The warning that was raised.';
comment on column records.alerts_seen.account_id is 'Who has seen it.';
comment on column records.alerts_seen.at is 'When they said so.';
