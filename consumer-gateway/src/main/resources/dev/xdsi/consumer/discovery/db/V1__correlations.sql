-- What other communities said about our patients, for as long as it is believed.

create table correlation (
    local_id  text        not null,
    community text        not null,
    their_id  text,
    until     timestamptz not null,
    primary key (local_id, community)
);
comment on column correlation.their_id is 'null: the community knows nobody who is this patient';
create index correlation_their_id on correlation (their_id, community);
create index correlation_until on correlation (until);
