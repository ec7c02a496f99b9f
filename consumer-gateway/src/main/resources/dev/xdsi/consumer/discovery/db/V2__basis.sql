-- An answer holds as long as the patient is described as he was; what was learnt before that was noted is asked for once more.

delete from correlation;
alter table correlation add column basis text not null;
comment on column correlation.basis is 'SHA-256 of who was described and, where nobody was found, of who asked';
