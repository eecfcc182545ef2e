-- What a person is still writing: sealed under a key that only their browser holds.
create schema reports;
comment on schema reports is 'What citizens tell us: drafts, reports, the keys that make sending safe to repeat.';
grant usage on schema reports to bluelamp_app;

create table reports.drafts (
    force_id text        not null,
    lookup   bytea       not null,
    sealed   bytea       not null,
    saved_at timestamptz not null,
    ends_at  timestamptz not null,
    primary key (force_id, lookup)
);
create index drafts_ending on reports.drafts (force_id, ends_at);
comment on table reports.drafts is 'Unsent answers. Without the browser''s key nobody can read or even attribute them.';
comment on column reports.drafts.force_id is 'The force that the person writes to.';
comment on column reports.drafts.lookup is 'Derived from the browser''s key, the force and the service.';
comment on column reports.drafts.sealed is 'Answers and progress: nonce and XChaCha20-Poly1305 ciphertext.';
comment on column reports.drafts.saved_at is 'When it was last saved.';
comment on column reports.drafts.ends_at is 'When it is forgotten.';

alter table reports.drafts enable row level security;
alter table reports.drafts force row level security;
create policy own_force on reports.drafts
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on reports.drafts to bluelamp_app;
