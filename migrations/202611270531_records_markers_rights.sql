-- Who sees the rows of warnings: their own force.
alter table records.markers enable row level security;
alter table records.markers force row level security;
create policy own_force on records.markers
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.markers to bluelamp_app;

alter table records.marker_reviews enable row level security;
alter table records.marker_reviews force row level security;
create policy own_force on records.marker_reviews
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on records.marker_reviews to bluelamp_app;
