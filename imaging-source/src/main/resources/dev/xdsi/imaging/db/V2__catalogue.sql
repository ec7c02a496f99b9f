-- What is asked about studies and series, so that no answer opens a file. What the instances before this version say is entered when the
-- actor starts: a series without attributes waits for that.

alter table study
    -- what the first instances say of the patient and of the study, as DICOM JSON in UTF-8
    add column attributes text,
    -- the patient's name by component group, in lower case
    add column name_alphabetic text not null default '',
    add column name_ideographic text not null default '',
    add column name_phonetic text not null default '',
    -- YYYYMMDD; null for none, and for what is none
    add column study_date text,
    add column accession_number text not null default '';

alter table series
    add column attributes text,
    add column instances bigint not null default 0,
    add column sop_classes text[] not null default '{}';

update series set instances = counted.instances, sop_classes = counted.sop_classes
  from (select study_uid, series_uid, count(*) as instances, array_agg(distinct sop_class_uid) as sop_classes
          from instance group by study_uid, series_uid) counted
 where series.study_uid = counted.study_uid and series.series_uid = counted.series_uid;

create index study_of_patient on study (patient_id, issuer_of_patient_id, study_uid);
create index study_by_name_alphabetic on study (name_alphabetic text_pattern_ops);
create index study_by_name_ideographic on study (name_ideographic text_pattern_ops) where name_ideographic <> '';
create index study_by_name_phonetic on study (name_phonetic text_pattern_ops) where name_phonetic <> '';
create index study_by_date on study (study_date);
create index study_by_accession_number on study (accession_number text_pattern_ops);
create index series_unentered on series (study_uid, series_uid) where attributes is null;
