-- When the PACS was found to have the instance no more (instance.origin PACS): it is hidden as one that was rejected is, until the PACS names it again or
-- somebody stores it here.
alter table instance add column gone_at timestamptz;

-- A view shows the columns that there were when it was made.
create or replace view shown_instance as
select i.* from instance i
 where i.role <> 'REJECTION_NOTE'
   and i.gone_at is null
   and not exists (select 1 from rejected_instance r where r.sop_instance_uid = i.sop_instance_uid);

-- A question about one study: the PACS told of it. Empty for those about a patient.
alter table backfill add column study_uid text not null default '';
create index backfill_of_study on backfill (asked_at) where study_uid <> '';
