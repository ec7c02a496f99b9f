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

-- What modalities told of performed procedure steps (PS3.4 F.7), word for word and in the order in which they did.
create table forwarded_step_message (
    number     bigint generated always as identity primary key,
    step_uid   text not null,
    -- N_CREATE or N_SET
    command    text not null,
    -- in Explicit VR Little Endian
    data_set   bytea not null,
    state      text not null default 'DUE',
    entered_at timestamptz not null,
    not_before timestamptz not null,
    failures   integer not null default 0,
    refusals   integer not null default 0,
    error      text
);

create index forwarded_step_message_due on forwarded_step_message (not_before) where state = 'DUE';
create index forwarded_step_message_of_step on forwarded_step_message (step_uid, number);

-- Messages that the PACS may have got already: noted before each is sent.
create table sent_step_message (
    number bigint primary key
);

-- Studies of which something came, to be told of as available once they are complete (PS3.4 R). The row goes when that was told.
create table forwarded_availability (
    study_uid  text primary key references study on delete cascade,
    state      text not null default 'DUE',
    entered_at timestamptz not null,
    not_before timestamptz not null,
    failures   integer not null default 0,
    refusals   integer not null default 0,
    error      text
);
