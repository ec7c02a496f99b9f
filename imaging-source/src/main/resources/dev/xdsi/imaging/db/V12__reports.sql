-- Reports that are documents of their own beside the manifest of their study.

-- What somebody gave. A file may be needed after another of its name has come, for what was begun is brought to its end.
create table given_report (
    number      bigint generated always as identity primary key,
    study_uid   text not null references study,
    name        text not null,
    title       text,
    kind        text not null,
    -- code, scheme and name
    format_code text not null,
    file        text not null unique,
    length      bigint not null,
    sha256      text not null,
    given_at    timestamptz not null,
    -- when its giver took it back
    taken_back_at timestamptz
);

create index given_report_of_study on given_report (study_uid, number);

-- Written before the first attempt to send it, so that every further attempt sends the same.
create table report (
    document_unique_id       text primary key,
    study_uid                text not null references study,
    -- SOP Instance UID, or the number of what was given
    source                   text not null,
    -- beside which it is published, for the same patient and as secret
    manifest                 text not null references manifest,
    entry_uuid               uuid not null,
    submission_set_unique_id text not null,
    kind                     text not null,
    format_code              text not null,
    title                    text,
    creation_time            text not null,
    author                   text,
    sha1                     text not null,
    length                   bigint not null,
    content                  text not null,
    prepared_at              timestamptz not null,
    replaces                 uuid[] not null default '{}',
    sends                    integer not null default 0,
    registered_at            timestamptz,
    -- that it does not stand any longer, or is not wanted though it may have been sent: decided before the first attempt to say so
    withdrawal               text,
    withdrawal_decided_at    timestamptz,
    withdrawal_sends         integer not null default 0,
    -- when it was replaced or withdrawn
    ended_at                 timestamptz
);

create index report_of_study on report (study_uid) where ended_at is null;

-- What went wrong with one of them when it was tried last, which keeps none of the others from going on.
create table report_trouble (
    study_uid  text not null references study,
    source     text not null,
    failures   integer not null,
    not_before timestamptz not null,
    error      text not null,
    primary key (study_uid, source)
);

-- Whether it must be looked at the reports of a study, because its manifest has changed or something was given.
alter table publication
    add column reports_due        boolean not null default false,
    add column reports_not_before timestamptz not null default '-infinity',
    add column reports_failures   integer not null default 0,
    add column reports_error      text;

create index publication_reports_due on publication (reports_not_before) where reports_due;
