-- The X-Assertion Provider's own schema: its local users.

create table account (
    id                  text        not null primary key,
    name                text        not null,
    organization        text,
    organization_id     text,
    provider_identifier text,
    roles               text[]      not null,
    purposes_of_use     text[]      not null,
    break_glass         boolean     not null,
    administrator       boolean     not null,
    enabled             boolean     not null,
    password            text        not null,
    attempts            integer     not null default 0,
    locked_until        timestamptz
);
comment on column account.roles is 'code, scheme and display name, one after the other for each code';
comment on column account.password is 'Argon2id with salt and parameters, PHC string format';
comment on column account.attempts is 'attempts to log in since the last success or the last lock';
