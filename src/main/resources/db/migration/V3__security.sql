-- A key is known by its id, which is its visible prefix; of the key itself there is nothing but a digest.
create table api_key (
    id           text collate "C" primary key,
    position     bigint generated always as identity unique,
    name         text        not null,
    role         text        not null check (role in ('viewer', 'analyst', 'admin')),
    sha256       bytea       not null check (length(sha256) = 32),
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

create index api_key_name on api_key (name);

-- Who changed what. Holds no bodies and no secrets.
create table audit_entry (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    who        text        not null,
    role       text        not null,
    credential text        not null,
    operation  text        not null,
    method     text        not null,
    resource   text        not null,
    status     integer     not null,
    version    text,
    request_id text
);

create index audit_entry_who on audit_entry (who, id);
create index audit_entry_at on audit_entry (at);

create function refuse_to_change_audit_entries() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_is_final before update or delete or truncate on audit_entry
    for each statement execute function refuse_to_change_audit_entries();
