// Imported invoices that bill deliveries of the books: each by J04, as a decision of its own, so that it
// can be taken back alone; with the import they are taken back all.
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import type { Periods } from "../../core/ledger/accounting-date.ts";
import type { LedgerSettings } from "../../core/ledger/accounts.ts";
import { billDeliveries, type DeliveryToBill } from "../../core/ledger/bill-deliveries.ts";
import { salesOrigin } from "../../core/ledger/event-codes.ts";
import type { NewItem, Posting } from "../../core/ledger/open.ts";
import { applyItemUse } from "../../core/ledger/records.ts";
import { toSafeMinor } from "../../core/money.ts";
import { insertDecisions, type NewDecision } from "../../db/decisions.ts";
import {
  insertDeliveryInvoices,
  type NewDeliveryInvoice,
  selectUnbilled,
} from "../../db/delivery-invoices.ts";
import type { NewItemRow, StagedItem } from "../../db/items-in.ts";
import { selectLedgerItems } from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";
import {
  type NewAllocation,
  type NewEntry,
  type Recording,
  reserveIds,
} from "../../db/recording.ts";
import { deliveryToBill, invoiceDate } from "../posting/deliveries.ts";
import { idSource, postingRows } from "../posting/posting-records.ts";
import type { PlacedInvoices } from "./place-invoices.ts";

/** The deliveries that the staged invoices bill, as the invoices before each have left them. */
export class StagedBilling {
  readonly #idsOf: ReadonlyMap<number, readonly number[]>;
  readonly #deliveries: Map<number, DeliveryToBill>;

  private constructor(
    idsOf: ReadonlyMap<number, readonly number[]>,
    deliveries: Map<number, DeliveryToBill>,
  ) {
    this.#idsOf = idsOf;
    this.#deliveries = deliveries;
  }

  static async load(
    client: Db,
    recording: Recording,
    { placed }: PlacedInvoices,
  ): Promise<StagedBilling> {
    const idsOf = new Map(
      placed.flatMap(({ invoice, placing }) =>
        "ids" in placing ? [[invoice.id, placing.ids] as const] : [],
      ),
    );
    const ids = [...new Set([...idsOf.values()].flat())];
    const items = await selectLedgerItems(client, recording, ids);
    const unbilled = await selectUnbilled(client, recording, ids);
    const deliveries = new Map(
      ids.map((id) => {
        const [delivery, left] = [items.get(String(id)), unbilled.get(id)];
        assert(delivery !== undefined && left !== undefined, "a delivery that was just found");
        return [id, deliveryToBill(delivery, left)];
      }),
    );
    return new StagedBilling(idsOf, deliveries);
  }

  bills(item: Pick<StagedItem, "id">): boolean {
    return this.#idsOf.has(item.id);
  }

  /** Null: it bills no delivery. */
  post(item: StagedItem, of: BillingOf): Posting | null {
    const ids = this.#idsOf.get(item.id);
    if (ids === undefined) return null;
    const deliveries = ids.map((id) => this.#deliveries.get(id)!);
    const { books, periods, newItem, taxMinor } = of;
    const { currency, amountMinor, homeMinor, issueDate, ...rest } = newItem;
    const from = deliveries.map(({ delivery }) => delivery);
    const accountingDate = invoiceDate(newItem.accountingDate, from, periods);
    const made = billDeliveries(
      { books, businessDate: issueDate, accountingDate, origin: salesOrigin(books) },
      deliveries,
      {
        face: { currency, amountMinor, homeMinor },
        taxMinor,
        mayExceed: true,
        item: { ...rest, issueDate, accountingDate },
      },
    );
    assert(made.ok, "what was placed fits");
    this.#take(made.value);
    return made.value;
  }

  #take({ billed = [], uses }: Posting): void {
    for (const { deliveryId, billedMinor, deferred } of billed) {
      const before = this.#deliveries.get(Number(deliveryId))!;
      const use = uses.find((one) => one.of === "item" && one.itemId === deliveryId);
      this.#deliveries.set(Number(deliveryId), {
        delivery: use?.of === "item" ? applyItemUse(before.delivery, use) : before.delivery,
        unbilledMinor: before.unbilledMinor - billedMinor,
        deferred: {
          ...before.deferred,
          amountMinor: before.deferred.amountMinor - deferred.amountMinor,
          homeMinor: before.deferred.homeMinor - deferred.homeMinor,
        },
      });
    }
  }
}

export type BillingOf = {
  readonly books: LedgerSettings;
  readonly periods: Periods;
  readonly newItem: NewItem;
  readonly taxMinor: bigint | null;
};

export type BilledRows = {
  readonly decisions: NewDecision[];
  readonly entries: NewEntry[];
  readonly allocations: NewAllocation[];
  readonly billed: NewDeliveryInvoice[];
};

/** What the postings write beside their items, which the import stores with all others. */
export async function billedStaged(
  client: Db,
  posted: readonly {
    readonly posting: Posting;
    readonly entryId: number;
    readonly date: IsoDate;
  }[],
): Promise<BilledRows> {
  const ids = await reserveIds(client, "decision", posted.length);
  const all: BilledRows = { decisions: [], entries: [], allocations: [], billed: [] };
  posted.forEach(({ posting, entryId, date }, index) => {
    const decisionId = ids[index]!;
    const { newItem } = posting;
    const record = { decisionId, matchId: null, rule: "", reason: "" };
    const dates = { accountingDate: date, businessDate: date };
    const code = "invoice_delivery";
    const rows = postingRows([{ posting, code }], { ...record, dates }, idSource([entryId]));
    all.entries.push(...rows.entries);
    all.allocations.push(...rows.allocations);
    all.billed.push(...rows.billed);
    all.decisions.push({
      ...{ id: decisionId, kind: "adjust", bankLineId: null, matchId: null, runId: null },
      ...{ reason: "", reversesId: null },
      detail: { adjustment: code, number: newItem?.number ?? "" },
    });
  });
  return all;
}

/** Their items must be stored before. */
export async function storeBilled(
  client: Db,
  recording: Recording,
  { decisions, billed }: BilledRows,
): Promise<void> {
  await insertDecisions(client, recording, decisions);
  await insertDeliveryInvoices(client, recording, billed);
}

/** The row as the posting left it: what is still to pay, since when, linked to its delivery. */
export function billedItem(item: StagedItem, { newItem, entry }: Posting): Partial<NewItemRow> {
  assert(newItem !== undefined, "an invoice begins an item");
  return {
    amountMinor: toSafeMinor(newItem.amountMinor),
    homeMinor: toSafeMinor(newItem.homeMinor),
    taxMinor: newItem.taxMinor === undefined ? null : toSafeMinor(newItem.taxMinor),
    ageFrom: newItem.ageFrom,
    accountingDate: entry?.accountingDate ?? item.accountingDate,
    linkedNo: item.linkedNo === "" ? (newItem.linkedNumber ?? "") : item.linkedNo,
    linkedItemId: newItem.linkedItemId === null ? null : Number(newItem.linkedItemId),
  };
}
