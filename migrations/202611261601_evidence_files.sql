-- Files that people send us with what they tell us.
create schema evidence;
comment on schema evidence is 'Files: what came in, what our checks made of it, which report it belongs to.';
grant usage on schema evidence to bluelamp_app;

create table evidence.files (
    force_id   text        not null,
    id         text        not null check (id ~ '^[0-9a-f]{32}$'),
    owner      bytea       not null check (octet_length(owner) = 32),
    field      text        not null,
    blob_id    uuid        not null,
    details    bytea       not null,
    length     bigint      check (length > 0),
    size       bigint      not null default 0 check (size >= 0),
    sha256     bytea       check (octet_length(sha256) = 32),
    found      text,
    state      text        not null check (state in ('receiving', 'unscanned', 'kept', 'quarantined')),
    why        text,
    report_id  uuid,
    preview_id uuid,
    begun_at   timestamptz not null,
    came_at    timestamptz,
    ends_at    timestamptz,
    check_at   timestamptz,
    checks     integer     not null default 0,
    primary key (force_id, id),
    foreign key (force_id, blob_id) references station.blobs (force_id, id),
    foreign key (force_id, preview_id) references station.blobs (force_id, id),
    check ((state = 'receiving') = (came_at is null)),
    check ((report_id is null) = (ends_at is not null))
);
create index files_of_owner on evidence.files (force_id, owner, begun_at);
create index files_of_report on evidence.files (force_id, report_id, begun_at) where report_id is not null;
create index files_ending on evidence.files (force_id, ends_at) where ends_at is not null;
create index files_to_check on evidence.files (force_id, check_at) where check_at is not null;
comment on table evidence.files is 'Files that people sent, or are sending.';
comment on column evidence.files.force_id is 'The force that was told.';
comment on column evidence.files.id is 'Random, hexadecimal; it cannot be guessed.';
comment on column evidence.files.owner is 'Hash of a token that whoever sends it holds: the draft''s browser, a program, or the link to add files later.';
comment on column evidence.files.field is 'The question that asked for it; empty where none did.';
comment on column evidence.files.blob_id is 'Its bytes, as they were sent; they never change.';
comment on column evidence.files.details is 'The name and the type that the sender gave it, sealed.';
comment on column evidence.files.length is 'How many bytes the sender announced, if they did.';
comment on column evidence.files.size is 'How many bytes came, once all are there.';
comment on column evidence.files.sha256 is 'SHA-256 of the bytes, once all are there.';
comment on column evidence.files.found is 'The type that its bytes show, such as image/jpeg.';
comment on column evidence.files.state is 'receiving: more is to come. unscanned: all is here and nobody opens it yet. kept: our checks found nothing. quarantined: they did; a person looks at it.';
comment on column evidence.files.why is 'Why it is quarantined or not scanned, as a word.';
comment on column evidence.files.report_id is 'The report that it belongs to, once that is sent.';
comment on column evidence.files.preview_id is 'A smaller picture made anew from its pixels, without what else is in the file.';
comment on column evidence.files.begun_at is 'When it was announced.';
comment on column evidence.files.came_at is 'When the last byte was durable.';
comment on column evidence.files.ends_at is 'When it is forgotten if it belongs to no report by then.';
comment on column evidence.files.check_at is 'When it is to be checked; empty when it has been.';
comment on column evidence.files.checks is 'How often a check was begun.';

alter table evidence.files enable row level security;
alter table evidence.files force row level security;
create policy own_force on evidence.files
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on evidence.files to bluelamp_app;
