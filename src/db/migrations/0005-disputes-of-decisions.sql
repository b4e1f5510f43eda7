-- A deduction that a person leaves open as disputed belongs to the decision that left it: its undo
-- takes the dispute back. Adds a column that is null in every present row, so it breaks no running
-- version; adding the key locks item_change and decision against writing for a moment.
alter table item_change add column decision_id bigint;
-- row-level security also holds for the owner; the check of the new key then asks for an organisation
select set_config('app.org_id', '0', true);
alter table item_change add foreign key (org_id, decision_id) references decision (org_id, id);
create index item_change_decision on item_change (org_id, decision_id) where decision_id is not null;
