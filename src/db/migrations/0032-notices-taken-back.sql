-- A notice of a difference can be taken back and its link made dead: the notice knows its invitation, who
-- took it back and when; the trail of the difference has words for it. Breaks no running version: columns
-- are added, the check allows more. Takes short locks on difference_notice and difference_event.
-- The owner looks at every organisation while it checks the reference and fills the column.
alter table difference_notice no force row level security;
alter table portal_invitation no force row level security;
alter table difference_notice
  add column invitation_id bigint,
  add column withdrawn_at timestamptz,
  add column withdrawn_by text not null default '',
  add foreign key (org_id, invitation_id) references portal_invitation (org_id, id),
  add check ((state = 'withdrawn') = (withdrawn_at is not null));

-- Links of notices sent before: made in the same transaction, for the same contact, of no statement.
update difference_notice n set invitation_id = (
  select p.id from portal_invitation p
  where p.org_id = n.org_id and p.customer_id = n.customer_id and p.contact_id = n.contact_id
    and p.statement_id is null and p.created_at <= n.sent_at
    and p.created_at > n.sent_at - interval '5 minutes'
    and not exists (select from difference_notice o where o.org_id = p.org_id
      and o.customer_id = p.customer_id and o.id < n.id and o.sent_at between p.created_at and n.sent_at)
  order by p.created_at desc, p.id limit 1);
alter table difference_notice force row level security;
alter table portal_invitation force row level security;

alter table difference_event drop constraint difference_event_act_check;
alter table difference_event add constraint difference_event_act_check check (act in ('found',
  'examined', 'recoded', 'assigned', 'moved', 'dated', 'noted', 'asked', 'resolved', 'reopened',
  'withdrawn', 'told', 'notice_withdrawn', 'link_revoked'));

grant update (invitation_id, withdrawn_at, withdrawn_by) on difference_notice to qz_app;
