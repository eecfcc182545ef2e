-- Other systems act in their own name, and what somebody did is found by who they are.
alter table station.journal drop constraint journal_actor_kind_check,
    add constraint journal_actor_kind_check check (actor_kind in ('public', 'staff', 'client', 'system'));
comment on column station.journal.actor_kind is 'public, staff, client (another system) or system.';
comment on column station.journal.actor_name is 'Account or client id, or job name; empty for the public.';
create index journal_actor on station.journal (force_id, actor_name, at) where actor_kind in ('staff', 'client');
