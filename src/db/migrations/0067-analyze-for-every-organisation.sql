-- Tables were analysed anew when they had grown by a fifth. A second organisation beside a large one never
-- makes them grow so much: its thousands of rows were taken for one, and each row of one table was looked
-- up by reading all of another (minutes in place of a second). A thousand changed rows are enough now; a
-- table is still read in samples alone. Breaks no running version; locks nothing.

create or replace function refresh_statistics() returns void language plpgsql security definer
set search_path = public, pg_temp set default_statistics_target = 20 as $$
declare t text;
begin
  for t in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname in ('customer', 'customer_fact',
      'open_item', 'bank_line', 'receipt', 'receipt_claim', 'allocation', 'entry', 'posting_line',
      'match', 'decision', 'item_change', 'unsettled_item', 'undecided_line', 'unapplied_receipt')
      and (pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * 1.2
        or pg_stat_get_mod_since_analyze(c.oid) >= 1000)
  loop
    execute format('analyze %I', t);
  end loop;
end $$;
