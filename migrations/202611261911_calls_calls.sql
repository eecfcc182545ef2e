-- What somebody at the desk is still writing down for a caller.
create schema calls;
comment on schema calls is 'Calls that are being taken, and those that were just ended.';
grant usage on schema calls to bluelamp_app;

create table calls.calls (
    force_id   text        not null,
    id         uuid        not null,
    account_id uuid        not null,
    service_id text        not null,
    state      text        not null check (state in ('open', 'ending', 'ended')),
    revision   integer     not null check (revision > 0),
    sealed     bytea       not null,
    begun_at   timestamptz not null,
    saved_at   timestamptz not null,
    report_id  uuid,
    primary key (force_id, id),
    foreign key (force_id, account_id) references rights.accounts (force_id, id),
    foreign key (force_id, report_id) references reports.reports (force_id, id),
    check ((state = 'ended') = (report_id is not null))
);
create index calls_of_account on calls.calls (force_id, account_id, begun_at);
create index calls_saved on calls.calls (force_id, saved_at);
comment on table calls.calls is 'Calls: kept until each is a report and its receipt was read out, or was about nothing.';
comment on column calls.calls.force_id is 'The force that was called.';
comment on column calls.calls.id is 'UUIDv7 of the call.';
comment on column calls.calls.account_id is 'Who takes it, and alone may open it.';
comment on column calls.calls.service_id is 'The service whose script is read.';
comment on column calls.calls.state is 'open; ending: nothing of it changes any more and the report is on its way; ended: it is a report.';
comment on column calls.calls.revision is 'Grows with each change, so that two windows do not overwrite each other.';
comment on column calls.calls.sealed is 'Answers, what stands in the fields and the caller''s words: nonce and XChaCha20-Poly1305 ciphertext.';
comment on column calls.calls.begun_at is 'When it began.';
comment on column calls.calls.saved_at is 'When it was last saved.';
comment on column calls.calls.report_id is 'The report that came of it.';

alter table calls.calls enable row level security;
alter table calls.calls force row level security;
create policy own_force on calls.calls
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on calls.calls to bluelamp_app;
