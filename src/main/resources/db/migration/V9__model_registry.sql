-- Models by name and version. Documents are text and not jsonb: what was answered is kept byte for byte.

create table model_name (
    name       text collate "C" primary key,
    position   bigint generated always as identity unique,
    -- The largest number that a version ever had, be it still there or not: none is given twice.
    latest     int         not null check (latest >= 1),
    -- Moves with every change of the name, of its versions and aliases.
    revision   bigint      not null check (revision >= 0),
    created_at timestamptz not null,
    created_by text        not null
);

create table model_version (
    name         text collate "C" not null references model_name,
    version      int         not null check (version >= 1),
    -- No cascade: a run that a version stands on cannot be deleted.
    run          text collate "C" not null references model_run,
    model_sha256 text        not null,
    description  text,
    tags         text        not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    primary key (name, version)
);

create index model_version_run on model_version (run);

-- What was asked to become champion, and what came of it. A version that is gone stays in the history.
create table model_promotion (
    id       bigint generated always as identity primary key,
    name     text collate "C" not null references model_name,
    version  int         not null,
    outcome  text        not null check (outcome in ('granted', 'overridden', 'refused', 'rolled_back')),
    -- What made the champion that this one stands on: where a rollback leads.
    below    bigint references model_promotion,
    document text        not null,
    at       timestamptz not null,
    by       text        not null
);

create index model_promotion_name on model_promotion (name, id);
create index model_promotion_below on model_promotion (below);

create table model_alias (
    name      text collate "C" not null references model_name,
    alias     text collate "C" not null,
    version   int         not null,
    -- What made it champion.
    promotion bigint references model_promotion,
    since     timestamptz not null,
    set_by    text        not null,
    primary key (name, alias),
    foreign key (name, version) references model_version (name, version),
    check ((alias = 'champion') = (promotion is not null))
);

create index model_alias_version on model_alias (name, version);

-- One row, which moves with every change of any version or alias, in the transaction of the change: whoever reads the same
-- number has missed nothing, which no sequence and no largest id could promise. It comes with the first change, so that a
-- new database has no rows.
create table model_registry_revision (
    single   boolean primary key check (single),
    revision bigint  not null
);

create function refuse_to_change_model_promotions() returns trigger language plpgsql as $$
begin
    raise exception 'the history of promotions is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger model_promotion_is_final before update or delete or truncate on model_promotion
    for each statement execute function refuse_to_change_model_promotions();

-- Models whose present state MLflow's registry is to be given. A row says how far; what is to be told is in the tables above.
create table mlflow_model (
    name         text collate "C" primary key references model_name,
    state        text        not null check (state in ('pending', 'sent', 'failed')),
    -- Revisions of the name: the one that MLflow is to have, and the one that it has.
    wanted       bigint      not null,
    mirrored     bigint      not null default 0,
    -- Grows with every try. Whoever mirrors names it with everything that is written, so that one taken for dead cannot.
    attempt      int         not null default 0,
    failures     int         not null default 0,
    due          timestamptz not null,
    leased_until timestamptz,
    last_error   text,
    updated_at   timestamptz not null
);

create index mlflow_model_due on mlflow_model (due) where state = 'pending';

-- Which number MLflow gave a version; stays until MLflow has forgotten a version that was taken away.
create table mlflow_model_version (
    name           text collate "C" not null references mlflow_model,
    version        int  not null,
    mlflow_version text not null,
    primary key (name, version)
);
