### LS2023 unknown: IF EXISTS unknown
alter table if exists foo add constraint c check (a > 0);
### LS3002 unknown: IF EXISTS unknown (2)
drop table if exists foo;
### LS3001 unknown: alter table if exists only foo drop column if exists a
alter table if exists only foo drop column if exists a;
### LS2002 unknown: drop index if exists foo_idx
drop index if exists foo_idx;
### LS3004 unknown: alter table if exists foo rename to bar
alter table if exists foo rename to bar;
### LS3003 unknown: alter table if exists foo rename column a to b
alter table if exists foo rename column a to b;
### LS2050 unknown: alter table if exists foo alter column a set data type bigint
alter table if exists foo alter column a set data type bigint;
### LS2073: truncate several
truncate public.teams, public.animals;
### LS2073: truncate cascade
truncate table public.users cascade;
### LS2073: truncate star
truncate public.animals *;
### LS2073: truncate referenced table
truncate only public.users;
### LS2001: filled by INSERT SELECT then indexed
create table n (id bigint, a int);
insert into n select id, age from public.users;
create index n_a on n (a);
### LS4015: call function with DDL defined in the file
create function mk() returns void language plpgsql as $$ begin create index users_a on public.users (age); end $$;
select mk();
### LS4015: loop with format in DO
do $$ declare r record; begin for r in select tablename from pg_tables where schemaname='public' loop execute format('alter table %I add column u uuid default gen_random_uuid()', r.tablename); end loop; end $$;
### LS4030: update in DO without where
do $$ begin update public.users set age = 0; exception when others then null; end $$;
### LS2023: DDL in nested block, IF, exception handler
do $$ begin begin if true then alter table public.users add constraint k check (age > 0); end if; exception when duplicate_object then raise notice 'x'; end; end $$;
### LS4031: data-modifying CTE
with gone as (delete from public.teams returning *) insert into app.users (id, name) select id, title from gone;
### LS4031: delete using with no where
delete from only public.teams t using app.users u;
### LS4031: delete where true-ish
delete from public.teams where 1 = 1;
### LS4030: update id is not null
update public.users set status = 'x' where id is not null;
### LS4032: merge
merge into public.users u using public.teams t on u.team_id = t.id when matched then update set status = t.code;
### LS4032: update from
update public.users set status = t.code from public.teams t where t.id = users.team_id;
### LS3011: drop owned
drop owned by bob cascade;
### LS3011: drop schema cascade
drop schema if exists app cascade;
### LS3006: rename value
alter type public.order_state rename value 'new' to 'fresh';
### LS2050: enum type swap
create type public.order_state2 as enum ('new','paid');
alter table public.orders alter column state drop default, alter column state type public.order_state2 using state::text::public.order_state2;
### LS4010: COR function other return type
create or replace function public.stab() returns text language sql stable as $$ select 'a' $$;
### LS4010: COR function param rename
create or replace function public.imm(j integer) returns integer language sql immutable as $$ select j + 1 $$;
### LS3010: drop function
drop function public.stab();
### LS3010: drop+create function changes grants
begin;
drop function if exists public.imm(integer);
create function public.imm(k integer) returns integer language sql immutable as $$ select k $$;
commit;
### LS5034: function volatility
alter function public.imm(integer) volatile;
### LS2092: alter trigger rename
alter trigger docs_t on public.docs rename to docs_t2;
### LS2090: constraint trigger
create constraint trigger ct after insert on public.users deferrable initially deferred for each row execute function public.trg();
### LS2092: drop trigger
drop trigger if exists docs_t on public.docs;
### LS2093: rule
create or replace rule r as on insert to public.users do also nothing;
### LS4010: INHERIT, takes locks on child AEL
alter table public.logs_old inherit public.animals;
### LS5022: sequence as integer for bigint
alter sequence public.users_id_seq as integer;
### LS3018: drop identity
alter table public.users alter id drop identity if exists;
### LS2045 17: set expression 17
alter table public.docs alter gen set expression as (upper(body));
### LS3018: drop expression
alter table public.docs alter column gen drop expression;
### LS5026: autovacuum off
alter table public.users set (autovacuum_enabled = false, fillfactor = 70);
### LS2077: attach as default
alter table public.logs attach partition public.logs_old default;
### LS2078: attach to table with default
create table public.ev26 (like public.events including all);
alter table public.events attach partition public.ev26 for values from ('2026-01-01') to ('2027-01-01');
### LS2040: inheritance parent, rewrite of children
alter table public.animals add column u uuid default gen_random_uuid();
### LS4010: ONLY add column to parent with children errors
alter table only public.animals add column u int;
### LS2081 13: detach concurrently on 13
alter table public.logs detach partition public.logs_2025 concurrently;
### LS2042 18: NOT NULL constraint valid on 18
alter table public.users add constraint nn not null age;
### LS2036 17: not enforced on 17
alter table public.users add constraint nn check (age > 0) not enforced;
### LS2020 18: alter constraint enforced 18 scans
alter table public.users add constraint f foreign key (team_id) references public.teams (id) not enforced;
alter table public.users alter constraint f enforced;
### LS2042: add column default then set not null in one
alter table public.users add column z int default 1, alter column z set not null;
### LS3016: default removed straight away
alter table public.users add column z text not null default '';
alter table public.users alter column z drop default;
### LS3004: table swap
begin;
create table public.teams_new (id integer primary key, title text);
alter table public.teams rename to teams_old;
alter table public.teams_new rename to teams;
commit;
### LS3004: compat view lacks a column
begin;
alter table public.teams rename to groups;
create view public.teams as select id, title from public.groups;
commit;
### LS3004: compat view not in the same tx
alter table public.teams rename to groups;
create view public.teams as select * from public.groups;
### LS3004: compat view not updatable
begin;
alter table public.teams rename to groups;
create view public.teams as select distinct id, title, code from public.groups;
commit;
### LS3009: drop if exists + create same columns, grants
drop view if exists public.active_users;
create view public.active_users as select id, email, name from public.users where status = 'active';
### LS3007: sequence rename
alter sequence public.seq_a rename to seq_b;
### LS3007: type rename
alter type public.order_state rename to ostate;
### LS6009: superuser
create role root2 with login superuser password 'x';
### LS6004: copy program
copy public.teams from program 'curl x';
### LS6004: terminate
select pg_terminate_backend(pid) from pg_stat_activity;
### LS3008: drop extension
drop extension if exists citext cascade;
### LS2091: session_replication_role
set session_replication_role = replica;
delete from public.teams where id = 3;
### LS4011: begin without commit
begin;
alter table public.users add column a int;
### LS4009: commit without begin
alter table public.users add column a int;
commit;
### LS4009: begin in begin
begin;
begin;
alter table public.users add column a int;
commit;
### LS4012: prepare transaction
begin;
create table n (id int);
prepare transaction 'x';
### LS4004: SET rolled back
begin;
set lock_timeout = '2s';
rollback;
create trigger t before insert on public.users for each row execute function public.trg();
### LS2090: discard all resets
set lock_timeout = '2s';
discard all;
create trigger t before insert on public.users for each row execute function public.trg();
### LS2090: reset
set lock_timeout = '2s';
set lock_timeout to default;
create trigger t before insert on public.users for each row execute function public.trg();
### LS2018: lock_timeout by set_config and CIC
select set_config('lock_timeout', '1s', false);
create index concurrently i on public.users (age);
### LS6005: alter system
alter system set max_connections = 10;
### LS4007: backfill after DDL in the same tx
begin;
alter table public.users add column z text;
update public.users set z = name where z is null;
commit;
### LS2096: publication set table
alter publication pub set table public.users;
### LS2096: drop from publication
alter publication pub drop table only public.orders;
### LS3008: drop pk cascade takes FKs
alter table public.users drop constraint users_pkey cascade;
### LS4010: drop constraint that is an index
alter table public.users drop constraint users_email_key;
### LS3020: long name
create index concurrently idx_users_this_is_a_really_long_name_that_goes_beyond_the_limit_of_pg on public.users (age);
### LS5017: check with now
alter table public.users add constraint c check (created_at < now()) not valid;
### LS4039: not in
delete from public.teams where id not in (select team_id from public.users);
### LS2040: quoted function name
alter table public.users add column z uuid default "gen_random_uuid"();
### LS2040: nested in json
alter table public.users add column z jsonb not null default jsonb_build_object('id', gen_random_uuid());
### LS2040: array
alter table public.users add column z float8[] default array[random()];
### LS2040: currval
alter table public.users add column z bigint default currval('public.seq_a');
### LS2040: pgcrypto
alter table public.users add column z text default encode(gen_random_bytes(8), 'hex');
### LS2040: uuid-ossp schema-qualified
alter table public.users add column z uuid default extensions.uuid_generate_v4();
### LS2040: user function shadows builtin
create function public.lower(text) returns text language plpgsql volatile as $$ begin return 'a'; end $$;
alter table public.users add column z text default public.lower('A');
### LS2044: smallserial as serial2 uppercase
ALTER TABLE public.users ADD z SERIAL2;
### LS2033: unique index on partitioned without key
create table p (id int, at date) partition by range (at);
create unique index on p (id);
### LS2050: numeric constrain
alter table public.orders alter column placed_at type date;
### LS2050: int to numeric
alter table public.users alter age type numeric;
### LS4010: generated column source
alter table public.docs alter body type varchar;
### LS3001: drop column used by view
alter table public.users drop column name;
### LS3012: drop type in use
drop type public.order_state;
### LS3008: drop type cascade drops columns
drop type public.order_state cascade;
### LS4010: drop function of trigger
drop function public.trg();
### LS2006: IF NOT EXISTS CIC
create unique index concurrently if not exists u on public.users (ref_id);
### LS2001: index after ALTER in one tx
begin;
alter table public.users add column z int;
create index z on public.users (z);
commit;
### LS2001: unique index not concurrently
create unique index on public.users (upper(email));
### LS6001: security definer
create function public.sd() returns int language sql security definer as 'select 1';
### LS2050: FK column type change on referenced side
alter table public.users alter id type numeric;
### LS2053: timezone set via set local then committed
begin;
set local timezone = 'UTC';
commit;
alter table public.users alter created_at type timestamptz;
### LS2053: London isn't constant
set time zone 'Europe/London';
alter table public.users alter created_at type timestamptz;
### LS2061: domain validate
create domain public.d2 as public.plainint;
alter table public.users add column z public.d2;
alter domain public.plainint add constraint k check (value > 0) not valid;
alter domain public.plainint validate constraint k;
### LS3002: drop several tables, view
drop table public.teams, "Order Items";
### LS3009: drop view
drop view if exists public.active_users cascade;
### LS3009: drop matview
drop materialized view public.mv_totals;
### LS2094: disable rls
alter table public.docs disable row level security;
### LS2050: alter column type serial
alter table public.users alter age type serial;
### LS4010 14: MERGE on 14
merge into public.teams t using app.users u on t.id = u.id when matched then do nothing;
### LS4010 13: or replace trigger on 13
set lock_timeout = '1s';
create or replace trigger docs_t before update on public.docs for each row execute function public.trg();
### LS4010 17: virtual on 17
alter table public.users add z int generated always as (age * 2) virtual;
### LS2036 14: nulls not distinct on 14
create unique index concurrently u on public.users (age) nulls not distinct;
### LS4004: transaction_timeout on 16
set transaction_timeout = '5s';
### LS2022: several FKs in a new table
create table public.link (a bigint references public.users (id), b integer references public.teams (id), primary key (a, b));
### LS2026: add pk on nullable via alter in same statement
alter table public.logs_old add column k bigint, add constraint k primary key (k);
### LS2023: check no inherit doesn't count on partition, attach bounds partially covered
alter table public.logs_old add constraint b check (at >= '2020-01-01') ;
alter table public.logs attach partition public.logs_old for values from ('2020-01-01') to ('2021-01-01');
### LS3001: drop column inside several
alter table public.users add column z int, drop column if exists age restrict, alter status set default 'k';
### LS4031: explain analyze executes
explain (analyze, verbose) delete from public.users;
### LS4030: explain analyze
EXPLAIN ANALYZE UPDATE public.users SET status = 'x';
### LS2001: temp name shadow, public.t after create temp table t
create temp table users as select 1 as age;
create index on public.users (age);
### LS2001: new table in other schema via search_path
set search_path = app;
create table teams (id int);
create index on public.teams (code);
### LS2001: created then dropped then same name old? rename swap
begin;
create table public.teams_new (id int);
alter table public.teams rename to teams_old;
alter table public.teams_new rename to teams;
create index on public.teams_old (code);
commit;
### LS2001: CREATE TABLE rolled back, then index
begin;
create table if not exists n (id int, a int);
rollback;
create index on n (a);
### LS2001: savepoint rolled back
begin;
savepoint s;
drop table if exists public.teams;
rollback to s;
create index on public.teams (code);
commit;
### LS2001: partition attached fills table
create table w (id bigint not null, at timestamptz not null, msg text) partition by range (at);
alter table w attach partition public.logs_old for values from ('2020-01-01') to ('2021-01-01');
create index on w (msg);
### LS2020: FK from new filled table
create table n as select id, team_id from public.users;
alter table n add foreign key (team_id) references public.teams (id);
### LS2022: FK added to a new table referencing old
create table n (id bigint primary key, team_id int);
create index on n (team_id);
alter table n add foreign key (team_id) references public.teams (id);
### LS2042: set not null with check NOT VALID in schema; and validated other table's same name constraint
alter table public.users add constraint c check (age is not null) not valid;
alter table public.teams add constraint c check (title is not null) not valid;
alter table public.teams validate constraint c;
alter table public.users alter column age set not null;
### LS2042: check (age > 0) doesn't imply not null
alter table public.users add constraint c check (age > 0) not valid;
alter table public.users validate constraint c;
alter table public.users alter column age set not null;
### LS2042: coalesce check doesn't prove
alter table public.users add constraint c check (coalesce(age, 0) > 0) not valid;
alter table public.users validate constraint c;
alter table public.users alter column age set not null;
### LS2042: num_nonnulls not proven
alter table public.users add constraint c check (num_nulls(age) = 0) not valid;
alter table public.users validate constraint c;
alter table public.users alter column age set not null;
### LS2042: check NO INHERIT on parent with children
alter table public.animals add constraint c check (weight is not null) no inherit not valid;
alter table public.animals validate constraint c;
alter table public.animals alter weight set not null;
### LS2042: in a DO block
do $$ begin execute 'alter table public.users alter column age set not null'; end $$;
