// Invoices of a staged file that bill deliveries the books have (J04 in place of J02), and those of
// which only a person can say it: the same for the preview and for the import.
import type { DeliveryPlacing, ImportChoices, ImportPreview } from "../../contract/imports.ts";
import { isoDate } from "../../core/date.ts";
import {
  type DeliveryOnHand,
  type Placing,
  placeInvoices,
} from "../../core/ledger/match-deliveries.ts";
import { formatGrouped, formatMinor } from "../../core/money.ts";
import { selectDeliveriesOfStaged } from "../../db/delivery-invoices.ts";
import { type StagedInvoice, stagedInvoices } from "../../db/items-in.ts";
import type { Db } from "../../db/pool.ts";
import type { ImportProblem } from "../../importers/importer.ts";

export type PlacedInvoices = {
  readonly deliveries: readonly DeliveryOnHand[];
  readonly placed: readonly { readonly invoice: StagedInvoice; readonly placing: Placing }[];
};

/** Shown at most; what waits for a person comes first. */
const shownInvoices = 200;
/** Deliveries offered for one invoice. */
const shownDeliveries = 30;

export async function placeStaged(
  client: Db,
  of: { readonly orgId: number; readonly booksId: number },
  choices: ImportChoices,
): Promise<PlacedInvoices> {
  const deliveries = await selectDeliveriesOfStaged(client, of);
  if (deliveries.length === 0) return { deliveries, placed: [] };
  const customers = [...new Set(deliveries.map(({ customerId }) => customerId))];
  const invoices = await stagedInvoices(client, of, customers);
  const chosen = new Map(
    (choices.deliveries ?? []).map(({ row, no, deliveryIds }) => [`${row} ${no}`, deliveryIds]),
  );
  const placings = placeInvoices(
    invoices.map((invoice) => ({
      ...invoice,
      issueDate: invoice.issueDate === null ? null : isoDate(invoice.issueDate),
      chosen: chosen.get(`${invoice.rowNo} ${invoice.no}`) ?? null,
    })),
    deliveries,
  );
  const placed = invoices.map((invoice, index) => ({ invoice, placing: placings[index]! }));
  return { deliveries, placed };
}

export function undecidedOf({ placed }: PlacedInvoices): StagedInvoice[] {
  return placed.flatMap(({ invoice, placing }) => (placing.by === "person" ? [invoice] : []));
}

/** For the card: what is booked as J04, and what a person must say. */
export function placingsOnWire(
  found: PlacedInvoices,
  choices: ImportChoices,
): NonNullable<ImportPreview["deliveries"]> {
  const { deliveries, placed } = found;
  const said = new Set((choices.deliveries ?? []).map(({ row, no }) => `${row} ${no}`));
  const shown = placed.filter(
    ({ invoice, placing }) =>
      placing.by !== "nothing" || said.has(`${invoice.rowNo} ${invoice.no}`),
  );
  const undecided = shown.filter(({ placing }) => placing.by === "person");
  // what was answered stays where it stood: the next question does not move under the hand
  const rows = [...shown.filter(isAskedFor), ...shown.filter((one) => !isAskedFor(one))];
  const byCustomer = Map.groupBy(deliveries, placeOf);
  return {
    billing: shown.length - undecided.length - shown.filter(isAnotherSale).length,
    undecided: undecided.length,
    rows: rows.slice(0, shownInvoices).map(({ invoice, placing }): DeliveryPlacing => {
      const ids = "ids" in placing ? placing.ids : [];
      const first = new Set([...ids, ...("candidates" in placing ? placing.candidates : [])]);
      const own = byCustomer.get(placeOf(invoice)) ?? [];
      const { currency } = invoice;
      return {
        row: invoice.rowNo,
        no: invoice.no,
        customer: invoice.customerName,
        issueDate: invoice.issueDate,
        currency,
        amount: formatMinor(invoice.amountMinor, currency),
        by: placing.by,
        deliveryIds: [...ids],
        suggested: placing.by === "person" ? placing.suggested : null,
        candidates: own
          .toSorted((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)))
          .slice(0, shownDeliveries)
          .map(({ id, no, issueDate, unbilledMinor }) => ({
            ...{ id, no, issueDate },
            unbilled: formatMinor(unbilledMinor, currency),
          })),
      };
    }),
  };
}

const isAskedFor = ({ placing }: PlacedInvoices["placed"][number]) =>
  placing.by !== "number" && placing.by !== "amount";
const isAnotherSale = ({ placing }: PlacedInvoices["placed"][number]) => placing.by === "nothing";
const placeOf = (of: { readonly customerId: number; readonly currency: string }) =>
  `${of.customerId} ${of.currency}`;

/** Of an imported file. A row that waits names its customer: nothing of theirs is settled by amount alone. */
export function undecidedProblems(found: PlacedInvoices): ImportProblem[] {
  return found.placed.flatMap(({ invoice, placing }): ImportProblem[] => {
    if (placing.by !== "person") return [];
    const { rowNo, no, currency, amountMinor, customerNo, customerName } = invoice;
    const amount = formatGrouped(amountMinor, currency);
    return [
      {
        code: "delivery_undecided",
        severity: "row",
        place: { row: rowNo },
        excerpt: no,
        fields: {
          value: no,
          amount,
          currency,
          count: placing.candidates.length,
          customerNo,
          customerName,
        },
      },
    ];
  });
}
