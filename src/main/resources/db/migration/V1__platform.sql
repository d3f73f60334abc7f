-- Answers to requests that carried an Idempotency-Key, so that a repeated one gets the first one's.
create table idempotency_key (
    key         text        not null primary key,
    path        text        not null,
    body_sha256 text        not null,
    status      integer     not null,
    headers     text        not null,
    body        bytea       not null,
    created_at  timestamptz not null
);
