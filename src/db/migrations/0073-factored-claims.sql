-- A run asks which claims a factor has; they are few, and no other item is read for it. Breaks no
-- running version; writes to open_item wait while the index is made, which reads the table once.

create index open_item_factored on open_item (org_id, books_id, linked_item_id) where kind = 'factored';
