-- Messages as the Audit Record Repository received them; written once, never changed.
create table record (
    number      bigint generated always as identity primary key,
    digest      text        not null unique,
    received_at timestamptz not null,
    sender      text        not null,
    event_time  timestamptz,
    event_id    text,
    event_types text[]      not null,
    action      text,
    outcome     smallint    not null,
    source_id   text,
    users       text[]      not null,
    patients    text[]      not null,
    studies     text[]      not null,
    documents   text[]      not null,
    others      text[]      not null,
    problem     text,
    message     text        not null
);

create index record_received_at on record (received_at);
create index record_event_time on record (event_time);
create index record_event_types on record using gin (event_types);
create index record_users on record using gin (users);
create index record_patients on record using gin (patients);
create index record_studies on record using gin (studies);
create index record_documents on record using gin (documents);
