-- Two things that hold off who should not come in.
-- 1. Wrong passwords are counted by account too, whatever addresses they come from (ASVS 6.3.1), and
-- from which addresses a person signed in before is kept, so that a stranger's guesses lock nobody out.
-- 2. What runs with the owner's rights looks into pg_temp last: left out of a search path, it comes
-- first, and a table of a session's own could stand in for one of ours.
-- Adds two small tables of role qz_auth; changes no row; breaks no running version.

create table auth.failed_sign_in (
  -- sha256 of the address that was typed, so that what strangers type is kept nowhere
  account bytea primary key,
  failures int not null,
  since timestamptz not null
);
create index failed_sign_in_since on auth.failed_sign_in (since);

create table auth.known_address (
  user_id uuid not null references auth."user" ("id") on delete cascade,
  address text not null,
  seen_at timestamptz not null,
  primary key (user_id, address)
);

grant select, insert, update, delete on auth.failed_sign_in, auth.known_address to qz_auth;

alter function add_exposure() set search_path = public, pg_temp;
alter function apply_allocations() set search_path = public, pg_temp;
alter function list_cancelled_item() set search_path = public, pg_temp;
alter function list_lines() set search_path = public, pg_temp;
alter function list_new_items() set search_path = public, pg_temp;
alter function list_receipt() set search_path = public, pg_temp;
alter function refresh_statistics() set search_path = public, pg_temp;
alter function tell_webhooks() set search_path = public, pg_temp;
