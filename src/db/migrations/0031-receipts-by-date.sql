-- Receipts of a day or a month are asked for on the first page of everybody. An index: breaks no running
-- version; receipt takes no new rows while it is made.
create index receipt_date on receipt (org_id, books_id, date) where cancelled_at is null;
