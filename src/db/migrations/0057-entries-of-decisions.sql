-- Entries are looked up by their source only where it is a decision. An index of those alone, by the
-- number, is a third as large; importing writes nothing into it. Breaks no running version; locks
-- entry while it is made.
create index entry_decision on entry (org_id, source_id) where source_kind = 'decision';
drop index entry_source;
