-- A run posts in two transactions at once. Whoever else records waits until neither writes: the entries
-- of the second are numbered before the first has ended, and a third one between them would want the
-- same numbers. So the writing lock begins with a gate: recorders pass it alone, the two of a run
-- together. Requests queue in their order, so nobody waits for more than the two under way. Breaks no
-- running version: without the gate the rows of chain_head are locked as before.

drop function begin_recording(bigint);
create function begin_recording(org bigint, together boolean default false) returns timestamptz
language plpgsql as $$
declare at timestamptz;
begin
  if together then
    perform pg_advisory_xact_lock_shared(hashtextextended('recording', org));
  else
    perform pg_advisory_xact_lock(hashtextextended('recording', org));
  end if;
  insert into chain_head (org_id, chain) values (org, 'entry'), (org, 'audit') on conflict do nothing;
  select greatest(clock_timestamp(), recorded_at + interval '1 microsecond') into at
    from chain_head where org_id = org and chain = 'entry' for update;
  perform 1 from chain_head where org_id = org and chain = 'audit' for update;
  update chain_head set recorded_at = at where org_id = org and chain = 'entry';
  return at;
end $$;

-- For the second: false if somebody waits at the gate or holds it alone.
create function record_beside(org bigint) returns boolean language sql as $$
  select pg_try_advisory_xact_lock_shared(hashtextextended('recording', org))
$$;
