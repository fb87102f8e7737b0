-- Answers of models by the question's name. Bounded; may lose anything at any time.
create table response_cache (
  question text primary key,
  content text not null,
  bytes bigint not null,
  kept_at_micros bigint not null,
  used_at_micros bigint not null
);
create index response_cache_by_use on response_cache (used_at_micros, question, bytes);
create index response_cache_by_age on response_cache (kept_at_micros);
