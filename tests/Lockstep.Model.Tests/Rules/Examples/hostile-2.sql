### LS2040: volatile default in DO with variable name
do $$ declare t text := 'users'; begin execute 'alter table ' || quote_ident(t) || ' add column g uuid default gen_random_uuid()'; end $$;
### LS4017: DO format with %s whole stmt
do $$ declare s text; begin foreach s in array array['create index a on public.users (age)'] loop execute s; end loop; end $$;
### LS2050: USING with cast of another type
alter table public.users alter team_id type bigint using team_id::bigint;
### LS2050: varchar with USING trim
alter table public.orders alter code type varchar(20) using trim(code);
### LS2050: varchar widening with USING substring
alter table public.orders alter column code type text using (code || '');
### LS2050: domain with check target
alter table public.users alter age type public.posint;
### LS2050: timestamptz precision lower
alter table public.users alter updated_at type timestamptz(3);
### LS2050: numeric unconstrained to numeric(10,2)
create temp table z (a int);
alter table public.orders alter total type numeric(10,3);
### LS2050: char to text
alter table public.users alter c_code type text;
### LS2050: text to citext? binary coercible but index; bytea
alter table public.docs alter body type bytea using body::bytea;
### LS2050: jsonb to json
alter table public.users alter doc type json;
### LS2050: enum to text
alter table public.orders alter state type text;
### LS2050: real to double
alter table public.users alter ratio type double precision;
### LS2051: int to oid on index
create index concurrently ui on public.users (age);
alter table public.users alter age type oid;
### LS2050: two types in one
alter table public.users alter dur type interval(6), alter small type integer;
### LS2052: varchar widening referenced by check
alter table public.orders add constraint cc check (code <> '') not valid;
alter table public.orders validate constraint cc;
alter table public.orders alter code type varchar(30);
### LS4020: enum value used as default in same tx
begin;
alter type public.order_state add value 'lost';
alter table public.orders alter state set default 'lost';
commit;
### LS4020: enum used in function? check constraint
begin;
alter type public.order_state add value 'lost';
create index on public.orders (id) where state = 'lost';
commit;
### LS3003: rename in DO
do $$ begin if exists (select 1 from information_schema.columns where table_name = 'users' and column_name = 'age') then alter table public.users rename column age to years; end if; end $$;
### LS3001: view replaced to drop col with underlying
begin;
drop view public.active_users;
alter table public.users drop column name;
create view public.active_users as select id, email from public.users where status = 'active';
commit;
### LS3002: drop old table after copy
create table public.teams2 as table public.teams;
drop table public.teams;
### LS3002: drop and recreate table
drop table public.teams cascade;
create table public.teams (id integer primary key);
### LS2078: attach with a sub-partitioned default
create table public.e26 (id bigint not null, at timestamptz not null, kind text);
alter table public.events attach partition public.e26 for values from ('2026-01-01') to ('2027-01-01');
### LS2079: default partition created for list
create table public.logs_def partition of public.logs default;
### LS2077: check implies too little (<= upper)
alter table public.logs_old add constraint b check (at >= '2020-01-01' and at <= '2021-01-01') not valid;
alter table public.logs_old validate constraint b;
create index concurrently on public.logs_old (msg);
alter table public.logs attach partition public.logs_old for values from ('2020-01-01') to ('2021-01-01');
### LS2077: check not validated
alter table public.logs_old add constraint b check (at >= '2020-01-01' and at < '2021-01-01') not valid;
alter table public.logs attach partition public.logs_old for values from ('2020-01-01') to ('2021-01-01');
### LS2040: partitioned parent, volatile default rewrites all
alter table public.logs add column g uuid default gen_random_uuid();
### LS2042: set not null on partitioned parent
alter table public.logs alter msg set not null;
### LS2023: check on partitioned parent
alter table public.events add constraint k check (kind <> '');
### LS2050: type on partitioned
alter table public.logs alter id type numeric;
### LS2074: refresh not concurrently on unpopulated
refresh materialized view public.mv_bare;
### LS4004: set_config local outside tx
select set_config('lock_timeout', '2s', true);
alter table public.users enable row level security;
### LS4004: set local at tx, committed, then DDL
begin; set local lock_timeout = '2s'; commit;
alter table public.users enable row level security;
### LS4005: lock_timeout 10min
set lock_timeout = '10min';
alter table public.users enable row level security;
### LS2018: statement_timeout during validate
set statement_timeout = '30s';
alter table public.users add constraint c check (age > 0) not valid;
alter table public.users validate constraint c;
### LS4030: update via updatable view
update public.active_users set name = '';
### LS4031: delete via join true
delete from public.orders using public.users where true;
### LS4030: update returning CTE
with u as (update public.users set age = age + 1 returning id) select count(*) from u;
### LS4032: plpgsql loop update without commit
do $$ declare n int; begin loop update public.users set age = 1 where id in (select id from public.users where age is null limit 1000); get diagnostics n = row_count; exit when n = 0; end loop; end $$;
### LS4032: on conflict do update from select
insert into public.users (email) select email from public.users on conflict (email) do update set status = 'x';
### LS4036: explicit ids in serial
insert into public.orders (id, user_id) values (1000, 1);
### LS2073: truncate in DO
do $$ begin truncate public.teams; end $$;
### LS3002: drop in a function executed via DO execute
do $$ begin execute 'drop table if exists public.teams'; end $$;
### LS2091: disable all via ALTER TABLE several
alter table public.orders disable trigger all, add column z int;
### LS6001: security definer procedure replaced
create or replace procedure public.px() language plpgsql security definer as $$ begin end $$;
### LS6003: admin option
grant app_admin to bob with admin option;
### LS6009: alter role superuser
alter role bob with superuser createdb;
### LS6007: untrusted language
create function public.py() returns int language plpython3u as $$ return 1 $$;
### LS5022: serial to bigint only column
alter table public.orders alter id type bigint;
### LS3016: drop default of a not null
alter table public.orders alter id drop default;
### LS4001: VACUUM in transaction
begin;
vacuum public.users;
commit;
### LS4001: reindex concurrently in procedure called
do $$ begin execute 'reindex index concurrently public.users_name_idx'; end $$;
### LS4001: detach concurrently in tx
begin;
alter table public.logs detach partition public.logs_2025 concurrently;
commit;
### LS2004: CIC IF NOT EXISTS on partition parent
create index concurrently if not exists x on only public.logs (at);
### LS2001: create unique index on new column of an existing table
alter table public.users add column z int;
create unique index on public.users (z);
### LS2025: unique on new column, in same alter
alter table public.users add column z int, add constraint zu unique (z);
### LS2044: add serial pk
alter table public.logs_old add column pk bigserial primary key;
### LS2020: validated FK through ADD CONSTRAINT w/o NOT VALID after column add
alter table public.users add column kid integer;
alter table public.users add constraint kf foreign key (kid) references public.teams (id);
### LS2096: drop table from publication by drop? set columns
alter publication pub set table public.users (id, email);
### LS5038: new column not published
create publication p2 for table public.teams (id, title);
alter table public.teams add column z int;
### LS6004: dblink
select dblink_exec('host=other', 'delete from t');
### LS6004: pg_sleep holding a lock
begin;
alter table public.users add column z int;
select pg_sleep(60);
commit;
### LS3007: alter function rename
alter function public.stab() rename to stab2;
### LS3005: rename schema
alter schema app rename to app2;
### LS3004: alter materialized view rename
alter materialized view public.mv_totals rename to mvt;
### LS2082: drop attached partition if exists cascade
drop table if exists public.logs_2025 cascade;
### LS3010: drop function if exists with args, recreated with more required args
begin;
drop function if exists public.imm(integer);
create function public.imm(i integer, j integer) returns integer language sql immutable as $$ select i $$;
commit;
### LS4038: compared with null
delete from public.teams where code = null;
### LS3014: json column
alter table public.teams add column extra json;
### LS2053: timestamptz to timestamp with tz default
alter table public.users alter updated_at type timestamp;
### LS2040: default from function created volatile by default SQL with random
create function public.tok() returns text language sql as $$ select md5(random()::text) $$;
alter table public.users add column t text default public.tok();
### LS3001 unknown: drop column in DO exec, unknown
do $$ begin alter table foo drop column if exists bar; end $$;
### LS3002 unknown: DROP TABLE IF EXISTS "A", public."B" CASCADE
DROP TABLE IF EXISTS "A", public."B" CASCADE;
### LS2002 unknown: drop index concurrently_idx
drop index concurrently_idx;
### LS2023 unknown: alter table only "X"."Y" add constraint z check (a is not null)
alter table only "X"."Y" add constraint z check (a is not null);
### LS2026 unknown: alter table foo add constraint foo_pkey primary key (id)
alter table foo add constraint foo_pkey primary key (id);
### LS2092 unknown: alter table foo disable trigger user
alter table foo disable trigger user;
### LS4031: explain analyze format
explain (format json, analyze on, buffers) delete from only public.teams where true;
### LS4030: explain analyze CTE update
explain analyze with u as (update public.users set age = 0 returning 1) select count(*) from u;
### LS2076: explain analyze CTAS
explain analyze create table big as select * from public.users;
### LS4031: perform with data-modifying CTE
do $$ declare n int; begin with g as (delete from public.teams returning id) select count(*) into n from g; end $$;
### LS4015: call of procedure with DDL
create procedure mk() language plpgsql as $$ begin alter table public.users add column zz int; end $$;
call mk();
### LS4015: select of SQL function that drops
create function mk() returns void language sql as $$ drop table public.teams $$;
select 1, mk();
### LS2020 unknown: if exists
alter table if exists only "S".t add constraint f foreign key (a) references b (c), add column z int;
### LS2040 unknown: alter table if exists t add column if not exists g uuid default gen_random_uuid()
alter table if exists t add column if not exists g uuid default gen_random_uuid();
### LS2044 unknown: alter table if exists t add g serial
alter table if exists t add g serial;
### LS2025 unknown: alter table if exists t add unique (a)
alter table if exists t add unique (a);
### LS2080 unknown: alter table if exists t detach partition t1
alter table if exists t detach partition t1;
### LS2094 unknown: alter table if exists t enable row level security
alter table if exists t enable row level security;
### LS2091 unknown: alter table if exists t disable trigger all
alter table if exists t disable trigger all;
### LS2071 unknown: alter table if exists t set unlogged
alter table if exists t set unlogged;
### LS2098 unknown: alter table if exists t owner to bob
alter table if exists t owner to bob;
### LS2011 unknown: alter table if exists t set tablespace fast
alter table if exists t set tablespace fast;
### LS2072 unknown: alter table if exists t set access method columnar
alter table if exists t set access method columnar;
### LS2047 unknown: alter table if exists t alter a set storage plain
alter table if exists t alter a set storage plain;
### LS2077 unknown: alter table if exists t attach partition t1 for values in (1)
alter table if exists t attach partition t1 for values in (1);
### LS2009 unknown: alter index if exists i set tablespace fast
alter index if exists i set tablespace fast;
### LS3003 unknown: alter view if exists v rename column a to b
alter view if exists v rename column a to b;
### LS2020 18: existing not enforced FK later enforced
alter table public.users alter constraint f enforced;
### LS2022 18: not enforced on an existing FK locks the parent
alter table public.orders alter constraint orders_user_id_fkey not enforced;
### LS2060: domain over domain, array column
create domain public.dd as public.plainint[];
alter table public.teams add column dz public.plainint;
alter domain public.plainint add check (value > 0);
### LS2046: array of constrained domain
alter table public.teams add column arr public.posint default 1;
### LS2045: generated stored with identity col mix
alter table public.teams add column a int, add column b int generated always as (id * 2) stored;
### LS2050: change type via USING case
alter table public.teams alter code type int using case when code ~ '^\d+$' then code::int end;
### LS2051: varchar -> varchar collate with widening
alter table public.users alter nick type varchar(40) collate "C";
### LS2051: numeric widening w/ partial index mention
create index concurrently ub on public.users (id) where balance > 0;
alter table public.users alter balance type numeric(20,2);
### LS2006: IF NOT EXISTS after drop of other name
drop index concurrently if exists public.users_agee;
create index concurrently if not exists users_age on public.users (age);
### LS4020: enum value used in DO same tx
begin;
alter type public.order_state add value 'lost';
do $$ begin insert into public.orders (user_id, state) values (1, 'lost'); end $$;
commit;
### LS4020: cast literal in view
begin;
alter type public.order_state add value 'lost';
create view lostv as select id from public.orders where state = 'lost'::public.order_state;
commit;
### LS4005: lock_timeout very long in minutes string
set lock_timeout to '5 min';
alter table public.users add column z int;
### LS2018: statement_timeout by set session characteristics ... reindex
set session statement_timeout = 5000;
reindex table concurrently public.users;
### LS4006: many locks, second waits
begin;
alter table public.users add column z int;
alter table public.orders add column z int;
commit;
### LS2001: index build while another table is locked
begin;
alter table public.teams add column z int;
create index on public.users (age);
commit;
### LS3009: drop view, recreated in later tx
drop view public.active_users;
alter table public.users add column z int;
create view public.active_users as select id, email, name from public.users where status = 'active';
### LS3010: drop procedure/routine
drop routine if exists public.imm;
### LS3012: drop operator
drop operator if exists public.=== (int, int);
### LS3008: drop type cascade if exists
drop type if exists public.order_state cascade;
### LS5034: or replace immutable -> volatile
create or replace function public.imm(i integer) returns integer language sql volatile as $$ select i + 1 $$;
### LS2084: lock several with ONLY mix
begin;
lock table only public.users, public.teams in exclusive mode;
commit;
### LS2073: truncate only mix cascade
truncate table public.teams, only public.users cascade;
### LS4032: upsert from table
insert into public.teams table public.teams on conflict (id) do update set title = excluded.title;
### LS6003: grant with admin true
grant app_admin to bob with admin true, inherit false;
### LS6004: perform pg_terminate in DO
do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity; end $$;
### LS2001: index on table created by SELECT INTO
select * into nn from public.users;
create index on nn (age);
### LS2001: index on table filled through view insert / CTE
create table nn (id int, a int);
with s as (select 1) insert into nn select id, age from public.users;
create index on nn (a);
### LS2001: filled in a DO block
create table nn (id int, a int);
do $$ begin insert into nn select id, age from public.users; end $$;
create index on nn (a);
### LS2001: filled by MERGE
create table nn (id int, a int);
merge into nn using public.users u on nn.id = u.id when not matched then insert values (u.id, u.age);
create index on nn (a);
### LS2001: filled by a function in the file
create table nn (id int, a int);
create function fillnn() returns void language sql as $$ insert into nn select id, age from public.users $$;
select fillnn();
create index on nn (a);
### LS2001: filled by explain analyze insert
create table nn (id int, a int);
explain analyze insert into nn select id, age from public.users;
create index on nn (a);
### LS2001: filled by data-modifying CTE inside select
create table nn (id int, a int);
with i as (insert into nn select id, age from public.users returning 1) select count(*) from i;
create index on nn (a);
### LS2001: filled by a moved delete CTE
create table nn (id int, a int);
with gone as (delete from public.teams where id = 3 returning id), ins as (insert into nn select id, 1 from gone) select 1;
create index on nn (a);
### LS2001: commit in between with created in tx, filled in tx
begin;
create table nn (id int, a int);
insert into nn select id, age from public.users;
commit;
create index on nn (a);
### LS2025: new table attached under inherit filled
create table nn (like public.animals including all);
alter table public.dogs no inherit public.animals;
alter table public.dogs inherit nn;
alter table nn add unique (name);
### LS2001: if not exists + same name view as table
create table if not exists public.users (id int);
create unique index on public.users (nick);
### LS2001: create table dropped and old one renamed
begin;
create table nn (id int);
drop table nn;
alter table public.teams rename to nn;
create index on nn (code);
commit;
