-- What goes on to the PACS behind (docs/adr/0029). Entered with what it is about, in one transaction, and only where it is wanted.

-- Instances that came from others than the PACS. The row goes when the PACS has the instance for good.
create table forwarded_instance (
    sop_instance_uid text primary key references instance on delete cascade,
    -- DUE: to be sent; SENT: taken, to be asked whether it is committed to; ASKED: the report is awaited, until not_before; FAILED: given
    -- up, until somebody says that it is to be tried again
    state            text not null default 'DUE',
    entered_at       timestamptz not null,
    not_before       timestamptz not null,
    -- attempts that failed, and how many of them for a reason that does not pass
    failures         integer not null default 0,
    refusals         integer not null default 0,
    error            text,
    -- by which it is asked about
    transaction_uid  text
);

create index forwarded_instance_due on forwarded_instance (not_before) where state = 'DUE';
create index forwarded_instance_sent on forwarded_instance (not_before) where state in ('SENT', 'ASKED');
create index forwarded_instance_failed on forwarded_instance (sop_instance_uid) where state = 'FAILED';
create index forwarded_instance_asked on forwarded_instance (transaction_uid) where transaction_uid is not null;

-- Requests for storage commitment that the PACS may report on, for thirty days: a report may come twice.
create table asked_commitment (
    transaction_uid text primary key,
    asked_at        timestamptz not null
);
