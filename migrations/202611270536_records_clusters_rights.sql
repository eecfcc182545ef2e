-- Who sees the rows of events that look like one: their own force.
alter table records.event_pairs enable row level security;
alter table records.event_pairs force row level security;
create policy own_force on records.event_pairs
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.event_pairs to bluelamp_app;

alter table records.clusters enable row level security;
alter table records.clusters force row level security;
create policy own_force on records.clusters
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.clusters to bluelamp_app;

alter table records.event_traits enable row level security;
alter table records.event_traits force row level security;
create policy own_force on records.event_traits
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.event_traits to bluelamp_app;
