-- What somebody told us on the telephone: who took it, what was said, and what stays open.
alter table reports.reports drop constraint reports_channel_check;
alter table reports.reports add constraint reports_channel_check
    check (channel in ('web', 'api', 'phone'));
alter table reports.reports add column taken_by uuid;
alter table reports.reports add column words text;
alter table reports.reports add column gaps jsonb;
alter table reports.reports add constraint reports_taken_by_somebody
    check ((channel = 'phone') = (taken_by is not null));
alter table reports.reports add foreign key (force_id, taken_by)
    references rights.accounts (force_id, id);
comment on column reports.reports.channel is 'web, api or phone.';
comment on column reports.reports.taken_by is 'Of a call: the account of whoever took it.';
comment on column reports.reports.words is 'Of a call: what the caller said, as it was written down.';
comment on column reports.reports.gaps is 'Of a call: the questions that stay open, and why.';
