-- Who has the bytes of an instance for good: this archive (OWN), or the PACS behind it, which is asked for them again (PACS).
alter table instance add column origin text not null default 'OWN';

-- A view shows the columns that there were when it was made.
create or replace view shown_instance as
select i.* from instance i
 where i.role <> 'REJECTION_NOTE'
   and not exists (select 1 from rejected_instance r where r.sop_instance_uid = i.sop_instance_uid);

-- What an operator asked the PACS for. A question that is not through yet is not asked twice.
create table backfill (
    id         uuid primary key,
    patient_id text not null,
    -- YYYYMMDD, empty for no limit
    from_date  text not null,
    to_date    text not null,
    modality   text not null,
    asked_by   text not null,
    asked_at   timestamptz not null,
    -- when the PACS had said which studies there are
    listed_at  timestamptz,
    failures   integer not null default 0,
    not_before timestamptz not null,
    last_error text,
    -- why it was given up
    failed_at  timestamptz
);

create index backfill_unlisted on backfill (not_before) where listed_at is null and failed_at is null;

-- One row a study of a backfill; a worker holds its row lock for as long as it fetches the study.
create table backfill_study (
    backfill   uuid not null references backfill on delete cascade,
    study_uid  text not null,
    patient_id text not null,
    -- WAITING, DONE or FAILED
    state      text not null default 'WAITING',
    -- of the study, as the PACS said; null until it was asked
    instances  integer,
    failures   integer not null default 0,
    not_before timestamptz not null,
    last_error text,
    primary key (backfill, study_uid)
);

create index backfill_study_waiting on backfill_study (not_before) where state = 'WAITING';
create index backfill_study_of_study on backfill_study (study_uid) where state <> 'DONE';
