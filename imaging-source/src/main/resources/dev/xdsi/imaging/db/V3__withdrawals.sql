-- That a registered manifest no longer stands, because nothing of its study is left. Written before the first attempt to say so, so that
-- every further attempt says the same.
create table withdrawal (
    document_unique_id       text primary key references manifest,
    submission_set_unique_id text not null,
    covers_changes           bigint not null,
    decided_at               timestamptz not null,
    -- counted before each send: whoever finds more than none cannot know whether the registry did it
    sends                    integer not null default 0,
    withdrawn_at             timestamptz
);

-- Until now nothing could be done about these but wait.
update publication set held = false where held and last_error like 'everything in the study was rejected;%';
