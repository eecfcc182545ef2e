-- Who sees the rows of what was raised, and how records near a place or with a date of birth are found.
alter table records.matters enable row level security;
alter table records.matters force row level security;
create policy own_force on records.matters
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on records.matters to bluelamp_app;

alter table records.alerts enable row level security;
alter table records.alerts force row level security;
create policy own_force on records.alerts
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on records.alerts to bluelamp_app;

alter table records.alerts_seen enable row level security;
alter table records.alerts_seen force row level security;
create policy own_force on records.alerts_seen
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on records.alerts_seen to bluelamp_app;

create index statements_of_postcode on records.statements (force_id, value)
    where field = 'postcode' and ended_at is null;
create index statements_of_birth on records.statements (force_id, value)
    where field = 'date_of_birth' and ended_at is null;
create index entities_places on records.entities (force_id, latitude, longitude)
    where latitude is not null and starts_at is null;
