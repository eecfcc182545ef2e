-- That a person added files is told in the conversation: how many, and when.
alter table contact.messages drop constraint messages_kind_check;
alter table contact.messages add constraint messages_kind_check
    check (kind in ('from_person', 'to_person', 'note', 'files_added'));
alter table contact.messages drop constraint messages_check;
alter table contact.messages add constraint messages_check
    check ((kind in ('from_person', 'files_added')) = (account_id is null));
comment on column contact.messages.kind is 'from_person, to_person, files_added (the body says how many), or note: never shown to the person.';
