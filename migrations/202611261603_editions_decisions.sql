-- What was decided about services, in order: what is offered where follows from it. Rows are added
-- and never changed; how many there are is how a process sees that something was decided.
create sequence editions.decisions;
comment on sequence editions.decisions is 'The order in which decisions hold.';
grant usage on sequence editions.decisions to bluelamp_app;

create table editions.publications (
    id               uuid        not null primary key,
    place            bigint      not null default nextval('editions.decisions'),
    service_id       text        not null,
    version          integer     not null,
    forces           text[]      check (cardinality(forces) > 0),
    at               timestamptz not null,
    proposal         uuid        not null,
    approved_force   text        not null,
    approved_account uuid        not null,
    approved_name    text        not null,
    reason           text        not null,
    foreign key (service_id, version) references editions.editions (service_id, version)
);
comment on table editions.publications is 'Which edition is offered to whom, from when, and who approved it.';
comment on column editions.publications.id is 'UUIDv7.';
comment on column editions.publications.place is 'Its place among all decisions; later ones hold.';
comment on column editions.publications.service_id is 'The service.';
comment on column editions.publications.version is 'The edition that is offered from then on.';
comment on column editions.publications.forces is 'The forces that offer it; empty for every force.';
comment on column editions.publications.at is 'From when.';
comment on column editions.publications.proposal is 'The proposal that was approved.';
comment on column editions.publications.approved_force is 'The force of whoever approved it.';
comment on column editions.publications.approved_account is 'Their account; never the author''s.';
comment on column editions.publications.approved_name is 'Their name as colleagues knew it then.';
comment on column editions.publications.reason is 'Why it was approved; in a crisis, why without its Welsh.';

create table editions.closures (
    id         uuid        not null primary key,
    place      bigint      not null default nextval('editions.decisions'),
    service_id text        not null,
    forces     text[]      check (cardinality(forces) > 0),
    closes     boolean     not null,
    advice_en  text        not null,
    advice_cy  text        not null,
    reason     text        not null,
    at         timestamptz not null,
    by_force   text        not null,
    by_account uuid        not null,
    by_name    text        not null
);
comment on table editions.closures is 'Services that were closed, and opened again. What is being written when one closes can still be sent.';
comment on column editions.closures.id is 'UUIDv7.';
comment on column editions.closures.place is 'Its place among all decisions; later ones hold.';
comment on column editions.closures.service_id is 'The service.';
comment on column editions.closures.forces is 'The forces where it is closed; empty for every force.';
comment on column editions.closures.closes is 'Whether it closes the service or opens it again.';
comment on column editions.closures.advice_en is 'What to do in its place, said to whoever comes; empty when it is opened.';
comment on column editions.closures.advice_cy is 'The same in Welsh.';
comment on column editions.closures.reason is 'Why, for colleagues.';
comment on column editions.closures.at is 'When.';
comment on column editions.closures.by_force is 'The force of whoever decided it.';
comment on column editions.closures.by_account is 'Their account.';
comment on column editions.closures.by_name is 'Their name as colleagues knew it then.';
grant select, insert on editions.publications, editions.closures to bluelamp_app;
