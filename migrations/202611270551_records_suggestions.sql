-- Pairs of records that may be of the same one, for a person to look at.
create table records.suggestions (
    force_id    text        not null,
    one         uuid        not null,
    other       uuid        not null,
    weight      double precision not null,
    probability double precision not null check (probability between 0 and 1),
    band        text        not null check (band in ('same', 'ask')),
    explanation jsonb       not null,
    found_at    timestamptz not null,
    answer      text        check (answer in ('same', 'different', 'unsure')),
    answered_at timestamptz,
    answered_by uuid,
    note        text,
    primary key (force_id, one, other),
    foreign key (force_id, one) references records.entities (force_id, id),
    foreign key (force_id, other) references records.entities (force_id, id),
    check (one < other),
    check ((answer is null) = (answered_at is null))
);
create index suggestions_open on records.suggestions (force_id, weight desc, one, other)
    where answer is null or answer = 'unsure';
create index suggestions_of_other on records.suggestions (force_id, other);
comment on table records.suggestions is 'Two records that matching takes for the same one, with what it compared.';
comment on column records.suggestions.force_id is 'The force.';
comment on column records.suggestions.one is 'The record with the smaller id.';
comment on column records.suggestions.other is 'The other one.';
comment on column records.suggestions.weight is 'The odds in bits: nought is evens, ten is about a thousand to one.';
comment on column records.suggestions.probability is 'The same as a probability.';
comment on column records.suggestions.band is 'same (sure enough to be joined by the program, where the force lets it) or ask.';
comment on column records.suggestions.explanation is 'The comparison, line by line, in codes and bits.';
comment on column records.suggestions.found_at is 'When it was found, or found again with another weight.';
comment on column records.suggestions.answer is 'What a person said: same, different or unsure; nothing while nobody looked.';
comment on column records.suggestions.answered_at is 'When.';
comment on column records.suggestions.answered_by is 'Who; nobody where the program joined them.';
comment on column records.suggestions.note is 'Why, in their words.';
alter table records.suggestions enable row level security;
alter table records.suggestions force row level security;
create policy own_force on records.suggestions
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on records.suggestions to bluelamp_app;

create table records.match_runs (
    force_id  text        not null,
    began_at  timestamptz not null,
    ended_at  timestamptz,
    compared  bigint      not null default 0,
    of_all    bigint      not null default 0,
    found     bigint      not null default 0,
    joined    bigint      not null default 0,
    automatic boolean     not null default false,
    primary key (force_id)
);
comment on table records.match_runs is 'How far the search for records of the same one is, or was when it ended last; and whether the program may join.';
comment on column records.match_runs.force_id is 'The force.';
comment on column records.match_runs.began_at is 'When it began last.';
comment on column records.match_runs.ended_at is 'When it ended; nothing while it goes on.';
comment on column records.match_runs.compared is 'How many records were held against the others.';
comment on column records.match_runs.of_all is 'How many there were.';
comment on column records.match_runs.found is 'How many pairs were found for a person to look at.';
comment on column records.match_runs.joined is 'How many the program joined.';
comment on column records.match_runs.automatic is 'Whether the force lets the program join what is the same beyond doubt.';
alter table records.match_runs enable row level security;
alter table records.match_runs force row level security;
create policy own_force on records.match_runs
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on records.match_runs to bluelamp_app;
