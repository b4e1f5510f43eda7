-- Claims sold to a factor 保理 (J42): what the factor has of a claim is an item of its own, on the claim's
-- account where it was sold with recourse, on none where it left the books; money that still reaches us
-- for such a claim is held for the factor (2241.04). Rows there already keep to a narrower list of kinds
-- and need not be looked at again. Breaks no running version; locks open_item for the moment in which
-- the list is replaced.

alter table open_item drop constraint open_item_kind_check;
alter table open_item add constraint open_item_kind_check check (kind in ('invoice', 'interest',
  'debit_note', 'credit_note', 'delivery', 'retention', 'bill', 'bill_discounted', 'bill_endorsed',
  'e_receivable', 'advance', 'plan', 'payable', 'deposit', 'factored', 'held_for_factor',
  'written_off')) not valid;
