// What people's confirmations taught: this account, this name pays for that customer.
import type pg from "pg";

export type LearnedFact = {
  readonly customerId: number;
  readonly kind: "account" | "alias";
  readonly value: string;
};

/** One more confirmation, or the first; a revoked fact starts again. */
export async function confirmFacts(
  client: pg.ClientBase,
  who: { readonly orgId: number; readonly memberId: number | null; readonly lineId: number },
  facts: readonly LearnedFact[],
): Promise<void> {
  for (const fact of facts) {
    await client.query(
      `insert into customer_fact (org_id, customer_id, kind, value, provenance, confirmations,
         learned_from_line_id, by_member_id, last_used_at)
       values ($1, $2, $3, $4, 'learned', 1, $5, $6, now())
       on conflict (org_id, customer_id, kind, value, provenance) where revoked_at is null
       do update set confirmations = customer_fact.confirmations + 1, last_used_at = now()`,
      [who.orgId, fact.customerId, fact.kind, fact.value, who.lineId, who.memberId],
    );
  }
}

/** An undone decision takes its confirmation back; a fact nobody confirms any more is revoked. */
export async function retractFacts(
  client: pg.ClientBase,
  orgId: number,
  facts: readonly LearnedFact[],
): Promise<void> {
  for (const fact of facts) {
    await client.query(
      `update customer_fact set confirmations = greatest(confirmations - 1, 0),
              revoked_at = case when confirmations <= 1 then now() end
       where org_id = $1 and customer_id = $2 and kind = $3 and value = $4
         and provenance = 'learned' and revoked_at is null`,
      [orgId, fact.customerId, fact.kind, fact.value],
    );
  }
}

export type PayerOfLine = {
  readonly lineId: number;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly payerName: string;
  readonly payerAccount: string;
  /** The account is in the master data of some customer, or is our own. */
  readonly isKnownAccount: boolean;
};

const payerColumns = `l.id as "lineId", c.id as "customerId", c.name as "customerName",
  l.payer_name as "payerName", l.payer_account as "payerAccount",
  exists (select from customer_fact f where f.org_id = l.org_id and f.kind = 'account'
      and f.provenance = 'master' and f.revoked_at is null and f.value = l.payer_account)
    or exists (select from bank_account b where b.org_id = l.org_id
      and b.account_no = l.payer_account) as "isKnownAccount"`;

/** As what people decided says; also after it was undone, for its records stay. */
export async function selectPayersOfDecisions(
  client: pg.ClientBase,
  orgId: number,
  decisionIds: readonly number[],
): Promise<PayerOfLine[]> {
  const { rows } = await client.query<PayerOfLine>(
    `select distinct ${payerColumns}
     from decision d
     join receipt r on r.org_id = d.org_id and (r.bank_line_id = d.bank_line_id
       or d.detail -> 'lineIds' @> to_jsonb(r.bank_line_id))
     join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     join customer c on c.org_id = d.org_id and c.id in (
       select x.customer_id from receipt_claim x
       where x.org_id = d.org_id and x.decision_id = d.id and x.receipt_id = r.id
       union
       select a.receipt_customer_id from allocation a
       where a.org_id = d.org_id and a.decision_id = d.id and a.receipt_id = r.id)
     where d.org_id = $1 and d.id = any($2) and d.kind in ('confirm', 'manual', 'claim')
     order by 1, 2`,
    [orgId, decisionIds],
  );
  return rows;
}

export async function selectPayersOfLines(
  client: pg.ClientBase,
  orgId: number,
  lineIds: readonly number[],
): Promise<PayerOfLine[]> {
  const { rows } = await client.query<PayerOfLine>(
    `select ${payerColumns}
     from bank_line l
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     left join customer c on c.org_id = r.org_id and c.id = r.customer_id
     where l.org_id = $1 and l.id = any($2)`,
    [orgId, lineIds],
  );
  return rows;
}
