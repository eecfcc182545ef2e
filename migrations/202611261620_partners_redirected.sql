-- How often people were shown another body, and went there. No person is in it.
create schema partners;
comment on schema partners is 'Others who can help: who was sent to them, and what was passed to them.';
grant usage on schema partners to bluelamp_app;

create table partners.redirected (
    force_id    text   not null,
    day         date   not null,
    service_id  text   not null,
    question_id text   not null,
    role        text   not null,
    partner_id  text   not null,
    what        text   not null check (what in ('shown', 'taken', 'stayed', 'passed', 'accepted', 'returned')),
    times       bigint not null check (times > 0),
    primary key (force_id, day, service_id, question_id, role, partner_id, what)
);
comment on table partners.redirected is 'Counts of redirects. Each server adds what it counted in memory every few seconds; no transaction of a person touches them.';
comment on column partners.redirected.force_id is 'The force that was asked.';
comment on column partners.redirected.day is 'The day, on the clocks of the United Kingdom.';
comment on column partners.redirected.service_id is 'The service that was used.';
comment on column partners.redirected.question_id is 'The question whose answer led elsewhere.';
comment on column partners.redirected.role is 'What the other body was wanted for, such as council.noise.';
comment on column partners.redirected.partner_id is 'Which body; empty while it was not known.';
comment on column partners.redirected.what is 'shown, taken (went there), stayed (went on with us), passed, accepted or returned.';
comment on column partners.redirected.times is 'How often.';

alter table partners.redirected enable row level security;
alter table partners.redirected force row level security;
create policy own_force on partners.redirected
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on partners.redirected to bluelamp_app;
