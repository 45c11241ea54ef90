create schema app;
create type public.order_state as enum ('new','paid','shipped');
create domain public.posint as integer check (value > 0);
create domain public.plainint as integer;
create function public.vol() returns integer language plpgsql volatile as $$ begin return 1; end $$;
create function public.stab() returns integer language plpgsql stable as $$ begin return 1; end $$;
create function public.imm(i integer) returns integer language sql immutable as $$ select i + 1 $$;
create table public.users (
  id bigint generated always as identity primary key,
  email text not null, name varchar(50), nick varchar(20), age integer, small smallint, balance numeric(10,2),
  created_at timestamp not null default now(), updated_at timestamptz, seen_at timestamp, payload json, doc jsonb, status text default 'x',
  codes varchar(10)[], ref_id uuid, c_code char(3), ip cidr, dur interval(3), ratio real, flag bit varying(5), tag xml, team_id integer);
create index users_lower_nick_idx on public.users (lower(nick));
create index users_name_idx on public.users (name);
create index users_seen_idx on public.users (seen_at);
create unique index users_email_key on public.users (email);
create table public.teams (id integer primary key, title text, code text);
create table public.orders (id serial primary key, user_id bigint not null references public.users (id), total numeric(10,2) check (total >= 0), state public.order_state default 'new', note text, placed_at timestamptz, code varchar(10));
create index orders_user_idx on public.orders (user_id);
create table public.events (id bigint not null, at timestamptz not null, kind text, primary key (id, at)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_2025 partition of public.events for values from ('2025-01-01') to ('2026-01-01');
create table public.events_default partition of public.events default;
create table public.logs (id bigint not null, at timestamptz not null, msg text) partition by range (at);
create table public.logs_2025 partition of public.logs for values from ('2025-01-01') to ('2026-01-01');
create index logs_msg_idx on public.logs (msg);
create table public.logs_old (id bigint not null, at timestamptz not null, msg text);
create view public.active_users as select id, email, name from public.users where status = 'active';
create materialized view public.mv_totals as select user_id, sum(total) as s from public.orders group by user_id;
create unique index mv_totals_key on public.mv_totals (user_id);
create materialized view public.mv_bare as select user_id, sum(total) as s from public.orders group by user_id;
create table public.animals (id integer primary key, name text, weight integer);
create table public.dogs (breed text) inherits (public.animals);
create table public."Order Items" ("Id" integer primary key, "Qty" integer, "Order Id" integer);
create table app.users (id integer primary key, name text);
create table public.docs (id bigint primary key, owner text, body text, gen text generated always as (lower(body)) stored);
alter table public.docs enable row level security;
create policy docs_own on public.docs using (owner = current_user);
create function public.trg() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger docs_t before update of body on public.docs for each row execute function public.trg();
create publication pub for table public.users, public.orders;
create sequence public.seq_a;
