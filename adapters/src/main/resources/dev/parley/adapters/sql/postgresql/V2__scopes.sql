-- What a call is booked under besides its run and model. A run reads one meeting.
alter table ledger add column meeting text;
alter table ledger add column task text;
alter table ledger add column attempt integer;
update ledger set meeting = run;
update ledger set
  task = split_part(stream, '/', 2),
  attempt = cast(split_part(stream, '/', 3) as integer)
  where stream like 'attempt/%/%';

-- Sums by run went by this index, and took longer with every call.
drop index ledger_by_run;

-- Orphans stay reserved for ever; only the newest are looked at.
drop index ledger_outstanding;
create index ledger_outstanding on ledger (reserved_at_micros) where state = 'reserved';

-- What all calls of a scope add up to, kept in step with the ledger.
create table ledger_totals (
  scope text primary key,
  settled_micros bigint not null,
  reserved_micros bigint not null,
  requests bigint not null,
  input bigint not null,
  output bigint not null,
  cache_write bigint not null,
  cache_read bigint not null
);
insert into ledger_totals
  select booked.scope,
    sum(case when state = 'settled' then charged_micros else 0 end),
    sum(case when state = 'reserved' then charged_micros else 0 end),
    count(*), sum(input), sum(output), sum(cache_write), sum(cache_read)
  from (
    select 'run:' || run as scope, l.* from ledger l
    union all select 'meeting:' || meeting, l.* from ledger l
    union all select 'model:' || model, l.* from ledger l
    union all select 'task:' || run || '/' || task, l.* from ledger l where task is not null
    union all select 'attempt:' || run || '/' || task || '/' || attempt, l.* from ledger l
      where task is not null
  ) as booked
  where state <> 'released'
  group by booked.scope;

-- A minute knows what of its charge is settled, and how many calls were made in it.
alter table ledger_minutes add column settled_micros bigint not null default 0;
alter table ledger_minutes add column requests bigint not null default 0;
alter table ledger_minutes add column input bigint not null default 0;
alter table ledger_minutes add column output bigint not null default 0;
alter table ledger_minutes add column cache_write bigint not null default 0;
alter table ledger_minutes add column cache_read bigint not null default 0;
insert into ledger_minutes
  (minute, micros, tokens, settled_micros, input, output, cache_write, cache_read)
  select charged_minute, 0, 0, sum(charged_micros), sum(input), sum(output), sum(cache_write),
    sum(cache_read)
  from ledger where state = 'settled' group by charged_minute
  on conflict (minute) do update set settled_micros = excluded.settled_micros,
    input = excluded.input, output = excluded.output, cache_write = excluded.cache_write,
    cache_read = excluded.cache_read;
insert into ledger_minutes (minute, micros, tokens, requests)
  select reserved_at_micros / 60000000, 0, 0, count(*)
  from ledger where state <> 'released' group by reserved_at_micros / 60000000
  on conflict (minute) do update set requests = excluded.requests;

-- How far the ledger has counted time, and what the clock said then.
create table ledger_time (
  id integer primary key check (id = 1),
  counted_micros bigint not null,
  wall_micros bigint not null
);
