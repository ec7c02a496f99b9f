-- The registry in partitions. What belongs to a patient is kept by his id: one row for each object, its several-valued attributes in
-- arrays. Two tables lead from an entryUUID and from a uniqueId to the patients, each kept by its own key. There is no sequence and
-- no reference from one patient's rows to another's, so every table can be spread over several machines by its key.

create schema registry_v1;
alter table registered_id set schema registry_v1;
alter table unique_id set schema registry_v1;
alter table document_entry set schema registry_v1;
alter table document_entry_code set schema registry_v1;
alter table document_entry_author set schema registry_v1;
alter table document_entry_reference_id set schema registry_v1;
alter table submission_set set schema registry_v1;
alter table submission_set_author set schema registry_v1;
alter table folder set schema registry_v1;
alter table folder_code set schema registry_v1;
alter table association set schema registry_v1;

create table patient_turn (
    patient_id text not null primary key
) partition by hash (patient_id);
comment on table patient_turn is 'one row for each patient about whom anything was ever submitted; what counts is its lock';

create table registered_id (
    entry_uuid  uuid   not null primary key,
    kind        text   not null,
    patient_id  text   not null,
    linked_from text[] not null default '{}'
) partition by hash (entry_uuid);
comment on table registered_id is 'every entryUUID ever registered: whose it is and that it is taken';
comment on column registered_id.linked_from is 'other patients whose Associations have this object as an end';

create table unique_id (
    unique_id   text   not null primary key,
    kind        text   not null,
    hash        text,
    size        bigint,
    entry_uuids uuid[] not null,
    patient_ids text[] not null
) partition by hash (unique_id);
comment on table unique_id is 'every uniqueId: documents may share one if hash and size agree, SubmissionSets and Folders may not';
comment on column unique_id.patient_ids is 'whose each of entry_uuids is, in the same order';

create table document_entry (
    patient_id                    text        not null,
    entry_uuid                    uuid        not null,
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
    event_code_list               text[]      not null,
    confidentiality_code          text[]      not null,
    author_person                 text[]      not null,
    reference_id_list             text[]      not null,
    creation_time                 timestamptz,
    service_start_time            timestamptz,
    service_stop_time             timestamptz,
    written                       text        not null,
    primary key (patient_id, entry_uuid)
) partition by hash (patient_id);
comment on column document_entry.class_code is 'codes are kept as code^^codingScheme, their value in stored queries';
comment on column document_entry.written is 'the object as it was registered; availability_status says its status now';
create index document_entry_status on document_entry (patient_id, availability_status);
create index document_entry_version on document_entry (patient_id, logical_id) where logical_id <> entry_uuid;

create table submission_set (
    patient_id          text        not null,
    entry_uuid          uuid        not null,
    availability_status text        not null,
    logical_id          uuid        not null,
    version             integer     not null,
    unique_id           text        not null,
    source_id           text        not null,
    submission_time     timestamptz not null,
    content_type_code   text        not null,
    author_person       text[]      not null,
    written             text        not null,
    primary key (patient_id, entry_uuid)
) partition by hash (patient_id);

create table folder (
    patient_id          text        not null,
    entry_uuid          uuid        not null,
    availability_status text        not null,
    logical_id          uuid        not null,
    version             integer     not null,
    unique_id           text        not null,
    last_update_time    timestamptz,
    code_list           text[]      not null,
    written             text        not null,
    primary key (patient_id, entry_uuid)
) partition by hash (patient_id);

create table association (
    patient_id          text    not null,
    entry_uuid          uuid    not null,
    availability_status text    not null,
    logical_id          uuid    not null,
    version             integer not null,
    association_type    text    not null,
    source_object       uuid    not null,
    target_object       uuid    not null,
    written             text    not null,
    primary key (patient_id, entry_uuid)
) partition by hash (patient_id);
comment on column association.patient_id is 'an Association has no patient of its own and is kept with that of its submission';
create index association_source on association (patient_id, source_object);
create index association_target on association (patient_id, target_object);

