-- Links with which a person adds files to a report that they sent.
create table reports.file_links (
    force_id    text        not null,
    report_id   uuid        not null,
    lookup      bytea       not null check (octet_length(lookup) = 32),
    made_at     timestamptz not null,
    ends_at     timestamptz not null,
    waits_since timestamptz,
    primary key (force_id, report_id),
    unique (force_id, lookup),
    foreign key (force_id, report_id) references reports.reports (force_id, id)
);
create index file_links_waiting on reports.file_links (force_id, waits_since) where waits_since is not null;
comment on table reports.file_links is 'Links with which a person adds files to a report. The link itself is made anew from the server''s key whenever it is shown, and not kept.';
comment on column reports.file_links.force_id is 'The force that was told.';
comment on column reports.file_links.report_id is 'The report that files are added to.';
comment on column reports.file_links.lookup is 'Hash of the link''s token under a key of the server: by this it is found.';
comment on column reports.file_links.made_at is 'When it was first given.';
comment on column reports.file_links.ends_at is 'Until when it opens.';
comment on column reports.file_links.waits_since is 'Since when files came with it that do not belong to the report yet; empty when there are none.';

alter table reports.file_links enable row level security;
alter table reports.file_links force row level security;
create policy own_force on reports.file_links
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on reports.file_links to bluelamp_app;
