-- Webhook deliveries are removed some days after their end, and an event with its last delivery: they
-- tell of the books and are no part of them. Breaks no running version: a right and an index; locks
-- webhook_delivery while the index is built.
create index webhook_delivery_event on webhook_delivery (org_id, event_id);
grant delete on webhook_delivery, webhook_event to qz_app;
