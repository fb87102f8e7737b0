-- The log. A position is never used twice, even after the newest events are pruned.
create table events (
  position bigint generated always as identity primary key,
  run text not null,
  stream text not null,
  version bigint not null,
  time_micros bigint not null,
  type text not null,
  payload text not null,
  unique (run, stream, version)
);
create index events_by_run on events (run, position);

create table streams (
  run text not null,
  stream text not null,
  version bigint not null,
  epoch bigint not null,
  primary key (run, stream)
);

-- Every run with the position of its first event.
create table runs (
  run text primary key,
  position bigint not null
);

-- One row a model call. What it is charged is what was reserved until it is settled.
create table ledger (
  request_id text primary key,
  run text not null,
  stream text not null,
  epoch bigint not null,
  model text not null,
  state text not null check (state in ('reserved', 'settled', 'released')),
  reserved_micros bigint not null,
  reserved_tokens bigint not null,
  charged_micros bigint not null,
  charged_tokens bigint not null,
  input bigint not null default 0,
  output bigint not null default 0,
  cache_write bigint not null default 0,
  cache_read bigint not null default 0,
  reserved_at_micros bigint not null,
  charged_minute bigint not null
);
create index ledger_by_run on ledger (run, state, charged_micros);
create index ledger_by_time on ledger (reserved_at_micros) where state <> 'released';
create index ledger_outstanding on ledger (request_id) where state = 'reserved';

-- What all calls of a minute are charged, kept in step with the ledger.
create table ledger_minutes (
  minute bigint primary key,
  micros bigint not null,
  tokens bigint not null
);

-- Two queues in the layout of db-scheduler: task_name is the run, task_instance the job.
create table control_jobs (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  primary key (task_name, task_instance)
);
create index control_jobs_due on control_jobs (picked, execution_time);

create table work_jobs (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  primary key (task_name, task_instance)
);
create index work_jobs_due on work_jobs (picked, execution_time);
