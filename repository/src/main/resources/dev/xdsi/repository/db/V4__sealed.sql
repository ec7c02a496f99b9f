alter table content add column sealed boolean not null default false;
comment on column content.sealed is 'its bytes are encrypted: plain ones under its name are not believed; false also where that is not known yet';
