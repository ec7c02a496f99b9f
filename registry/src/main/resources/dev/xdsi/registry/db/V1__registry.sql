-- The Document Registry's own schema.
--
-- Two tables hold what must be unique in the whole registry: entryUUIDs and uniqueIds. Everything else belongs to a patient
-- and has patient_id in its key, so that it can be partitioned by patient without touching a query.

create table registered_id (
    entry_uuid uuid not null primary key,
    kind       text not null,
    patient_id text not null
);
comment on table registered_id is 'every entryUUID ever registered: whose it is and that it is taken';

create table unique_id (
    unique_id text not null primary key,
    kind      text not null,
    hash      text,
    size      bigint
);
comment on table unique_id is 'every uniqueId: documents may share one if hash and size agree, SubmissionSets and Folders may not';

create table document_entry (
    entry_uuid                    uuid        not null,
    patient_id                    text        not null,
    availability_status           text        not null,
    logical_id                    uuid        not null,
    version                       integer     not null,
    unique_id                     text        not null,
    object_type                   text        not null,
    class_code                    text        not null,
    type_code                     text        not null,
    practice_setting_code         text        not null,
    healthcare_facility_type_code text        not null,
    format_code                   text        not null,
    creation_time                 timestamptz,
    service_start_time            timestamptz,
    service_stop_time             timestamptz,
    written                       text        not null,
    primary key (entry_uuid, patient_id)
);
comment on column document_entry.class_code is 'codes are kept as code^^codingScheme, their value in stored queries';
comment on column document_entry.written is 'the object as it was registered; availability_status says its status now';
create index document_entry_patient on document_entry (patient_id, availability_status);
create index document_entry_unique_id on document_entry (unique_id);

create table document_entry_code (
    entry_uuid uuid not null,
    patient_id text not null,
    attribute  text not null,
    coded      text not null,
    foreign key (entry_uuid, patient_id) references document_entry
);
create index document_entry_code_entry on document_entry_code (entry_uuid, patient_id);

create table document_entry_author (
    entry_uuid    uuid not null,
    patient_id    text not null,
    author_person text not null,
    foreign key (entry_uuid, patient_id) references document_entry
);
create index document_entry_author_entry on document_entry_author (entry_uuid, patient_id);

create table document_entry_reference_id (
    entry_uuid   uuid not null,
    patient_id   text not null,
    reference_id text not null,
    foreign key (entry_uuid, patient_id) references document_entry
);
create index document_entry_reference_id_entry on document_entry_reference_id (entry_uuid, patient_id);

create table submission_set (
    entry_uuid          uuid        not null,
    patient_id          text        not null,
    availability_status text        not null,
    logical_id          uuid        not null,
    version             integer     not null,
    unique_id           text        not null,
    source_id           text        not null,
    submission_time     timestamptz not null,
    content_type_code   text        not null,
    written             text        not null,
    primary key (entry_uuid, patient_id)
);
create index submission_set_patient on submission_set (patient_id, availability_status);
create index submission_set_unique_id on submission_set (unique_id);

create table submission_set_author (
    entry_uuid    uuid not null,
    patient_id    text not null,
    author_person text not null,
    foreign key (entry_uuid, patient_id) references submission_set
);
create index submission_set_author_entry on submission_set_author (entry_uuid, patient_id);

create table folder (
    entry_uuid          uuid    not null,
    patient_id          text    not null,
    availability_status text    not null,
    logical_id          uuid    not null,
    version             integer not null,
    unique_id           text    not null,
    last_update_time    timestamptz,
    written             text    not null,
    primary key (entry_uuid, patient_id)
);
create index folder_patient on folder (patient_id, availability_status);
create index folder_unique_id on folder (unique_id);

create table folder_code (
    entry_uuid uuid not null,
    patient_id text not null,
    coded      text not null,
    foreign key (entry_uuid, patient_id) references folder
);
create index folder_code_entry on folder_code (entry_uuid, patient_id);

create table association (
    entry_uuid          uuid    not null,
    patient_id          text    not null,
    availability_status text    not null,
    logical_id          uuid    not null,
    version             integer not null,
    association_type    text    not null,
    source_object       uuid    not null,
    target_object       uuid    not null,
    written             text    not null,
    primary key (entry_uuid, patient_id)
);
create index association_source on association (source_object);
create index association_target on association (target_object);
