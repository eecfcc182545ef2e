-- Which forces have work due: the one question that is asked across forces. The role that may ask
-- it sees no more than force, state and time of jobs, and nobody can sign in as it.
create policy watch on station.jobs for select to bluelamp_watch using (true);
grant select (force_id, state, due_at) on station.jobs to bluelamp_watch;

create function station.forces_with_due_jobs(by_time timestamptz) returns setof text
    language sql stable security definer set search_path = ''
    as 'select distinct force_id from station.jobs where state = ''waiting'' and due_at <= by_time';
comment on function station.forces_with_due_jobs is 'Ids of the forces that have a job due.';
grant create on schema station to bluelamp_watch;
alter function station.forces_with_due_jobs owner to bluelamp_watch;
revoke create on schema station from bluelamp_watch;
revoke all on function station.forces_with_due_jobs from public;
grant execute on function station.forces_with_due_jobs to bluelamp_app;
