-- Bytes are named by what they are: documents with the same bytes share them, and the bytes go with the last of these documents.
create table content (
    hash      char(40) not null,
    size      bigint   not null,
    -- CRC-32C of each 256 KiB; empty where the bytes have not been read since they were files with names of their own
    checksums bytea    not null,
    -- a document that had these bytes is gone: somebody has to look whether it was the last
    unused    boolean  not null default false,
    primary key (hash, size)
);
create index content_unused on content (hash, size) where unused;
insert into content (hash, size, checksums) select distinct hash, size, ''::bytea from document;

create table former_file (
    file_name uuid     not null primary key,
    deposit   uuid     not null,
    hash      char(40) not null,
    size      bigint   not null
);
comment on table former_file is 'files that do not yet have the name of their content';
insert into former_file (file_name, deposit, hash, size) select file_name, deposit, hash, size from document;

alter table document drop column file_name, drop column deposit;
-- looked at when a transaction ends, so that all may lock documents first and contents after them
alter table document add constraint document_content foreign key (hash, size) references content deferrable initially deferred;
create index document_content on document (hash, size);

alter table claim add column claimed_at timestamptz not null default now();
alter table claim alter column claimed_at drop default;
create index claim_claimed_at on claim (claimed_at);
