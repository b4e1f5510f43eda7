-- Lookups of an import by its batch (what stands on it, undo) and of statements by account and day
-- (gaps, data health). Breaks nothing; locks the three tables against writing while it builds.
create index bank_line_batch on bank_line (org_id, batch_id);
create index open_item_batch on open_item (org_id, batch_id) where batch_id is not null;
create index bank_statement_days on bank_statement (org_id, bank_account_id, to_date);
create index import_batch_file on import_batch (org_id, file_id);
create index import_batch_list on import_batch (org_id, books_id, id desc);
create index job_run_ref on job_run (org_id, kind, ref_id, id desc) where ref_id is not null;
