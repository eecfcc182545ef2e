-- What a person sent, as they sent it. Never changed afterwards.
create table reports.reports (
    force_id        text        not null,
    id              uuid        not null,
    code            text        not null check (code ~ '^[2-9CDFGHJKMNPQRTVWXY]{8}$'),
    service_id      text        not null,
    service_version integer     not null,
    language        text        not null check (language in ('en', 'cy')),
    channel         text        not null check (channel in ('web', 'api')),
    answers         jsonb       not null,
    answers_text    text        not null,
    submitted_at    timestamptz not null,
    reply_by        timestamptz,
    access_hash     bytea       not null,
    primary key (force_id, id),
    unique (force_id, code)
);
create index reports_newest on reports.reports (force_id, submitted_at);
comment on table reports.reports is 'Reports as they were sent.';
comment on column reports.reports.force_id is 'The force that was told.';
comment on column reports.reports.id is 'UUIDv7 of the report.';
comment on column reports.reports.code is 'The reference without the force''s letters.';
comment on column reports.reports.service_id is 'The service that was used.';
comment on column reports.reports.service_version is 'The version of its definition; the report stays with it.';
comment on column reports.reports.language is 'The language that the person wrote in.';
comment on column reports.reports.channel is 'web or api.';
comment on column reports.reports.answers is 'The answers by question id, for queries.';
comment on column reports.reports.answers_text is 'The same as canonical JSON, byte for byte what was acknowledged.';
comment on column reports.reports.submitted_at is 'When it was sent.';
comment on column reports.reports.reply_by is 'By when we promised to answer; empty when the person wants no contact.';
comment on column reports.reports.access_hash is 'Keyed hash of the access code. The code itself is not stored.';

create table reports.submissions (
    force_id     text        not null,
    service_id   text        not null,
    key_hash     bytea       not null,
    answers_hash bytea       not null,
    report_id    uuid        not null,
    at           timestamptz not null,
    primary key (force_id, service_id, key_hash),
    foreign key (force_id, report_id) references reports.reports (force_id, id)
        deferrable initially deferred
);
comment on table reports.submissions is 'Idempotency keys: the same key gives the same report, once.';
comment on column reports.submissions.force_id is 'The force that was told.';
comment on column reports.submissions.service_id is 'The service; a key counts per force and service.';
comment on column reports.submissions.key_hash is 'SHA-256 of the sender''s key.';
comment on column reports.submissions.answers_hash is 'SHA-256 of language and answers as canonical JSON.';
comment on column reports.submissions.report_id is 'The report that came of it.';
comment on column reports.submissions.at is 'When; keys are forgotten after a day.';

alter table reports.reports enable row level security;
alter table reports.reports force row level security;
create policy own_force on reports.reports
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on reports.reports to bluelamp_app;

alter table reports.submissions enable row level security;
alter table reports.submissions force row level security;
create policy own_force on reports.submissions
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on reports.submissions to bluelamp_app;
