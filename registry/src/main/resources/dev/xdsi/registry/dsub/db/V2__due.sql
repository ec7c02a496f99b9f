alter table delivery add column due_at timestamptz not null default '-infinity';
comment on column delivery.due_at is 'until then others pass it over, because it was refused';
