create index document_received_at on document (received_at, document_unique_id);
create table on_demand (
    kind    text        not null primary key,
    reached timestamptz not null
);
comment on table on_demand is 'of which documents, in the order in which they came, the patients have their entry of an on-demand document of this kind';
