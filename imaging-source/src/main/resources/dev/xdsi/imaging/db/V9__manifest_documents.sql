-- A manifest is one submission of one or more documents; it goes by its first one.
create table manifest_document (
    document_unique_id text primary key,
    manifest           text not null references manifest on delete cascade,
    number             integer not null,
    kind               text not null,
    entry_uuid         uuid not null,
    kos                bytea not null,
    -- the entries that this one replaces
    replaces           uuid[] not null default '{}',
    unique (manifest, number)
);

insert into manifest_document (document_unique_id, manifest, number, kind, entry_uuid, kos, replaces)
select document_unique_id, document_unique_id, 1, 'KOS', entry_uuid, kos,
       case when replaces is null then '{}'::uuid[] else array[replaces] end
  from manifest;

alter table manifest
    drop column entry_uuid,
    drop column kos,
    drop column replaces,
    -- what it says apart from its identity, as a hash; a manifest that would say the same is not made
    add column content text not null default '';
