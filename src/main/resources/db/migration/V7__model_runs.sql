-- Documents are text and not jsonb: what was answered is kept byte for byte.

create table model_run (
    id         text collate "C" primary key,
    position   bigint generated always as identity unique,
    experiment text collate "C" not null,
    summary    text        not null,
    document   text        not null,
    created_at timestamptz not null
);

create index model_run_experiment on model_run (experiment, position);

-- What a run left behind, compressed: the model, the fitted pipeline, predictions, the request that makes it again.
create table model_run_artifact (
    run          text collate "C" not null references model_run on delete cascade,
    name         text collate "C" not null,
    content_type text  not null,
    packed       bytea not null,
    primary key (run, name)
);
