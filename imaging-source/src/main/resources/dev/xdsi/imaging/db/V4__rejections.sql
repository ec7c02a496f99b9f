-- Rejected because its retention had expired (113039): should the same instance come again, it is wanted again.
alter table rejected_instance add column expired boolean not null default false;
