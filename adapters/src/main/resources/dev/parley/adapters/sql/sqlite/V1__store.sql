-- The log. A position is never used twice, even after the newest events are pruned.
create table events (
  position integer primary key autoincrement,
  run text not null,
  stream text not null,
  version integer not null,
  time_micros integer not null,
  type text not null,
  payload text not null,
  unique (run, stream, version)
);
create index events_by_run on events (run, position);

create table streams (
  run text not null,
  stream text not null,
  version integer not null,
  epoch integer not null,
  primary key (run, stream)
) without rowid;

-- Every run with the position of its first event.
create table runs (
  run text primary key,
  position integer not null
) without rowid;

-- One row a model call. What it is charged is what was reserved until it is settled.
create table ledger (
  request_id text primary key,
  run text not null,
  stream text not null,
  epoch integer not null,
  model text not null,
  state text not null check (state in ('reserved', 'settled', 'released')),
  reserved_micros integer not null,
  reserved_tokens integer not null,
  charged_micros integer not null,
  charged_tokens integer not null,
  input integer not null default 0,
  output integer not null default 0,
  cache_write integer not null default 0,
  cache_read integer not null default 0,
  reserved_at_micros integer not null,
  charged_minute integer not null
) without rowid;
create index ledger_by_run on ledger (run, state, charged_micros);
create index ledger_by_time on ledger (reserved_at_micros) where state <> 'released';
create index ledger_outstanding on ledger (request_id) where state = 'reserved';

-- What all calls of a minute are charged, kept in step with the ledger.
create table ledger_minutes (
  minute integer primary key,
  micros integer not null,
  tokens integer not null
);

-- Two queues in the layout of db-scheduler: task_name is the run, task_instance the job.
create table control_jobs (
  task_name text not null,
  task_instance text not null,
  task_data blob,
  execution_time timestamp not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp,
  last_failure timestamp,
  consecutive_failures integer,
  last_heartbeat timestamp,
  version integer not null,
  primary key (task_name, task_instance)
) without rowid;
create index control_jobs_due on control_jobs (picked, execution_time);

create table work_jobs (
  task_name text not null,
  task_instance text not null,
  task_data blob,
  execution_time timestamp not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp,
  last_failure timestamp,
  consecutive_failures integer,
  last_heartbeat timestamp,
  version integer not null,
  primary key (task_name, task_instance)
) without rowid;
create index work_jobs_due on work_jobs (picked, execution_time);
