-- Instances of our own are in the folder of the archive (instance.origin OWN) or in an object store (STORE), which has the same id noted, so that no
-- other is taken for it.
create table object_store (
    archive uuid primary key,
    -- whether it has the id noted, so that instances may be there
    bound   boolean not null default false,
    one     boolean not null default true unique check (one)
);
