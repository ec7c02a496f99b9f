-- A step speaks for the series of its own studies, and not for one elsewhere that has the same UID.

alter table held_series drop constraint held_series_pkey;
alter table held_series add column study_uid text;
insert into held_series (series_uid, study_uid, held_by)
    select h.series_uid, item -> '0020000D' -> 'Value' ->> 0, h.held_by
      from held_series h
      join performed_procedure_step p on p.sop_instance_uid = h.held_by
     cross join lateral jsonb_array_elements(p.data_set::jsonb -> '00400270' -> 'Value') item
    union
    select h.series_uid, s.study_uid, h.held_by from held_series h join series s using (series_uid);
delete from held_series where study_uid is null;
alter table held_series add primary key (series_uid, study_uid);
