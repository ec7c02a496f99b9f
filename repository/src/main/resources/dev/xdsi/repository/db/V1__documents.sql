-- What the Document Repository holds. The bytes are in files; a row is what makes a file a document.
create table document (
    document_unique_id text        not null primary key,
    hash               char(40)    not null,
    size               bigint      not null,
    mime_type          text        not null,
    file_name          uuid        not null unique,
    -- the deposit that brought the bytes
    deposit            uuid        not null,
    -- a registry has accepted it: no failing submission takes it back any more
    registered         boolean     not null,
    received_at        timestamptz not null
);

-- Which deposit relies on which document and has no answer from the registry yet. A document that no registry accepted goes
-- with the last of them; one that is left by a crash keeps its document, for the registry may have accepted it.
create table claim (
    deposit            uuid not null,
    document_unique_id text not null references document on delete cascade,
    primary key (deposit, document_unique_id)
);
create index claim_document on claim (document_unique_id);
