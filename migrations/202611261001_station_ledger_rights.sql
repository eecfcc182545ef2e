-- Who may touch the sealed journal: each force its own, and only what sealing needs. What was
-- written before there was a sealer waits for it too.
create policy own_force on station.unsealed
    using (force_id = nullif(current_setting('app.force', true), ''));
create policy own_force on station.leaves
    using (force_id = nullif(current_setting('app.force', true), ''));
create policy own_force on station.tiles
    using (force_id = nullif(current_setting('app.force', true), ''));
create policy own_force on station.checkpoints
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on station.unsealed to bluelamp_app;
grant select, insert on station.leaves to bluelamp_app;
grant select, insert, update on station.tiles to bluelamp_app;
grant select, insert on station.checkpoints to bluelamp_app;

create policy watch on station.unsealed for select to bluelamp_watch using (true);
grant select (force_id) on station.unsealed to bluelamp_watch;
create function station.forces_with_unsealed() returns setof text
    language sql stable security definer set search_path = ''
    as 'select distinct force_id from station.unsealed';
comment on function station.forces_with_unsealed is 'Ids of the forces whose journal has entries that wait for the sealer.';
grant create on schema station to bluelamp_watch;
alter function station.forces_with_unsealed owner to bluelamp_watch;
revoke create on schema station from bluelamp_watch;
revoke all on function station.forces_with_unsealed from public;
grant execute on function station.forces_with_unsealed to bluelamp_app;

-- The migration's role is bound by row-level security as well; it lifts it for this one look.
alter table station.journal no force row level security;
alter table station.unsealed no force row level security;
insert into station.unsealed (force_id, entry_id) select force_id, id from station.journal;
alter table station.unsealed force row level security;
alter table station.journal force row level security;
