-- Where the frames of an instance lie in its file; null where nobody has looked yet: such instances, of before this version, also have
-- metadata that do not say where their bulk data are had. They are looked at anew when the actor starts.
alter table instance add column frames bytea;
create index instance_unframed on instance (sop_instance_uid) where frames is null;
