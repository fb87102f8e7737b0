-- What the checks said of trees before changes. Bounded; may lose anything at any time.
create table baselines (
  name text primary key,
  content text not null,
  kept_at_micros integer not null
);
create index baselines_by_age on baselines (kept_at_micros);
