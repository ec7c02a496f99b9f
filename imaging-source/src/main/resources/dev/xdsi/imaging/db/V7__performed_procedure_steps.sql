-- What modalities and archives say about the images that they send.

-- Modality Performed Procedure Steps (PS3.4 F.7)
create table performed_procedure_step (
    sop_instance_uid text primary key,
    -- IN PROGRESS, COMPLETED or DISCONTINUED
    state            text not null,
    -- all attributes together, as DICOM JSON in UTF-8
    data_set         text not null,
    changed_at       timestamptz not null
);

create index performed_procedure_step_by_age on performed_procedure_step (changed_at);

-- A study that is complete, somebody said, once these instances of it are here. The rows go when they are, or after a day.
create table announced_study (
    announced_by text not null,
    study_uid    text not null,
    announced_at timestamptz not null,
    primary key (announced_by, study_uid)
);

create table announced_instance (
    announced_by     text not null,
    study_uid        text not null,
    sop_instance_uid text not null,
    primary key (announced_by, study_uid, sop_instance_uid),
    foreign key (announced_by, study_uid) references announced_study on delete cascade
);

-- Series that were made for the wrong patient or order, their modality said (110514): in no manifest.
create table held_series (
    series_uid text primary key,
    held_by    text not null
);
