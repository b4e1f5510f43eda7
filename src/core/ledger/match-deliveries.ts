// Which deliveries 未开票发货 the invoices of a file bill: named by their number, the number of their
// delivery note or of their statement, else the one delivery of exactly that amount. What several could
// be, a person says; never is an invoice booked as a sale where it may be one that is booked already.
import type { IsoDate } from "../date.ts";

export type InvoiceToPlace = {
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: number;
  /** Less than its amount where part of it was paid before. */
  readonly openMinor: number;
  readonly issueDate: IsoDate | null;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly linkedNo: string;
  readonly memo: string;
  /** What a person said: these deliveries; none of them = another sale; null = nothing yet. */
  readonly chosen: readonly number[] | null;
};

export type DeliveryOnHand = {
  readonly id: number;
  readonly customerId: number;
  readonly currency: string;
  readonly no: string;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly issueDate: IsoDate;
  /** What is left to pay of it: less than is unbilled where it was paid before its invoice. */
  readonly openMinor: number;
  /** What no invoice bills yet. */
  readonly unbilledMinor: number;
};

export type Placing =
  /** A sale of its own (J02). */
  | { readonly by: "nothing" }
  | { readonly by: "choice" | "number" | "amount"; readonly ids: readonly number[] }
  | {
      readonly by: "person";
      readonly candidates: readonly number[];
      /** The oldest that no invoice before it is offered; null = each of them is offered already. */
      readonly suggested: number | null;
    };

/** One answer an invoice, in their order. */
export function placeInvoices(
  invoices: readonly InvoiceToPlace[],
  deliveries: readonly DeliveryOnHand[],
): Placing[] {
  const left = new Map(deliveries.map(({ id, unbilledMinor }) => [id, unbilledMinor]));
  const byCustomer = Map.groupBy(deliveries, placeOf);
  const own = (invoice: InvoiceToPlace) =>
    (byCustomer.get(placeOf(invoice)) ?? []).filter(({ id }) => (left.get(id) ?? 0) > 0);
  const placed = new Map<InvoiceToPlace, Placing>();
  const offered = new Set<number>();
  const ask = (candidates: readonly DeliveryOnHand[]): Placing => {
    const ids = candidates.map(idOf);
    const suggested = ids.find((id) => !offered.has(id)) ?? null;
    if (suggested !== null) offered.add(suggested);
    return { by: "person", candidates: ids, suggested };
  };
  const take = (invoice: InvoiceToPlace, by: "choice" | "number" | "amount", ids: number[]) => {
    let rest = invoice.amountMinor;
    for (const id of ids) {
      const part = Math.min(rest, left.get(id) ?? 0);
      left.set(id, (left.get(id) ?? 0) - part);
      rest -= part;
    }
    placed.set(invoice, { by, ids });
  };
  // what a person said comes first, then what the papers say, then what only the amounts say
  for (const invoice of invoices) {
    if (invoice.chosen === null) continue;
    const ids = own(invoice)
      .filter(({ id }) => invoice.chosen?.includes(id))
      .map(({ id }) => id);
    if (invoice.chosen.length === 0) placed.set(invoice, { by: "nothing" });
    else if (ids.length === invoice.chosen.length) take(invoice, "choice", ids);
  }
  for (const invoice of invoices) {
    if (placed.has(invoice)) continue;
    const named = namedBy(invoice, own(invoice)).toSorted(byDay);
    const all = named.reduce((sum, { id }) => sum + (left.get(id) ?? 0), 0);
    if (named.length === 0) continue;
    const exact = named.filter(({ id }) => left.get(id) === invoice.amountMinor);
    if (named.length === 1 || all === invoice.amountMinor) {
      // more than was delivered is a further sale, another payment one we know nothing of: a person says so
      if (all < invoice.amountMinor || !knowsItsPayments(invoice, named)) {
        placed.set(invoice, ask(named));
      } else take(invoice, "number", named.map(idOf));
    } else if (exact.length === 1 && knowsItsPayments(invoice, exact))
      take(invoice, "number", exact.map(idOf));
    else placed.set(invoice, ask(named));
  }
  const unnamed = invoices.filter((invoice) => !placed.has(invoice));
  const rivals = Map.groupBy(unnamed, (one) => `${placeOf(one)} ${one.amountMinor}`);
  for (const invoice of unnamed) {
    const fitting = own(invoice).filter(
      ({ id, issueDate }) =>
        left.get(id) === invoice.amountMinor &&
        (invoice.issueDate === null || issueDate <= invoice.issueDate),
    );
    const isAlone = rivals.get(`${placeOf(invoice)} ${invoice.amountMinor}`)?.length === 1;
    // what was paid already may have been invoiced where nobody told these books of it
    const isUnpaid = fitting.every(({ openMinor, unbilledMinor }) => openMinor === unbilledMinor);
    const isAsPaid = isPartPaid(invoice) ? knowsItsPayments(invoice, fitting) : isUnpaid;
    if (fitting.length === 0) placed.set(invoice, { by: "nothing" });
    else if (fitting.length === 1 && isAlone && isAsPaid)
      take(invoice, "amount", fitting.map(idOf));
    else placed.set(invoice, ask(fitting.toSorted(byDay)));
  }
  return invoices.map((invoice) => placed.get(invoice) ?? { by: "nothing" });
}

const isPartPaid = ({ openMinor, amountMinor }: InvoiceToPlace) => openMinor !== amountMinor;

/** What is left of a part-paid invoice is left of its deliveries as well. */
function knowsItsPayments(invoice: InvoiceToPlace, deliveries: readonly DeliveryOnHand[]): boolean {
  const left = deliveries.reduce((sum, { openMinor }) => sum + openMinor, 0);
  return !isPartPaid(invoice) || left === invoice.openMinor;
}

const placeOf = (of: { readonly customerId: number; readonly currency: string }) =>
  `${of.customerId} ${of.currency}`;
const idOf = ({ id }: DeliveryOnHand) => id;

function byDay(a: DeliveryOnHand, b: DeliveryOnHand): number {
  if (a.issueDate === b.issueDate) return a.id - b.id;
  return a.issueDate < b.issueDate ? -1 : 1;
}

/** Several numbers in one cell, as people write them. */
const between = /[\s,，、;；|]+/;

/** A shorter number in a free text may be anything. */
const leastInMemo = 5;

function namedBy(
  { deliveryNo, statementNo, linkedNo, memo }: InvoiceToPlace,
  deliveries: readonly DeliveryOnHand[],
): DeliveryOnHand[] {
  const cited = new Set([deliveryNo, linkedNo].flatMap(wordsOf));
  const said = memo.toUpperCase();
  const statements = new Set(wordsOf(statementNo));
  const byNumber = deliveries.filter(({ no, deliveryNo: note }) =>
    [no, note].some(
      (number) =>
        wordsOf(number).some((word) => cited.has(word)) ||
        (number.length >= leastInMemo && isSaid(said, number.trim().toUpperCase())),
    ),
  );
  if (byNumber.length > 0) return byNumber;
  return deliveries.filter((one) => wordsOf(one.statementNo).some((no) => statements.has(no)));
}

function wordsOf(text: string): string[] {
  return text
    .toUpperCase()
    .split(between)
    .filter((word) => word !== "");
}

/** As a number of its own, not inside a longer one. */
function isSaid(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const around = `${text[at - 1] ?? ""} ${text[at + number.length] ?? ""}`;
    if (!/[0-9A-Z]/.test(around)) return true;
  }
  return false;
}
