-- Bills discounted or endorsed before their maturity (J30, J31): what somebody else holds of a bill is an
-- item of its own, on the bill's account, or on none where the bill left the books (a memo, like a
-- written-off claim). Rows there already keep to a narrower list of kinds and need not be looked at
-- again. Breaks no running version; locks open_item for the moment in which the list is replaced.

alter table open_item drop constraint open_item_kind_check;
alter table open_item add constraint open_item_kind_check check (kind in ('invoice', 'interest',
  'debit_note', 'credit_note', 'delivery', 'retention', 'bill', 'bill_discounted', 'bill_endorsed',
  'e_receivable', 'advance', 'plan', 'payable', 'deposit', 'written_off')) not valid;
