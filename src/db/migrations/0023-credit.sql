-- Credit 信用: what each customer may owe (limit, method of payment) from which day, what it owes now,
-- how it is rated and why, proposals, warnings from outside, and the chance that an item is paid late.
-- New tables, triggers and functions: breaks no running version; locks open_item, allocation and
-- receipt_claim for a moment while the exposures of existing customers are added up.

-- What a customer owes in home currency, written by the triggers below alone, so that it is right with
-- the commit of whatever posted. `verify` compares it with the records; no report reads it.
create table credit_exposure (
  org_id bigint not null,
  customer_id bigint not null,
  books_id bigint not null,
  -- 1122 without deliveries, and 1141
  open_minor minor not null default 0,
  -- 1122.04: delivered, not invoiced
  uninvoiced_minor minor not null default 0,
  -- 1121
  bills_minor minor not null default 0,
  -- 2205 and 2203.02, as a positive amount
  advances_minor minor not null default 0,
  -- 2203.01: money of the customer that is not applied yet
  unapplied_minor minor not null default 0,
  primary key (org_id, customer_id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);

create function exposure_class(account text) returns text language sql immutable parallel safe as $$
  select case
    when account in ('receivable', 'e_receivable', 'retention', 'contract_asset') then 'open'
    when account = 'uninvoiced' then 'uninvoiced'
    when account in ('bill', 'bill_trade', 'bill_fair_value') then 'bills'
    when account in ('advance', 'advance_plain') then 'advances'
  end
$$;

-- Argument: a query over the new rows that gives org_id, customer_id, books_id, class and minor in home
-- currency. Rows in the order of their key, so that two writers never wait for each other in a ring.
-- Items of advances are negative, their amount here is positive.
create function add_exposure() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  execute format(
    'insert into credit_exposure as e (org_id, customer_id, books_id, open_minor, uninvoiced_minor,
       bills_minor, advances_minor, unapplied_minor)
     select org_id, customer_id, min(books_id),
       coalesce(sum(minor) filter (where class = ''open''), 0),
       coalesce(sum(minor) filter (where class = ''uninvoiced''), 0),
       coalesce(sum(minor) filter (where class = ''bills''), 0),
       coalesce(-sum(minor) filter (where class = ''advances''), 0),
       coalesce(sum(minor) filter (where class = ''unapplied''), 0)
     from (%s) moved where class is not null and minor <> 0
     group by org_id, customer_id order by org_id, customer_id
     on conflict (org_id, customer_id) do update set
       open_minor = e.open_minor + excluded.open_minor,
       uninvoiced_minor = e.uninvoiced_minor + excluded.uninvoiced_minor,
       bills_minor = e.bills_minor + excluded.bills_minor,
       advances_minor = e.advances_minor + excluded.advances_minor,
       unapplied_minor = e.unapplied_minor + excluded.unapplied_minor', tg_argv[0]);
  return null;
end $$;

create trigger exposure_of_items after insert on open_item referencing new table as new_rows
  for each statement execute function add_exposure(
    'select org_id, customer_id, books_id, exposure_class(account) as class, home_minor as minor
     from new_rows');
create trigger exposure_of_allocations after insert on allocation referencing new table as new_rows
  for each statement execute function add_exposure(
    'select i.org_id, i.customer_id, i.books_id, exposure_class(i.account) as class,
       -n.item_home_minor as minor
     from new_rows n join open_item i on i.org_id = n.org_id and i.id = n.item_id
     union all
     select n.org_id, n.receipt_customer_id, n.books_id, ''unapplied'', -n.receipt_home_minor
     from new_rows n where n.receipt_customer_id is not null');
create trigger exposure_of_claims after insert on receipt_claim referencing new table as new_rows
  for each statement execute function add_exposure(
    'select n.org_id, n.customer_id, r.books_id, ''unapplied'' as class, n.home_minor as minor
     from new_rows n join receipt r on r.org_id = n.org_id and r.id = n.receipt_id');

-- The same from the records: what `verify` compares with, and what existing books begin with.
create function exposures_of_records(org bigint) returns table (customer_id bigint, books_id bigint,
  open_minor bigint, uninvoiced_minor bigint, bills_minor bigint, advances_minor bigint,
  unapplied_minor bigint) language sql stable as $$
  select m.customer_id, min(m.books_id),
    coalesce(sum(m.minor) filter (where m.class = 'open'), 0)::bigint,
    coalesce(sum(m.minor) filter (where m.class = 'uninvoiced'), 0)::bigint,
    coalesce(sum(m.minor) filter (where m.class = 'bills'), 0)::bigint,
    coalesce(-sum(m.minor) filter (where m.class = 'advances'), 0)::bigint,
    coalesce(sum(m.minor) filter (where m.class = 'unapplied'), 0)::bigint
  from (
    select i.customer_id, i.books_id, exposure_class(i.account) as class, i.home_minor as minor
    from open_item i where i.org_id = org
    union all
    select i.customer_id, i.books_id, exposure_class(i.account), -a.item_home_minor
    from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id where a.org_id = org
    union all
    select a.receipt_customer_id, a.books_id, 'unapplied', -a.receipt_home_minor
    from allocation a where a.org_id = org and a.receipt_customer_id is not null
    union all
    select c.customer_id, r.books_id, 'unapplied', c.home_minor
    from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
    where c.org_id = org) m
  where m.class is not null group by m.customer_id
$$;

-- ---------------------------------------------------------------- terms, ratings, proposals

-- Weights, thresholds and rates of the scorecard; the last version counts, none means the product's.
create table credit_setting (
  org_id bigint not null,
  books_id bigint not null,
  version int not null,
  setting jsonb not null,
  reason text not null default '',
  by_member_id bigint,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (org_id, books_id, version),
  foreign key (org_id, books_id) references books (org_id, id)
);

-- What is known from outside, noted by a person. clear: somebody looked and found nothing.
create table credit_flag (
  org_id bigint not null,
  id bigint generated by default as identity,
  books_id bigint not null,
  customer_id bigint not null,
  kind text not null check (kind in ('dishonest', 'bankruptcy', 'lawsuit', 'registration', 'other',
    'clear')),
  is_severe boolean not null default false,
  note text not null default '',
  found_on date not null,
  by_member_id bigint,
  recorded_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by bigint,
  primary key (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index credit_flag_customer on credit_flag (org_id, customer_id, id desc);

-- A guarantee or an insured amount: the limit is never above what is covered.
create table credit_cover (
  org_id bigint not null,
  id bigint generated by default as identity,
  books_id bigint not null,
  customer_id bigint not null,
  kind text not null check (kind in ('guarantee', 'insurance')),
  amount_minor minor not null check (amount_minor >= 0),
  valid_to date,
  note text not null default '',
  by_member_id bigint,
  recorded_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by bigint,
  primary key (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index credit_cover_customer on credit_cover (org_id, customer_id) where ended_at is null;

-- The latest rating of a customer: points with what they rest on.
create table customer_credit (
  org_id bigint not null,
  customer_id bigint not null,
  books_id bigint not null,
  as_of date not null,
  -- tenths of a point, 0–1000
  score int check (score between 0 and 1000),
  rating text check (rating in ('A', 'B', 'C', 'D')),
  trend text not null check (trend in ('up', 'level', 'down', 'unknown')),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  -- tenths, 0–1000
  payment_index int check (payment_index between 0 and 1000),
  detail jsonb not null,
  warnings jsonb not null default '[]',
  formula_limit_minor minor,
  setting_version int not null default 0,
  rated_at timestamptz not null default clock_timestamp(),
  primary key (org_id, customer_id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);

-- One row a month and customer: the last rating of that month.
create table credit_month (
  org_id bigint not null,
  customer_id bigint not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  books_id bigint not null,
  score int,
  rating text,
  payment_index int,
  exposure_minor minor not null,
  limit_minor minor,
  primary key (org_id, customer_id, month),
  foreign key (org_id, customer_id) references customer (org_id, id)
);

-- What a customer is granted from a day on; the last row whose day has come counts.
create table credit_term (
  org_id bigint not null,
  id bigint generated by default as identity,
  books_id bigint not null,
  customer_id bigint not null,
  effective_from date not null,
  -- null: no limit
  limit_minor minor check (limit_minor >= 0),
  method text not null check (method in ('open', 'bank_acceptance', 'prepayment')),
  -- days of credit that go into the customer's terms on that day; null: the terms stay
  credit_days int check (credit_days between 0 and 365),
  proposal_id bigint,
  reason text not null default '',
  by_member_id bigint,
  recorded_at timestamptz not null default clock_timestamp(),
  -- when credit_days were written into the customer's terms
  applied_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index credit_term_in_force on credit_term (org_id, customer_id, effective_from desc, id desc);
create index credit_term_waiting on credit_term (org_id, books_id, effective_from)
  where credit_days is not null and applied_at is null;

-- A change of limit, method or days, proposed by the rule (made_by null) or a person.
create table credit_proposal (
  org_id bigint not null,
  id bigint generated by default as identity,
  books_id bigint not null,
  customer_id bigint not null,
  state text not null default 'open' check (state in ('open', 'asked', 'approved', 'rejected',
    'superseded')),
  -- what would be in force, and what was when it was made
  change jsonb not null,
  before jsonb not null,
  because jsonb not null default '[]',
  effective_from date not null,
  approval_id bigint,
  made_by bigint,
  decided_by bigint,
  decided_at timestamptz,
  comment text not null default '',
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  check (decided_by is null or made_by is null or decided_by <> made_by)
);
create unique index credit_proposal_once on credit_proposal (org_id, customer_id)
  where state in ('open', 'asked');
create index credit_proposal_list on credit_proposal (org_id, books_id, id desc);
create index credit_proposal_approval on credit_proposal (org_id, approval_id)
  where approval_id is not null;

-- What changed, for whoever follows along (an ERP asks for events after the last one it has seen).
create table credit_event (
  org_id bigint not null,
  id bigint generated by default as identity,
  books_id bigint not null,
  customer_id bigint not null,
  act text not null check (act ~ '^[a-z_]{3,40}$'),
  detail jsonb not null default '{}',
  by_member_id bigint,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index credit_event_list on credit_event (org_id, books_id, id);
create index credit_event_customer on credit_event (org_id, customer_id, id desc);

-- ---------------------------------------------------------------- late payment

-- A trained model with what it was worth on later months.
create table late_model (
  org_id bigint not null,
  id bigint generated by default as identity,
  books_id bigint not null,
  as_of date not null,
  kind text not null check (kind in ('baseline', 'logistic', 'trees')),
  model jsonb not null,
  figures jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id)
);
create index late_model_books on late_model (org_id, books_id, id desc);

-- The chance that an item is paid late, as it was when the item was issued.
create table late_prediction (
  org_id bigint not null,
  item_id bigint not null,
  books_id bigint not null,
  customer_id bigint not null,
  model_id bigint not null,
  -- of a thousand
  probability int not null check (probability between 0 and 1000),
  because jsonb not null default '[]',
  predicted_at timestamptz not null default clock_timestamp(),
  primary key (org_id, item_id),
  foreign key (org_id, item_id) references open_item (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, model_id) references late_model (org_id, id)
);
create index late_prediction_customer on late_prediction (org_id, customer_id);

do $$
declare t text;
begin
  foreach t in array array['credit_exposure', 'credit_setting', 'credit_flag', 'credit_cover',
    'customer_credit', 'credit_month', 'credit_term', 'credit_proposal', 'credit_event', 'late_model',
    'late_prediction']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organisation on %I using (org_id = (select current_setting(''app.org_id'')::bigint)) with check (org_id = (select current_setting(''app.org_id'')::bigint))', t);
    execute format('grant select, insert on %I to qz_app', t);
  end loop;
end $$;
revoke insert on credit_exposure from qz_app;
grant update (ended_at, ended_by) on credit_flag, credit_cover to qz_app;
grant update (as_of, score, rating, trend, confidence, payment_index, detail, warnings,
  formula_limit_minor, setting_version, rated_at) on customer_credit to qz_app;
grant update (score, rating, payment_index, exposure_minor, limit_minor) on credit_month to qz_app;
grant update (applied_at) on credit_term to qz_app;
grant update (state, approval_id, decided_by, decided_at, comment) on credit_proposal to qz_app;
grant update (model_id, probability, because, predicted_at) on late_prediction to qz_app;
grant usage on all sequences in schema public to qz_app;

-- The owner adds up what is there, for every organisation at once; then row-level security is forced
-- on the new tables, and again on those it was lifted from.
alter table organisation no force row level security;
alter table open_item no force row level security;
alter table allocation no force row level security;
alter table receipt no force row level security;
alter table receipt_claim no force row level security;
alter table customer no force row level security;
alter table books no force row level security;
insert into credit_exposure (org_id, customer_id, books_id, open_minor, uninvoiced_minor, bills_minor,
  advances_minor, unapplied_minor)
select o.org_id, r.customer_id, r.books_id, r.open_minor, r.uninvoiced_minor, r.bills_minor,
  r.advances_minor, r.unapplied_minor
from organisation o, exposures_of_records(o.org_id) r;
alter table organisation force row level security;
alter table open_item force row level security;
alter table allocation force row level security;
alter table receipt force row level security;
alter table receipt_claim force row level security;
alter table customer force row level security;
alter table books force row level security;

do $$
declare t text;
begin
  foreach t in array array['credit_exposure', 'credit_setting', 'credit_flag', 'credit_cover',
    'customer_credit', 'credit_month', 'credit_term', 'credit_proposal', 'credit_event', 'late_model',
    'late_prediction']
  loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

-- ---------------------------------------------------------------- one question, one round trip

-- Everything an order release is decided by. Two rows: the number stands in two sets of books.
create function credit_facts(org bigint, books bigint, customer_no text, customer bigint,
  at timestamptz) returns table (id bigint, no text, name text, books_id bigint, home_currency text,
  on_hold boolean, hold_id bigint, hold_reason text, held_at timestamptz, term_id bigint,
  limit_minor bigint, method text, effective_from date, open_minor bigint, uninvoiced_minor bigint,
  bills_minor bigint, advances_minor bigint, unapplied_minor bigint, rating text)
language plpgsql as $$
begin
  perform set_config('app.org_id', org::text, true);
  return query
    select c.id, c.no, c.name, b.id, b.home_currency::text, c.on_hold, h.id, h.reason, h.placed_at,
      t.id, t.limit_minor::bigint, t.method, t.effective_from, coalesce(e.open_minor, 0)::bigint,
      coalesce(e.uninvoiced_minor, 0)::bigint, coalesce(e.bills_minor, 0)::bigint,
      coalesce(e.advances_minor, 0)::bigint, coalesce(e.unapplied_minor, 0)::bigint, r.rating
    from public.books b
    join lateral (
      select x.* from public.customer x
      where customer is null and x.org_id = b.org_id and x.books_id = b.id and x.no = customer_no
      union all
      select x.* from public.customer x
      where customer is not null and x.org_id = b.org_id and x.id = customer and x.books_id = b.id
    ) c on true
    left join public.credit_exposure e on e.org_id = b.org_id and e.customer_id = c.id
    left join public.customer_credit r on r.org_id = b.org_id and r.customer_id = c.id
    left join public.supply_hold h
      on h.org_id = b.org_id and h.customer_id = c.id and h.lifted_at is null
    left join lateral (
      select x.id, x.limit_minor, x.method, x.effective_from from public.credit_term x
      where x.org_id = b.org_id and x.customer_id = c.id
        and x.effective_from <= (at at time zone b.time_zone)::date
      order by x.effective_from desc, x.id desc limit 1) t on true
    where b.org_id = org and (books is null or b.id = books)
    limit 2;
end $$;

-- Who is behind an API token: the member, while both are live. Notes the use once a minute.
create function actor_of_token(hash bytea, at timestamptz) returns table (org_id bigint,
  member_id bigint, scopes text[], role text, language text, name text, limits jsonb)
language plpgsql as $$
declare token public.api_token;
begin
  perform set_config('app.org_id', '0', true), set_config('app.token_hash', encode(hash, 'hex'), true);
  select * into token from public.api_token k where k.token_hash = hash and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > at);
  perform set_config('app.token_hash', '', true);
  if token.id is null then return; end if;
  perform set_config('app.org_id', token.org_id::text, true);
  if token.last_used_at is null or token.last_used_at < at - interval '1 minute' then
    update public.api_token k set last_used_at = at where k.org_id = token.org_id and k.id = token.id;
  end if;
  return query select m.org_id, m.id, token.scopes, m.role, m.language, m.name, m.limits
    from public.member m where m.org_id = token.org_id and m.id = token.member_id and m.active;
end $$;
