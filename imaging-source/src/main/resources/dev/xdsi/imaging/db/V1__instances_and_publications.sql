-- The instance archive's index and the state of each study's publication. Files hold the instances; what is not in "instance" does not exist.

create table study (
    study_uid           text primary key,
    patient_id          text not null,
    issuer_of_patient_id text not null,
    -- counts every instance that was added: a manifest covers the study up to one of these numbers
    changes             bigint not null default 0,
    changed_at          timestamptz not null,
    published_changes   bigint not null default 0,
    -- someone said that nothing more will come: no need to wait for the quiet period
    completed_at        timestamptz,
    -- something was done about a held or failed publication: try it again
    poked_at            timestamptz
);

create index study_unpublished on study (changed_at) where changes > published_changes;

create table series (
    study_uid  text not null references study,
    series_uid text not null,
    modality   text not null,
    primary key (study_uid, series_uid)
);

create table instance (
    sop_instance_uid    text primary key,
    study_uid           text not null,
    series_uid          text not null,
    sop_class_uid       text not null,
    transfer_syntax_uid text not null,
    role                text not null,
    -- SHA-256 of the data set as it was received
    sha256              bytea not null,
    file                text not null unique,
    length              bigint not null,
    number              bigint not null,
    received_at         timestamptz not null,
    -- DICOM JSON without bulk data, gzip
    metadata            bytea not null,
    foreign key (study_uid, series_uid) references series
);

create unique index instance_of_study on instance (study_uid, number);
create index instance_of_series on instance (study_uid, series_uid, number);

-- Instances that a rejection note (RAD TF-3: 4.66) takes out of manifests, whether they have arrived yet or not.
create table rejected_instance (
    sop_instance_uid text not null,
    rejected_by      text not null references instance,
    primary key (sop_instance_uid, rejected_by)
);

-- The affinity domain's id for the patient of a study, as someone linked it. May come before the first instance.
create table patient_link (
    study_uid  text primary key,
    patient_id text not null,
    linked_at  timestamptz not null
);

-- One row a study; a worker holds its row lock for as long as it works on the study.
create table publication (
    study_uid    text primary key references study,
    attempted_at timestamptz,
    not_before   timestamptz not null,
    failures     integer not null default 0,
    last_error   text,
    held         boolean not null default false
);

-- Written before the first attempt to send it, so that every further attempt sends the same.
create table manifest (
    document_unique_id       text primary key,
    study_uid                text not null references study,
    number                   integer not null,
    entry_uuid               uuid not null,
    submission_set_unique_id text not null,
    patient_id               text not null,
    covers_changes           bigint not null,
    created_at               timestamptz not null,
    kos                      bytea not null,
    -- the entry that this one replaces
    replaces                 uuid,
    -- counted before each send: whoever finds more than none cannot know whether it was registered
    sends                    integer not null default 0,
    registered_at            timestamptz,
    unique (study_uid, number)
);
