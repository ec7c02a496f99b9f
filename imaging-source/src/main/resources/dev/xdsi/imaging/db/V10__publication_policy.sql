-- The confidentialityCode that a rule of the publication policy gave a manifest; empty for the domain's.
alter table manifest add column confidentiality text not null default '';

-- Which rule keeps a study from being published: for good (WITHHELD), or for some time (DELAYED).
alter table publication
    add column ruling   text,
    add column ruled_by text;

create index publication_withheld on publication (attempted_at) where ruling = 'WITHHELD';
