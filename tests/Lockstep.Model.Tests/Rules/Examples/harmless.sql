### none: sql function inlinable
create function public.one() returns integer language sql as 'select 1';
alter table public.users add column z int default public.one();
### none: statement_timestamp etc
alter table public.users add column z timestamptz default statement_timestamp(), add y timestamptz default transaction_timestamp(), add x timestamp(3) default localtimestamp(3), add w text default current_user;
### none: extract, to_char
alter table public.users add column z text not null default to_char(now(), 'YYYY-MM-DD') || '-' || extract(epoch from now())::text;
### none: enum default cast
alter table public.users add column z public.order_state not null default 'new'::public.order_state;
### none: collate change without index
alter table public.orders alter note type text collate "C";
### none 18: NOT ENFORCED 18
alter table public.users add constraint c check (age > 0) not enforced;
### none 18: FK NOT VALID partitioned on 18
set lock_timeout = '1s';
alter table public.events add constraint f foreign key (id) references public.users (id) not valid;
reset lock_timeout;
alter table public.events validate constraint f;
### none: partition index strategy
create index logs_at on only public.logs (at);
create index concurrently logs_2025_at on public.logs_2025 (at);
alter index public.logs_at attach partition public.logs_2025_at;
### none: attach to table with default excluded by check
alter table public.events_default add constraint no26 check (not (at >= '2026-01-01' and at < '2027-01-01')) not valid;
alter table public.events_default validate constraint no26;
create table public.ev26 (like public.events including all);
alter table public.events attach partition public.ev26 for values from ('2026-01-01') to ('2027-01-01');
### none: set not null via pk? already in pk
alter table public.teams alter id set not null;
### none: CIC in up migration with lock timeout reset
reset lock_timeout;
set statement_timeout = 0;
create index concurrently i on public.users (age);
### none: trigger with lock_timeout
set lock_timeout = '2s';
create trigger t before insert on public.users for each row execute function public.trg();
### none: lock timeout via set_config
select set_config('lock_timeout', '2s', false);
create trigger t before insert on public.users for each row execute function public.trg();
### none: new table with FK to new table, DO guarded
do $$ begin create type public.mood as enum ('a','b'); exception when duplicate_object then null; end $$;
### none: DO with temp table
do $$ begin create temp table q (id int); create index on q (id); drop table q; end $$;
### none: enum created and value used in same tx
begin;
create type public.k as enum ('a');
create table public.kk (id bigint primary key, v public.k default 'a');
commit;
### none: enum add value, used after in next statement (autocommit)
alter type public.order_state add value 'lost';
update public.orders set state = 'lost' where id = 3;
### none: rename of constraint and index
alter table public.orders rename constraint orders_total_check to total_ok;
### none: drop constraint check
alter table public.orders drop constraint if exists orders_total_check;
### none: partitioned new table and partitions
create table public.m (id bigint not null, d date not null, primary key (id, d)) partition by range (d);
create table public.m1 partition of public.m for values from ('2025-01-01') to ('2026-01-01');
create table public.md partition of public.m default;
create table public.m2 partition of public.m for values from ('2026-01-01') to ('2027-01-01');
create index on public.m (d);
### none: update small table by key list
update public.teams set title = 'x' where id in (1, 2, 3);
### none: delete with ctid batch
delete from public.users where id in (select id from public.users where status = 'old' order by id limit 1000);
### none: text vs citext binary
alter table public.docs add column z varchar(10) default 'a';
alter table public.docs alter z type varchar(20);
### none: timestamp precision up
alter table public.users add z timestamp(3);
alter table public.users alter z type timestamp;
### none: create table like, then indexes
create table public.users2 (like public.users including all);
create index on public.users2 (age);
### none: create table as with no data
create table public.empty_users as select * from public.users with no data;
create index on public.empty_users (age);
### none: drop a table made in the file by name case
create table "Tmp" (id int);
drop table "Tmp";
### none: create or replace view security options
create or replace view public.active_users with (security_barrier) as select id, email, name from public.users where status = 'active';
### none: drop identity-less default on nullable; set storage w/ timeout
set lock_timeout = '1s';
alter table public.users alter status set storage external;
### none: add domain constraint not valid
alter domain public.plainint add constraint k check (value > 0) not valid;
### none: domain check unused domain
create domain public.nn as text;
alter domain public.nn add constraint k check (value <> '');
### none: drop function created in file
create function public.tmpf() returns int language sql as 'select 1';
select public.tmpf();
drop function public.tmpf();
### none: grant on schema, alter default privileges
grant usage on schema app to app_ro;
alter default privileges in schema app grant select on tables to app_ro;
### none: security definer with search path
create function public.sd() returns int language sql security definer set search_path = pg_catalog, pg_temp as 'select 1';
### none: begin with set local
begin;
set local lock_timeout = '2s';
alter table public.users add column z int;
commit;
### none: published table add column w/o list
alter table public.orders add column z int;
### none: add to publication
alter publication pub add table public.teams;
### none: unique constraint on a new column in a new table via alter
create table public.n1 (id bigint primary key);
alter table public.n1 add column c text unique not null;
### none: validate check only
alter table public.users add constraint c check (age > 0) not valid;
begin;
alter table public.users validate constraint c;
commit;
### none: not valid in one tx, other table validated elsewhere
begin;
alter table public.users add constraint c check (age > 0) not valid;
commit;
begin;
alter table public.users validate constraint c;
commit;
### none: insert select from VALUES
insert into public.teams select * from (values (1, 'a', 'b')) v (id, title, code);
### none: USING col,,newtype keeps fast path
alter table public.users alter balance type numeric(14,2) using balance::numeric(14,2);
### none: set schema search path then unqualified
set search_path = app, public;
create table things (id bigint primary key);
create index on things (id, id);
### none: stats target on expression
alter index public.users_lower_nick_idx alter column 1 set statistics 500;
### none: dropping default + set default with sequence
alter table public.users alter age set default nextval('public.seq_a');
### none: comment says scary things
comment on column public.users.age is 'drop table; truncate users';
-- drop table users;
/* truncate users; /* nested */ delete from users; */
### none: explain only
explain delete from public.teams;
### none: unlogged new
create unlogged table public.q1 (id bigint primary key);
### none: generated stored in new table
create table public.g (id bigint primary key, a int, b int generated always as (a * 2) stored, c bigserial);
### none: explain only no analyze
explain (analyze false) delete from public.users;
### none: new table renamed then index
begin;
create table n (id int, a int);
alter table n rename to m;
create index on m (a);
commit;
### none: new partitioned table w/ attach of new parts
begin;
create table w (id bigint not null, at date not null) partition by range (at);
create table w1 (id bigint not null, at date not null);
alter table w attach partition w1 for values from ('2020-01-01') to ('2021-01-01');
create index on w (at);
commit;
### none: drop view created here; recreated
create view v1 as select 1 as a;
drop view v1;
### none: case in default simplified
alter table public.users add z numeric not null default round(1.5), add y text default initcap('abc'), add x interval default '1 day'::interval * 2, add w int[] default '{}', add u bytea default '\x00'::bytea;
### none: current_setting, session_user
alter table public.users add z text default current_setting('app.x', true), add y name default session_user, add x oid default 'pg_class'::regclass;
### none: dead case
alter table public.users add z int default case when true then 1 else 2 end;
### none: check (x is not null and ...) with extra parens and or-true
alter table public.users add constraint c check ((age is not null) and ((age > 0) or (age < -5))) not valid;
alter table public.users validate constraint c;
alter table public.users alter column age set not null;
### none: IF EXISTS in a complete schema, nothing there
alter table if exists public.nothing_here add constraint c check (a > 0);
### none: drop if exists nothing there
drop table if exists public.nothing_here;
drop index if exists public.nothing_idx;
drop view if exists public.nothing_view;
### none: lock_timeout then policy
set lock_timeout = '3s';
create policy p on public.docs for select using (true);
### none: partition dropped after detach concurrently (in two files typically)
set lock_timeout = '1s';
create table public.spare (id bigint primary key);
drop table public.spare;
### none: varchar domain
alter table public.users add z public.plainint;
alter table public.users alter z set default 3;
### none: volatile function only in trigger/def, not column
create or replace function public.vol() returns integer language plpgsql volatile as $$ begin return 2; end $$;
### none: drop and recreate trigger in one tx with timeout
set lock_timeout = '1s';
begin;
drop trigger docs_t on public.docs;
create trigger docs_t before update of body on public.docs for each row execute function public.trg();
commit;
### none: function dropped and recreated same signature no grants
begin;
drop function public.imm(integer);
create function public.imm(i integer) returns integer language sql immutable as $$ select i + 2 $$;
commit;
### none: adding default param keeps calls
begin;
drop function public.imm(integer);
create function public.imm(i integer, k integer default 1) returns integer language sql immutable as $$ select i + k $$;
commit;
### none: update in small batch w/ ctid
update public.users set status = 'n' where ctid = any (array(select ctid from public.users where status is null limit 500));
### none: update of new table
create table n (id int primary key, a int);
insert into n values (1, 2);
update n set a = 3;
### none: identity restart on new table
create table n (id int generated by default as identity primary key);
insert into n (id) values (1), (2);
select setval(pg_get_serial_sequence('n', 'id'), 2);
### none: finalize then drop
set lock_timeout = '1s';
alter table public.logs detach partition public.logs_2025 finalize;
### none 18: NOT NULL NOT VALID pg18 then validate then set not null
alter table public.users add constraint nn not null age not valid;
alter table public.users validate constraint nn;
alter table public.users alter age set not null;
### none: attach with list check
create table li (id int, k text) partition by list (k);
create table li_a (id int, k text not null check (k in ('a', 'b')));
alter table li attach partition li_a for values in ('a', 'b');
### none: comment, ''quotes'' and $tag$ with semicolons
insert into public.teams (id, title) values (5, $t$; drop table users; -- $t$);
### none: E-string with escaped quote
insert into public.teams (id, title) values (6, E'it\'s; truncate users');
### none: grant with role, revoke public
revoke all on function public.stab() from public;
grant execute on function public.stab() to app;
### none 13: timestamptz precision up and varchar unbounded etc, pg 13
alter table public.orders alter code type varchar;
### none: alter sequence as bigint
alter sequence public.seq_a as bigint;
### none 15: create unique index concurrently with nulls not distinct
create unique index concurrently u on public.users (age) nulls not distinct;
### none: explain without analyze on everything
explain (verbose, costs off) update public.users set age = 1;
### none: explain analyze select
explain (analyze, buffers) select * from public.teams where id = 1;
### none: DO select into var
do $$ declare n int; begin select count(*) into n from public.users; if n > 5 then raise exception 'no'; end if; end $$;
### none: batch loop with commit
do $$ declare n int; begin loop update public.users set age = 1 where id in (select id from public.users where age is null limit 1000); get diagnostics n = row_count; commit; exit when n = 0; end loop; end $$;
### none: upsert values
insert into public.teams (id, title) values (1, 'a') on conflict (id) do update set title = excluded.title;
### none: upsert select unnest constants
insert into public.teams (id, title) select 1, 'a' on conflict (id) do nothing;
### none: upsert from a select without tables
insert into public.teams (id, title) select 1, 'a' where not exists (select from public.teams where id = 1) on conflict (id) do update set title = 'b';
### none 18: not enforced FK pg18 new (2)
set lock_timeout = '1s';
create table nn (id bigint primary key, u bigint references public.users (id) not enforced);
### none: select of harmless function
create function harmless() returns int language plpgsql as $$ begin insert into public.teams (id) values (9); return 1; end $$;
select harmless();
### none: select function with DDL on a temp/new table only
create function mk() returns void language plpgsql as $$ begin create temp table tt2 (a int); create index on tt2 (a); end $$;
select mk();
### none: if exists nothing in complete schema several
alter table if exists public.gone alter a set not null;
alter table if exists public.gone rename to gone2;
alter index if exists public.gone_i rename to gone_j;
alter sequence if exists public.gone_s restart;
### none: lock new
begin;
create table nn (id int);
lock table nn;
commit;
### none: truncate new mixed only
create table nn (id int);
create table mm (id int);
truncate only nn, mm;
### none: grant role without admin
grant app_admin to bob;
grant app_admin to bob with admin false;
### none: drop operator made here
create operator public.=== (leftarg = int, rightarg = int, function = int4eq);
drop operator public.=== (int, int);
### none: function replaced via drop/create with only body, in tx, param unnamed
begin;
drop function if exists public.stab();
create function public.stab() returns integer language sql stable as 'select 2';
commit;
### none 18: existing enforced FK re-enforced no-op
set lock_timeout = '1s';
alter table public.orders alter constraint orders_user_id_fkey deferrable;
### none: comment with pg_sleep text in DO
do $$ begin raise notice 'pg_sleep(10)'; -- pg_sleep(10)
end $$;
### none: finalize then continue
set lock_timeout = '1s';
alter table public.logs detach partition public.logs_2025 finalize;
alter table public.logs_2025 add column z int;
### none: FK on script with index in the same script after
set lock_timeout = '1s';
alter table public.users add constraint f foreign key (team_id) references public.teams (id) not valid;
reset lock_timeout;
create index concurrently ut on public.users (team_id);
### none: new FK covered by pk
set lock_timeout = '1s';
create table public.um (user_id bigint references public.users (id), team_id integer references public.teams (id), primary key (user_id, team_id));
create index on public.um (team_id);
### none: create table in tx filled & indexed in same tx
begin;
create table nn (id int, a int);
insert into nn select id, 1 from public.teams;
create index on nn (a);
commit;
### none: execute format safe
do $$ begin execute 'create temp table z1 (a int)'; end $$;
### none: select setval
select setval('public.seq_a', 100);
### none: delete none
delete from public.teams where false;
### none: alter default privileges for role
alter default privileges for role app in schema app revoke execute on functions from public;
### none: drop temp
create temporary table if not exists users (id int);
drop table pg_temp.users;
