-- What somebody does for all forces, beside their role in their own.
alter table rights.accounts
    add column appointment text check (appointment in ('service_publisher'));
comment on column rights.accounts.appointment is 'What they do for all forces: service_publisher publishes services to other forces; empty for most.';
