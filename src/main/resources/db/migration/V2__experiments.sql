-- Documents are text and not jsonb: what was answered is kept byte for byte.

create table experiment (
    key         text collate "C" primary key,
    position    bigint generated always as identity unique,
    state       text   not null check (state in ('draft', 'running', 'stopped', 'archived')),
    version     bigint not null check (version >= 1),
    owner       text   not null,
    tags        text[] not null,
    searched    text   not null,
    definition  text   not null,
    planned     text   not null,
    plan        text,
    plan_sha256 text,
    check ((state = 'draft') or (plan is not null) or (state = 'archived')),
    check ((plan is null) = (plan_sha256 is null))
);

create index experiment_owner on experiment (owner, position);
create index experiment_tags on experiment using gin (tags);

-- Every write makes one version, so no two can claim the same.
create table experiment_event (
    id         bigint generated always as identity primary key,
    experiment text collate "C" not null references experiment,
    version    bigint,
    action     text        not null,
    readout    int,
    at         timestamptz not null,
    by_whom    text        not null,
    unique (experiment, version)
);

create index experiment_event_order on experiment_event (experiment, id);

create table experiment_amendment (
    experiment text collate "C" not null references experiment,
    number     int    not null,
    version    bigint not null,
    document   text   not null,
    -- The plan that it leads to, so that no readout has to apply all amendments again.
    definition text   not null,
    planned    text   not null,
    primary key (experiment, number),
    foreign key (experiment, version) references experiment_event (experiment, version)
);

create table experiment_readout (
    experiment   text collate "C" not null references experiment,
    number       int     not null,
    version      bigint  not null,
    blinded      boolean not null,
    look         int,
    -- Left to the readouts after it.
    sample_ratio_failed boolean not null,
    corrects     boolean not null,
    basis_sha256 text    not null,
    request      text    not null,
    answer       text    not null,
    primary key (experiment, number),
    foreign key (experiment, version) references experiment_event (experiment, version)
);

create table experiment_look (
    experiment text collate "C" not null references experiment,
    number     int    not null,
    readout    int    not null,
    document   text   not null,
    primary key (experiment, number),
    foreign key (experiment, readout) references experiment_readout (experiment, number)
);