create table happening (
    id         uuid        not null,
    patient_id text        not null,
    objects    uuid[]      not null,
    at         timestamptz not null,
    primary key (patient_id, id)
);
comment on table happening is 'what was registered or changed and nobody has looked at yet who is to be notified';
create index happening_at on happening (at);
create index happening_id on happening (id);

do $$
declare
    name text;
begin
    foreach name in array array['patient_turn', 'registered_id', 'unique_id', 'document_entry', 'submission_set', 'folder',
        'association'] loop
        for i in 0..15 loop
            execute format(
                'create table %I partition of %I for values with (modulus 16, remainder %s)', name || '_' || i, name, i);
        end loop;
    end loop;
end $$;

insert into patient_turn select distinct patient_id from registry_v1.registered_id;

insert into registered_id (entry_uuid, kind, patient_id) select entry_uuid, kind, patient_id from registry_v1.registered_id;
update registered_id r
    set linked_from = (select array_agg(distinct a.patient_id) from registry_v1.association a
        where r.entry_uuid in (a.source_object, a.target_object) and a.patient_id <> r.patient_id)
    where exists (select 1 from registry_v1.association a
        where r.entry_uuid in (a.source_object, a.target_object) and a.patient_id <> r.patient_id);

insert into unique_id
    select u.unique_id, u.kind, u.hash, u.size, array_agg(o.entry_uuid), array_agg(o.patient_id)
    from registry_v1.unique_id u
        join (select unique_id, entry_uuid, patient_id from registry_v1.document_entry
            union all select unique_id, entry_uuid, patient_id from registry_v1.submission_set
            union all select unique_id, entry_uuid, patient_id from registry_v1.folder) o using (unique_id)
    group by u.unique_id, u.kind, u.hash, u.size;

insert into document_entry
    select d.patient_id, d.entry_uuid, d.availability_status, d.logical_id, d.version, d.unique_id, d.object_type, d.class_code,
        d.type_code, d.practice_setting_code, d.healthcare_facility_type_code, d.format_code,
        array(select c.coded from registry_v1.document_entry_code c where c.entry_uuid = d.entry_uuid
            and c.patient_id = d.patient_id and c.attribute = 'EVENT_CODE_LIST'),
        array(select c.coded from registry_v1.document_entry_code c where c.entry_uuid = d.entry_uuid
            and c.patient_id = d.patient_id and c.attribute = 'CONFIDENTIALITY_CODE'),
        array(select a.author_person from registry_v1.document_entry_author a
            where a.entry_uuid = d.entry_uuid and a.patient_id = d.patient_id),
        array(select r.reference_id from registry_v1.document_entry_reference_id r
            where r.entry_uuid = d.entry_uuid and r.patient_id = d.patient_id),
        d.creation_time, d.service_start_time, d.service_stop_time, d.written
    from registry_v1.document_entry d;

insert into submission_set
    select s.patient_id, s.entry_uuid, s.availability_status, s.logical_id, s.version, s.unique_id, s.source_id,
        s.submission_time, s.content_type_code,
        array(select a.author_person from registry_v1.submission_set_author a
            where a.entry_uuid = s.entry_uuid and a.patient_id = s.patient_id),
        s.written
    from registry_v1.submission_set s;

insert into folder
    select f.patient_id, f.entry_uuid, f.availability_status, f.logical_id, f.version, f.unique_id, f.last_update_time,
        array(select c.coded from registry_v1.folder_code c
            where c.entry_uuid = f.entry_uuid and c.patient_id = f.patient_id),
        f.written
    from registry_v1.folder f;

insert into association
    select a.patient_id, a.entry_uuid, a.availability_status, a.logical_id, a.version, a.association_type, a.source_object,
        a.target_object, a.written
    from registry_v1.association a;

drop schema registry_v1 cascade;
