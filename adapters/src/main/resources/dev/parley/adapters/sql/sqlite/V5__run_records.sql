-- What each run adds up to, for figures across runs. Made from the log and the ledger, and at any
-- time made again: dropping it loses nothing.
create table run_records (
  run text primary key,
  version integer not null,
  position integer not null,
  charged_micros integer not null,
  requests integer not null,
  input integer not null,
  output integer not null,
  cache_write integer not null,
  cache_read integer not null,
  content text not null
);
