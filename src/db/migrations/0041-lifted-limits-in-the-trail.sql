-- 0037 lifted the signing limit of first administrators without a word in the audit trail. The trail
-- tells it now, as what it is: written afterwards, by the program. One record for each administrator
-- who had exactly that limit and has none: the first one of an organisation, who was made with it, and
-- whoever the trail says was given it; not those whose limit an approval took away. The text that is
-- hashed is that of auditText (core/ledger/chain.ts); every part of it here is plain ASCII, for which
-- to_json writes what JSON.stringify writes. Appends to audit_event alone; breaks no running version;
-- holds the writing lock of an organisation until the migrations are done.
alter table member no force row level security;
alter table approval no force row level security;
alter table chain_head no force row level security;
alter table audit_event no force row level security;

do $$
declare
  lifted record;
  step constant text := '0037-administrators-sign';
  at timestamptz;
  head chain_head;
  told text;
  link text;
begin
  for lifted in
    select m.org_id, m.id, to_char(s.run_on at time zone 'UTC', 'YYYY-MM-DD') as ran_on
    from member m join house.migration s on s.name = step and m.created_at < s.run_on
    where m.role = 'administrator' and m.limits ->> 'approve' is null
      and (exists (select from audit_event a where a.org_id = m.org_id and a.member_id = m.id
             and a.action = 'organisation_created')
        or exists (select from audit_event a where a.org_id = m.org_id and a.subject_kind = 'member'
             and a.subject_id = m.id
             and coalesce(a.detail #>> '{limits,approve}', a.detail #>> '{to,limits,approve}')
               = '10000.00'))
      and not exists (select from approval p where p.org_id = m.org_id and p.act = 'change_limits'
            and p.state = 'approved' and (p.payload #>> '{limits,memberId}')::bigint = m.id
            and p.payload #>> '{limits,from,approve}' is not null
            and p.payload #>> '{limits,to,approve}' is null)
    order by m.org_id, m.id
  loop
    at := begin_recording(lifted.org_id);
    select * into head from chain_head c where c.org_id = lifted.org_id and c.chain = 'audit';
    told := format('{"from":"10000.00","limit":"approve","on":"%s","step":"%s"}', lifted.ran_on, step);
    link := format('[%s,"%s","system",null,"limit.lifted","member",%s,%s]', head.seq + 1,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), lifted.id, to_json(told));
    insert into audit_event (org_id, seq, recorded_at, actor, member_id, action, subject_kind,
      subject_id, detail, prev_hash, hash)
    values (lifted.org_id, head.seq + 1, at, 'system', null, 'limit.lifted', 'member', lifted.id,
      told::jsonb, head.hash, sha256(head.hash || convert_to(link, 'UTF8')));
    update chain_head c set seq = head.seq + 1, hash = sha256(head.hash || convert_to(link, 'UTF8'))
    where c.org_id = lifted.org_id and c.chain = 'audit';
  end loop;
end $$;

alter table member force row level security;
alter table approval force row level security;
alter table chain_head force row level security;
alter table audit_event force row level security;
