-- Entries of two ledgers that may be read in several ways have a result of their own, which is neither a
-- difference nor agreed. Breaks no running version; locks comparison_group while its rows are checked.
alter table comparison_group
  drop constraint comparison_group_verdict_check,
  add constraint comparison_group_verdict_check check (verdict in ('agreed', 'amount_differs',
    'ours_only', 'theirs_only', 'timing', 'cancelled', 'undecided'));
