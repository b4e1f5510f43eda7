-- A dispute may end by goods taken in payment (J44). Rows there already keep to a narrower list of ends and
-- need not be looked at again. Breaks no running version; locks dispute for the moment in which the
-- list is replaced.

alter table dispute drop constraint dispute_resolution_check;
alter table dispute add constraint dispute_resolution_check check (resolution in ('credit_note',
  'price_corrected', 'redelivered', 'rejected', 'written_off', 'goods_taken', 'accepted_by_customer',
  'withdrawn')) not valid;
