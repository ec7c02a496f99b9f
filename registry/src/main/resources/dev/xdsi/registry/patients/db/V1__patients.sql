-- The patients of the affinity domain, a schema of its own beside the registry's.

create table patient (
    patient_id  text        not null primary key,
    birth_time  text,
    birthday    date,
    sex         text,
    telecoms    text[]      not null,
    merged_into text references patient,
    updated_at  timestamptz not null default now()
);
comment on column patient.patient_id is 'id in the affinity domain, CX';
comment on column patient.birth_time is 'as it was said; birthday is its date, where it is known to the day';
comment on column patient.merged_into is 'the patient who survived a merge; this one is then known by him only';
create index patient_birthday on patient (birthday);

create table identifier (
    authority  text not null,
    id         text not null,
    patient_id text not null references patient,
    position   integer not null,
    primary key (authority, id)
);
comment on table identifier is 'every id of every patient, that of the affinity domain (position 0) too: an id has one owner';
create index identifier_patient on identifier (patient_id);

create table name (
    patient_id  text    not null references patient,
    position    integer not null,
    family      text    not null,
    given       text[]  not null,
    family_keys text[]  not null,
    primary key (patient_id, position)
);
comment on column name.family_keys is 'what the family name is compared by';
create index name_family on name using gin (family_keys);

create table address (
    patient_id  text    not null references patient,
    position    integer not null,
    street      text,
    city        text,
    state       text,
    postal_code text,
    country     text,
    primary key (patient_id, position)
);

create table feed_message (
    sender      text        not null,
    control_id  text        not null,
    content     text        not null,
    received_at timestamptz not null default now(),
    primary key (sender, control_id)
);
comment on table feed_message is 'messages that were taken over, so that one that is sent again changes nothing';
create index feed_message_received on feed_message (received_at);
