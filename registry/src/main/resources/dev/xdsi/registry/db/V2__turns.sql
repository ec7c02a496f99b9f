-- Changes about one patient happen one after the other: whoever changes something holds the rows of the patients concerned.

create table patient_turn (
    patient_id text not null primary key
);
comment on table patient_turn is 'one row for each patient about whom anything was ever submitted; what counts is its lock';
