// Deliveries a customer has confirmed before invoicing: what is to be invoiced now.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type ToInvoiceRow = {
  readonly itemId: number;
  readonly no: string;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly taxId: string;
  readonly statementId: number;
  readonly statementNo: string;
  readonly issueDate: string | null;
  readonly currency: string;
  /** What of the delivery is not invoiced yet. */
  readonly openMinor: number;
  readonly agreedAt: Date | null;
  readonly agreedBy: string;
};

/** Agreed or settled lines of statements before invoicing, while their delivery is still one. */
export async function selectToInvoice(
  db: Db,
  { orgId, booksId }: InBooks,
  month: string | null,
): Promise<ToInvoiceRow[]> {
  const { rows } = await db.query<ToInvoiceRow>(
    `select distinct on (i.id) i.id as "itemId", i.no, c.id as "customerId", c.no as "customerNo",
       c.name as "customerName", c.tax_id as "taxId", s.id as "statementId", s.no as "statementNo",
       i.issue_date as "issueDate", i.currency,
       (i.amount_minor - i.applied_minor)::bigint as "openMinor", l.decided_at as "agreedAt",
       l.decided_by as "agreedBy"
     from statement s
     join statement_line l on l.org_id = s.org_id and l.statement_id = s.id
     join open_item i on i.org_id = l.org_id and i.id = l.item_id
     join customer c on c.org_id = s.org_id and c.id = s.customer_id
     where s.org_id = $1 and s.books_id = $2 and s.form = 'preinvoice'
       and s.confirmation not in ('draft', 'withdrawn', 'superseded')
       and l.state in ('agreed', 'resolved') and i.kind = 'delivery' and i.cancelled_at is null
       and i.amount_minor <> i.applied_minor
       and ($3::text is null or to_char(s.to_date, 'YYYY-MM') = $3)
     order by i.id, s.id desc limit 10000`,
    [orgId, booksId, month],
  );
  return rows;
}
