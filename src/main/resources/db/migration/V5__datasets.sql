-- Tables that were stored. The rows are in a file of the dataset's name, which is there before its row is and until after
-- it; what is asked of a dataset is answered from here.

create table dataset (
    id          text collate "C" primary key,
    position    bigint generated always as identity unique,
    name        text        not null,
    rows        bigint      not null check (rows >= 1),
    columns     int         not null check (columns >= 1),
    bytes       bigint      not null,
    fingerprint text        not null,
    quarantined bigint      not null check (quarantined >= 0),
    -- Schema, source and options: written once, kept byte for byte.
    document    text        not null,
    created_at  timestamptz not null,
    created_by  text        not null,
    expires_at  timestamptz
);

create index dataset_name on dataset (name, position);
create index dataset_fingerprint on dataset (fingerprint);
create index dataset_expires_at on dataset (expires_at) where expires_at is not null;

-- What needs a dataset, and so keeps it from being deleted.
create table dataset_use (
    dataset   text collate "C" not null references dataset,
    used_by   text not null,
    reference text not null,
    since     timestamptz not null default now(),
    primary key (dataset, used_by, reference)
);

create table dataset_profile (
    dataset    text collate "C" not null references dataset on delete cascade,
    -- Empty for the profile without a target, and for a target that needs no positive value.
    target     text        not null,
    positive   text        not null,
    document   text        not null,
    created_at timestamptz not null,
    primary key (dataset, target, positive)
);
