-- What the metadata of a series are compressed with: the begin of those of its first instance, which the others hardly differ from (as
-- a preset dictionary). Never changed, for what was compressed with it needs it. Metadata of before are in gzip and need none.
create table metadata_vocabulary (
    study_uid  text not null,
    series_uid text not null,
    json       bytea not null,
    primary key (study_uid, series_uid),
    foreign key (study_uid, series_uid) references series on delete cascade
);
