-- What may be shown to those who ask: not what was rejected, and not the notes that reject it. Who shows something reads this view.
create view shown_instance as
select i.* from instance i
 where i.role <> 'REJECTION_NOTE'
   and not exists (select 1 from rejected_instance r where r.sop_instance_uid = i.sop_instance_uid);

-- Series count what is shown of them. What they and their studies say is entered anew from that when the actor starts.
update series e set instances = counted.instances, sop_classes = counted.sop_classes, attributes = null
  from (select s.study_uid, s.series_uid, count(v.sop_instance_uid) as instances,
               coalesce(array_agg(distinct v.sop_class_uid) filter (where v.sop_class_uid is not null), '{}') as sop_classes
          from series s left join shown_instance v using (study_uid, series_uid)
         where s.study_uid in (select i.study_uid from instance i left join rejected_instance r using (sop_instance_uid)
                                where i.role = 'REJECTION_NOTE' or r.sop_instance_uid is not null)
         group by s.study_uid, s.series_uid) counted
 where e.study_uid = counted.study_uid and e.series_uid = counted.series_uid;
update study set attributes = null where study_uid in (select study_uid from series where attributes is null);
drop index series_unentered;
create index series_unentered on series (study_uid, series_uid) where attributes is null and instances > 0;
