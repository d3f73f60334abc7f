-- Predictions as they were written, many to a row: what is asked of them are whole windows. Nothing refers to a version:
-- its number is never given twice, and what is left of one that was deleted goes with its time.
create table model_prediction_batch (
    id       bigint generated always as identity primary key,
    model    text collate "C" not null,
    version  int         not null,
    -- Whether the challenger said it beside the champion.
    shadow   boolean     not null,
    rows     int         not null check (rows > 0),
    first_at timestamptz not null,
    last_at  timestamptz not null,
    ids      bytea       not null,
    packed   bytea       not null
);

-- Deflated already.
alter table model_prediction_batch alter column ids set storage external;
alter table model_prediction_batch alter column packed set storage external;

create index model_prediction_batch_version on model_prediction_batch (model, version, id);
create index model_prediction_batch_age on model_prediction_batch (last_at);

-- What came of predictions. Of a model and not of a version: the row's outcome is the same whoever foretold it.
create table model_label (
    model       text collate "C" not null,
    prediction  text collate "C" not null,
    outcome     text        not null,
    -- When it came about, as whoever sent it says.
    at          timestamptz,
    received_at timestamptz not null,
    primary key (model, prediction)
);

create index model_label_age on model_label (model, received_at);
create index model_label_received on model_label (received_at);
