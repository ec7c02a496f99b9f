-- Requests for storage commitment that were acknowledged and not answered yet. The row goes when the report was taken.
create table commitment_request (
    ae_title        text not null,
    transaction_uid text not null,
    -- SOP Class UID and SOP Instance UID, alternating
    requested       text[] not null,
    requested_at    timestamptz not null,
    not_before      timestamptz not null,
    failures        integer not null default 0,
    primary key (ae_title, transaction_uid)
);

create index commitment_request_due on commitment_request (not_before);
