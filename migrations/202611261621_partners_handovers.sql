-- What people agreed to pass on, and what became of it. It is no police record.
create table partners.handovers (
    force_id    text        not null,
    id          uuid        not null,
    code        text        not null,
    service_id  text        not null,
    question_id text        not null,
    role        text        not null,
    partner_id  text        not null,
    lookup      bytea,
    access_hash bytea       not null,
    sealed      bytea       not null,
    for_partner bytea,
    for_person  bytea       not null,
    state       text        not null check (state in ('waiting', 'accepted', 'returned', 'unanswered')),
    reply       bytea,
    made_at     timestamptz not null,
    opened_at   timestamptz,
    until       timestamptz not null,
    ended_at    timestamptz,
    went_on_at  timestamptz,
    kept_until  timestamptz not null,
    primary key (force_id, id),
    unique (force_id, code),
    unique (force_id, lookup),
    check ((lookup is null) = (for_partner is null)),
    check ((state = 'waiting') = (ended_at is null))
);
create index handovers_ending on partners.handovers (force_id, kept_until);
comment on table partners.handovers is 'Answers that a person passed to another body. The database alone opens none of it.';
comment on column partners.handovers.force_id is 'The force that was asked.';
comment on column partners.handovers.id is 'UUIDv7 of the handover.';
comment on column partners.handovers.code is 'The reference without the force''s letters.';
comment on column partners.handovers.service_id is 'The service that was used.';
comment on column partners.handovers.question_id is 'The question whose answer led elsewhere.';
comment on column partners.handovers.role is 'What the other body was wanted for.';
comment on column partners.handovers.partner_id is 'The body, by its id in the directory.';
comment on column partners.handovers.lookup is 'Keyed hash of the link''s secret; empty once the link opens nothing any more.';
comment on column partners.handovers.access_hash is 'Keyed hash of the person''s access code.';
comment on column partners.handovers.sealed is 'What was passed: nonce and XChaCha20-Poly1305 ciphertext.';
comment on column partners.handovers.for_partner is 'Its key, sealed for whoever has the link; goes with the link.';
comment on column partners.handovers.for_person is 'Its key, sealed for whoever has the access code.';
comment on column partners.handovers.state is 'waiting, accepted, returned, or unanswered in time.';
comment on column partners.handovers.reply is 'What the partner answered, sealed under the same key.';
comment on column partners.handovers.made_at is 'When it was passed on.';
comment on column partners.handovers.opened_at is 'When the partner first looked.';
comment on column partners.handovers.until is 'Until when the partner may answer.';
comment on column partners.handovers.ended_at is 'When it was answered, or its time was over.';
comment on column partners.handovers.went_on_at is 'When the person went on with us.';
comment on column partners.handovers.kept_until is 'When it is forgotten.';

alter table partners.handovers enable row level security;
alter table partners.handovers force row level security;
create policy own_force on partners.handovers
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update, delete on partners.handovers to bluelamp_app;
