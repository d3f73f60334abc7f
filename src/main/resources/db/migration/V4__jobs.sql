-- Long work. What it is to do, where it stands, and what the request would have been answered; headers and body are null
-- where that follows from the state.
create table job (
    id              text collate "C" primary key,
    position        bigint generated always as identity unique,
    kind            text        not null,
    state           text        not null
        check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired')),
    -- Null once it is over: they may be a whole table.
    parameters      text,
    created_by      text        not null,
    asked           text        not null,
    idempotency_key text,
    created_at      timestamptz not null,
    deadline        timestamptz not null,
    started_at      timestamptz,
    finished_at     timestamptz,
    -- Grows with every start. Whoever runs the job must name it to end the job, so that one who was taken for dead can't.
    attempt         int         not null default 0,
    -- How many attempts ended without a word: their process died.
    lost            int         not null default 0,
    fraction        double precision not null default 0,
    doing           text,
    status          int,
    headers         text,
    body            bytea,
    check ((finished_at is null) = (state in ('queued', 'running'))),
    check ((parameters is null) = (finished_at is not null)),
    check ((status is null) = (state not in ('succeeded', 'failed')))
);

create index job_open on job (state, deadline) where state in ('queued', 'running');
create index job_kind on job (kind, position);
create index job_state on job (state, position);
create index job_finished_at on job (finished_at) where finished_at is not null;

-- db-scheduler's table, as its version 16 has it: who runs what at this moment, a row for each job that is not over.
-- Backups hold none of its rows.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
