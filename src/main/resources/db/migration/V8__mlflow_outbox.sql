-- Runs that are to be logged at MLflow, written in the transaction in which they finish. When one is logged its row stays,
-- to say where; document and artifacts are gone then.
create table mlflow_run (
    run_id            text collate "C" primary key,
    position          bigint generated always as identity unique,
    state             text        not null check (state in ('pending', 'sent', 'failed')),
    document          text,
    -- Kept as soon as MLflow has told them, so that a run that is half there is taken up.
    mlflow_experiment text,
    mlflow_run        text,
    -- Grows with every try. Whoever sends names it with everything that is written, so that one taken for dead cannot.
    attempt           int         not null default 0,
    failures          int         not null default 0,
    due               timestamptz not null,
    leased_until      timestamptz,
    last_error        text,
    -- Why MLflow has no artifacts of it.
    without_artifacts text,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    check ((document is null) = (state = 'sent'))
);

create index mlflow_run_due on mlflow_run (due) where state = 'pending';
create index mlflow_run_failed on mlflow_run (run_id) where state = 'failed';

create table mlflow_artifact (
    run_id       text collate "C" not null references mlflow_run on delete cascade,
    place        int         not null,
    path         text        not null,
    content_type text        not null,
    -- Compressed by gzip already.
    packed       bytea       not null,
    primary key (run_id, place)
);

alter table mlflow_artifact alter column packed set storage external;
