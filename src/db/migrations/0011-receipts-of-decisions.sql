-- Receipts that a decision made (bills) are found by their entry when it is undone. Bank lines, nearly
-- all receipts, stay out of the index. Breaks no running version; locks receipt for a moment.
create index receipt_entry on receipt (org_id, entry_id) where kind <> 'bank_line';
