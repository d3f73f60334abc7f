-- Answers to requests that carried an Idempotency-Key, so that a repeated one gets the first one's. The answer is null
-- only until the transaction that inserted the row ends, so no other one ever sees that.
create table idempotency_key (
    key            text        not null primary key,
    request_sha256 text        not null,
    created_at     timestamptz not null,
    status         integer,
    headers        text,
    body           bytea
);

create index idempotency_key_created_at on idempotency_key (created_at);
