// Our open items and unapplied money of one customer on one day, as entries beside the other side's
// list of open items.
import type { BookedEntry } from "../../core/comparison/period.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { selectStatementItems, selectUnappliedReceipts } from "../../db/statement-source.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { customerAccounts } from "../../reports/customer-ledger.ts";
import type { Deps } from "../deps.ts";
import type { ComparingOrder } from "./comparing.ts";
import type { BookedOn } from "./store-compared.ts";

type OpenEntry = BookedEntry & BookedOn;

export async function loadOpenItems(
  deps: Deps,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly currency: string;
    readonly asOf: IsoDate;
  },
): Promise<{
  readonly openItems: NonNullable<ComparingOrder["openItems"]>;
  readonly bookedOn: ReadonlyMap<string, BookedOn>;
}> {
  const { orgId, booksId, customerId, currency, asOf } = of;
  const entries = await inOrganisation(deps.pool, orgId, async (db): Promise<OpenEntry[]> => {
    const scope = {
      orgId,
      booksId,
      customerIds: [customerId],
      accounts: customerAccounts,
      from: asOf,
      to: asOf,
      knownAt: deps.clock.now().toISOString(),
    };
    const items = await selectStatementItems(db, scope);
    const money = await selectUnappliedReceipts(db, scope);
    return [
      ...items
        .filter((item) => item.currency === currency && item.openMinor !== 0)
        .map((item) => ({
          ...dated(`i${item.id}`, item.issueDate ?? asOf),
          no: item.no,
          refs: item.reference === null ? [] : [item.reference],
          memo: "",
          minor: item.openMinor,
          kind: "document" as const,
          itemId: item.id,
          receiptId: null,
        })),
      ...money
        .filter((one) => one.currency === currency)
        .map((one) => ({
          ...dated(`r${one.id}`, one.date),
          no: one.no,
          refs: [],
          memo: "",
          minor: -one.unappliedMinor,
          kind: "money" as const,
          itemId: null,
          receiptId: one.id,
        })),
    ];
  });
  return {
    openItems: { asOf, ours: entries.map(({ itemId: _, receiptId: __, ...entry }) => entry) },
    bookedOn: new Map(entries.map((entry) => [entry.id, entry])),
  };
}

function dated(id: string, date: string) {
  return { id, date: isoDate(date), bookedOn: isoDate(date) };
}
