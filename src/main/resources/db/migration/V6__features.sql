-- Documents are text and not jsonb: what was answered is kept byte for byte.

create table feature_pipeline (
    name     text collate "C" primary key,
    position bigint generated always as identity unique,
    latest   int not null check (latest >= 1)
);

create table feature_pipeline_version (
    pipeline   text collate "C" not null references feature_pipeline,
    version    int         not null check (version >= 1),
    sha256     text        not null,
    document   text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    primary key (pipeline, version),
    -- The same document again is the same version.
    unique (pipeline, sha256)
);

-- What the catalogue is searched by; the documents say all.
create table feature (
    id       bigint generated always as identity primary key,
    pipeline text collate "C" not null,
    version  int     not null,
    place    int     not null,
    owner    text,
    pii      boolean,
    columns  text[]  not null,
    searched text    not null,
    unique (pipeline, version, place),
    foreign key (pipeline, version) references feature_pipeline_version (pipeline, version)
);

create index feature_owner on feature (owner);
create index feature_columns on feature using gin (columns);

create table feature_fit (
    id         text collate "C" primary key,
    position   bigint generated always as identity unique,
    pipeline   text collate "C" not null,
    version    int   not null,
    dataset    text,
    document   text  not null,
    checks     text  not null,
    state      text  not null,
    state_sha256 text not null,
    -- What tells the training rows apart from others, so that none of them is ever evaluated.
    row_keys   bytea not null,
    created_at timestamptz not null,
    created_by text  not null,
    foreign key (pipeline, version) references feature_pipeline_version (pipeline, version)
);

create index feature_fit_order on feature_fit (pipeline, position);
