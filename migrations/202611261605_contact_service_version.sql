-- A contact knows in which edition of its service it began, so that the queue can say it as it was told.
alter table contact.contacts add column service_version integer;
comment on column contact.contacts.service_version is 'Version of the service''s definition that the report was made with; empty where an earlier release opened the contact.';
