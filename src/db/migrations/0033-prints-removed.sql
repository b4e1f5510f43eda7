-- Archives of bulk prints are removed after some days; the order stays and says when. Breaks no running
-- version: a column with no default; a short lock on print_order.
alter table print_order add column removed_at timestamptz;
grant update (removed_at) on print_order to qz_app;
