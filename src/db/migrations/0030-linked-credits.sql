-- Aging reads a million items once; the few credit notes that are aged with their invoice are found by
-- this index instead of by reading all of them again. Breaks no running version; locks open_item against
-- writing while it is built, which takes a second for a million items.
create index open_item_linked on open_item (org_id, books_id, id)
  where kind = 'credit_note' and linked_item_id is not null;
