create table collection (
    the_one      boolean     not null primary key check (the_one),
    collected_at timestamptz not null
);
comment on table collection is 'when some process last looked for what nobody needs any more: whoever writes here next does it next';
insert into collection (the_one, collected_at) values (true, 'epoch');
