-- Entries of two ledgers that may be read in several ways have a result of their own, which is neither a
-- difference nor agreed. Breaks no running version; locks comparison_group while its rows are checked.
alter table comparison_group
  drop constraint comparison_group_verdict_check,
  add constraint comparison_group_verdict_check check (verdict in ('agreed', 'amount_differs',
    'ours_only', 'theirs_only', 'timing', 'cancelled', 'undecided'));
-- What was found so before stood there as another amount; the owner sets it right for every organisation.
alter table comparison_group no force row level security;
update comparison_group set verdict = 'undecided' where found_by = 'either' and verdict = 'amount_differs';
alter table comparison_group force row level security;
