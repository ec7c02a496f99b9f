-- Document Metadata Subscription: who is to be told of what, and what is still to be told. A schema of its own beside the registry's.

create table recipient (
    address    text        not null primary key,
    due_at     timestamptz not null,
    failures   integer     not null default 0,
    taken_till timestamptz
);
comment on column recipient.due_at is 'not called before';
comment on column recipient.taken_till is 'until when one process alone delivers to it';

create table subscription (
    id                uuid        not null primary key,
    owner             text        not null,
    topic             text        not null,
    filter            text        not null,
    patient_id        text,
    recipient         text        not null references recipient,
    begins_at         timestamptz not null,
    ends_at           timestamptz not null,
    node_address      text        not null,
    node_user_id      text        not null,
    node_certificate  text,
    user_id           text,
    user_issuer       text,
    user_name         text,
    user_alias        text,
    organization      text,
    organization_id   text,
    home_community_id text,
    provider          text,
    roles             text[]      not null,
    purposes_of_use   text[]      not null,
    about_patient     text,
    consent_documents text[]      not null,
    policies          text[]      not null
);
comment on column subscription.patient_id is 'whose objects it is about; null where it is about everybody''s';
comment on column subscription.owner is 'who alone may end it';
create index subscription_patient on subscription (patient_id);
create index subscription_owner on subscription (owner);
create index subscription_end on subscription (ends_at);

create table delivery (
    subscription uuid        not null references subscription on delete cascade,
    happening    uuid        not null,
    recipient    text        not null references recipient,
    patient_id   text        not null,
    objects      uuid[]      not null,
    happened_at  timestamptz not null,
    planned_at   timestamptz not null,
    attempts     integer     not null default 0,
    parked_at    timestamptz,
    problem      text        not null default '',
    primary key (subscription, happening)
);
comment on table delivery is 'planned, and not yet taken by its recipient';
comment on column delivery.parked_at is 'given up, for an operator to look at';
create index delivery_waiting on delivery (recipient, happened_at, happening, subscription) where parked_at is null;
create index delivery_parked on delivery (planned_at) where parked_at is not null;

create table turn (
    task text not null primary key
);
comment on table turn is 'a row is locked by who alone does a task';
insert into turn values ('planning'), ('admission');
