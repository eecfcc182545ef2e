-- Policies that forces added to the national ones, which come with the program.
create table rights.policies (
    force_id   text        not null,
    id         uuid        not null,
    name       text        not null,
    text       text        not null,
    why        text        not null,
    added_at   timestamptz not null,
    ended_at   timestamptz,
    primary key (force_id, id)
);
create unique index policies_name on rights.policies (force_id, name) where ended_at is null;
comment on table rights.policies is 'What a force added to the national policies.';
comment on column rights.policies.force_id is 'The force whose people and records it is for.';
comment on column rights.policies.id is 'UUIDv7.';
comment on column rights.policies.name is 'What it is called.';
comment on column rights.policies.text is 'The policies, in the Cedar language.';
comment on column rights.policies.why is 'Why it was added.';
comment on column rights.policies.added_at is 'Since when it holds.';
comment on column rights.policies.ended_at is 'Until when it held.';
alter table rights.policies enable row level security;
alter table rights.policies force row level security;
create policy own_force on rights.policies
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, update on rights.policies to bluelamp_app;

-- What somebody who works here has to do with people outside, as keyed hashes of how these are reached.
create table rights.interests (
    force_id    text        not null,
    account_id  uuid        not null,
    token       bytea       not null,
    relation    text        not null check (relation in ('own', 'family', 'conflict', 'home')),
    declared_at timestamptz not null,
    primary key (force_id, account_id, token, relation),
    foreign key (force_id, account_id) references rights.accounts (force_id, id)
);
comment on table rights.interests is 'Whose records somebody does not open: their own, of those close to them, of conflicting interests; and where they live.';
comment on column rights.interests.force_id is 'The force that they work for.';
comment on column rights.interests.account_id is 'Whose declaration it is.';
comment on column rights.interests.token is 'Keyed hash of an e-mail address, a telephone number, a reference or a postcode.';
comment on column rights.interests.relation is 'own, family, conflict; or home: the postcode where they live, which is watched and not closed.';
comment on column rights.interests.declared_at is 'When it was declared.';
alter table rights.interests enable row level security;
alter table rights.interests force row level security;
create policy own_force on rights.interests
    using (force_id = nullif(current_setting('app.force', true), ''));
grant select, insert, delete on rights.interests to bluelamp_app;
