-- What each run adds up to, for figures across runs. Made from the log and the ledger, and at any
-- time made again: dropping it loses nothing.
create table run_records (
  run text primary key,
  version bigint not null,
  position bigint not null,
  charged_micros bigint not null,
  requests bigint not null,
  input bigint not null,
  output bigint not null,
  cache_write bigint not null,
  cache_read bigint not null,
  content text not null
);
