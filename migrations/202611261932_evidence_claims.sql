-- What a photo says of itself: when and where it was taken. A claim, for staff alone.
alter table evidence.files add column claims bytea;
comment on column evidence.files.claims is 'When and where a photo says that it was taken, sealed; empty where it says nothing.';
