create table identity (
    the_one    boolean     not null primary key check (the_one),
    id         uuid        not null,
    created_at timestamptz not null
);
comment on table identity is 'who this index is, and since when it knows what comes: a store notes the id, so that no other index takes its contents for orphans';
insert into identity (the_one, id, created_at)
    select true, gen_random_uuid(), coalesce(min(received_at), now()) from document;
