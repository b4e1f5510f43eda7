-- A contract that was entered by mistake or given up is cancelled with its reason; it stays to be
-- seen. Adds columns that are empty in every present row, so it breaks no running version; locks
-- contract for a moment.
alter table contract add column cancelled_at timestamptz;
alter table contract add column cancel_reason text not null default '';
-- what may be updated is granted by column
grant update (cancelled_at, cancel_reason) on contract to qz_app;
