-- Answers to questions about equality: kept apart from reports, so that nobody can join them.
create table reports.equality_answers (
    force_id   text  not null,
    id         bytea not null,
    service_id text  not null,
    month      date  not null,
    answers    jsonb not null,
    primary key (force_id, id)
);
comment on table reports.equality_answers is 'What people said of themselves so that forces can see whether they treat everybody fairly. Never joined with a report or a person.';
comment on column reports.equality_answers.force_id is 'The force that was told.';
comment on column reports.equality_answers.id is 'Random: it says nothing of when or by whom.';
comment on column reports.equality_answers.service_id is 'The service that offered the questions.';
comment on column reports.equality_answers.month is 'The first day of the month: no nearer time is kept.';
comment on column reports.equality_answers.answers is 'The answers by question.';

alter table reports.equality_answers enable row level security;
alter table reports.equality_answers force row level security;
create policy own_force on reports.equality_answers
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert on reports.equality_answers to bluelamp_app;
