-- Everything that was merged into a patient is looked for at each query about him: few rows, found by an index of their own.

create index patient_merged_into on patient (merged_into) where merged_into is not null;
