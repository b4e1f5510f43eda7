// A statement from records: opening + movements = closing, and the closing is what the open items and
// the receipts not applied come to. Both are proven here; what does not tie is refused, not sent.
import { type IsoDate, isoDate } from "../date.ts";
import { formatMinor } from "../money.ts";
import { ok, type Result, refuse } from "../result.ts";
import { bucketOf, overdueBuckets, overdueDays } from "../terms/ages.ts";
import type { Sentence } from "../words/word.ts";
import type { SnapshotLine, SnapshotParty, StatementSnapshot } from "./snapshot.ts";
import type { StatementForm } from "./statement.ts";

export type StatementItem = {
  readonly itemId: number;
  readonly kind: string;
  /** Takes part in aging; an advance does not. */
  readonly isClaim: boolean;
  readonly no: string;
  readonly reference: string;
  readonly issueDate: string | null;
  /** Of a linked credit note: its invoice's. */
  readonly dueDate: string | null;
  readonly amountMinor: bigint;
  /** At the end of the period; advances and credit notes below zero. */
  readonly openMinor: bigint;
  readonly disputedMinor: bigint;
  /** Sold with recourse: in the balance, but to be paid to this factor; "": to us. */
  readonly factor: string;
};

export type StatementReceipt = {
  readonly receiptId: number;
  readonly no: string;
  readonly date: string;
  readonly amountMinor: bigint;
  readonly unappliedMinor: bigint;
};

export type StatementMovement = {
  readonly date: string;
  readonly what: Sentence;
  readonly no: string;
  readonly side: "debit" | "credit";
  /** A reversal keeps its side with an amount below zero. */
  readonly minor: bigint;
};

export type StatementSource = {
  readonly no: string;
  readonly form: StatementForm;
  readonly language: "zh" | "en";
  readonly currency: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly madeOn: string;
  readonly replyBy: string;
  readonly sender: StatementSnapshot["sender"];
  readonly customer: SnapshotParty & { readonly id: number; readonly no: string };
  /** Of the ledger at the day before the period and at its end. */
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly movements: readonly StatementMovement[];
  readonly items: readonly StatementItem[];
  readonly receipts: readonly StatementReceipt[];
};

export type StatementFigures = {
  readonly openingMinor: bigint;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly closingMinor: bigint;
  readonly unappliedMinor: bigint;
  readonly overdueMinor: bigint;
  readonly disputedMinor: bigint;
};

export type BuiltStatement = {
  readonly snapshot: StatementSnapshot;
  readonly figures: StatementFigures;
};

export type BuildRefusal = {
  readonly code: "statement_not_tied";
  readonly currency: string;
  readonly difference: string;
};

export function buildStatement(source: StatementSource): Result<BuiltStatement, BuildRefusal> {
  const { currency } = source;
  const money = (minor: bigint) => formatMinor(minor, currency);
  const turnover = { debit: sumOf(source, "debit"), credit: sumOf(source, "credit") };
  const moved = source.openingMinor + turnover.debit - turnover.credit;
  const unapplied = sum(source.receipts.map((receipt) => receipt.unappliedMinor));
  const rest = sum(source.items.map((item) => item.openMinor)) - unapplied;
  for (const reached of [moved, rest]) {
    if (reached === source.closingMinor) continue;
    const difference = money(reached - source.closingMinor);
    return refuse({ code: "statement_not_tied", currency, difference });
  }
  const claims = source.items.filter((item) => item.isClaim && item.factor === "");
  const factored = source.items.filter((item) => item.factor !== "");
  const factoredMinor = sum(factored.map((item) => item.openMinor));
  const overdue = claims.filter((item) => isOverdue(item, source.to));
  const figures: StatementFigures = {
    openingMinor: source.openingMinor,
    debitMinor: turnover.debit,
    creditMinor: turnover.credit,
    closingMinor: source.closingMinor,
    unappliedMinor: unapplied,
    overdueMinor: sum(overdue.map((item) => item.openMinor)),
    disputedMinor: sum(source.items.map((item) => item.disputedMinor)),
  };
  const advances = source.items.filter((item) => !item.isClaim);
  return ok({
    figures,
    snapshot: {
      version: 1,
      no: source.no,
      form: source.form,
      language: source.language,
      currency,
      from: source.from,
      to: source.to,
      madeOn: source.madeOn,
      replyBy: source.replyBy,
      sender: source.sender,
      customer: source.customer,
      opening: money(figures.openingMinor),
      debit: money(figures.debitMinor),
      credit: money(figures.creditMinor),
      closing: money(figures.closingMinor),
      movements: running(source),
      lines: linesOf(source),
      aging: agingOf(claims, source),
      overdue: money(figures.overdueMinor),
      ...(factored.length > 0 ? { factored: money(factoredMinor) } : {}),
      unapplied: money(unapplied),
      advances: money(-sum(advances.map((item) => item.openMinor))),
      disputed: money(figures.disputedMinor),
      asked: money(askedMinor(source, { ...figures, factoredMinor }, overdue)),
    },
  });
}

/** A demand asks for what is overdue and not disputed; no other paper asks for more than it states. */
function askedMinor(
  source: StatementSource,
  figures: StatementFigures & { readonly factoredMinor: bigint },
  overdue: readonly StatementItem[],
): bigint {
  if (source.form === "preinvoice") {
    const deliveries = source.items.filter((item) => item.kind === "delivery");
    return sum(deliveries.map((item) => item.openMinor));
  }
  if (source.form !== "dunning") return source.closingMinor - figures.factoredMinor;
  const disputed = sum(overdue.map((item) => item.disputedMinor));
  const due = figures.overdueMinor - disputed - figures.unappliedMinor;
  return due > 0n ? due : 0n;
}

function running(source: StatementSource): StatementSnapshot["movements"] {
  const money = (minor: bigint) => formatMinor(minor, source.currency);
  let balance = source.openingMinor;
  return source.movements.map(({ side, minor, ...about }) => {
    balance += side === "debit" ? minor : -minor;
    return {
      ...about,
      debit: side === "debit" ? money(minor) : null,
      credit: side === "credit" ? money(minor) : null,
      balance: money(balance),
    };
  });
}

/** Paper by paper; a balance has one line, before invoicing only deliveries are asked about. */
function linesOf(source: StatementSource): SnapshotLine[] {
  const lines = [
    ...source.items
      .filter((item) => source.form !== "preinvoice" || item.kind === "delivery")
      .map((item) => itemLine(item, source)),
    ...(source.form === "preinvoice" ? [] : source.receipts).map((receipt) =>
      receiptLine(receipt, source),
    ),
  ];
  return lines.map((line, place) => ({ ...line, n: place + 1 }));
}

function itemLine(item: StatementItem, source: StatementSource): SnapshotLine {
  const due = item.dueDate === null ? null : isoDate(item.dueDate);
  const money = (minor: bigint) => formatMinor(minor, source.currency);
  return {
    n: 0,
    kind: "item",
    itemId: item.itemId,
    receiptId: null,
    itemKind: item.kind,
    no: item.no,
    reference: item.reference,
    issueDate: item.issueDate,
    dueDate: item.dueDate,
    amount: money(item.amountMinor),
    open: money(item.openMinor),
    disputed: money(item.disputedMinor),
    daysLate: item.isClaim ? overdueDays(source.to, due) : null,
    ...(item.factor === "" ? {} : { factor: item.factor }),
  };
}

function receiptLine(receipt: StatementReceipt, source: StatementSource): SnapshotLine {
  return {
    n: 0,
    kind: "receipt",
    itemId: null,
    receiptId: receipt.receiptId,
    itemKind: "",
    no: receipt.no,
    reference: "",
    issueDate: receipt.date,
    dueDate: null,
    amount: formatMinor(-receipt.amountMinor, source.currency),
    open: formatMinor(-receipt.unappliedMinor, source.currency),
    disputed: formatMinor(0n, source.currency),
    daysLate: null,
  };
}

/** Every bucket is named, also those without money. */
function agingOf(claims: readonly StatementItem[], source: StatementSource) {
  const buckets = ["not_due", ...overdueBuckets.map(({ code }) => code), "no_due_date"];
  return buckets.map((bucket) => {
    const inside = claims.filter(
      (item) => bucketOf(overdueDays(source.to, dueOf(item))) === bucket,
    );
    return {
      bucket,
      amount: formatMinor(sum(inside.map((item) => item.openMinor)), source.currency),
    };
  });
}

function isOverdue(item: StatementItem, at: IsoDate): boolean {
  return (overdueDays(at, dueOf(item)) ?? 0) > 0;
}

function dueOf({ dueDate }: StatementItem): IsoDate | null {
  return dueDate === null ? null : isoDate(dueDate);
}

function sumOf(source: StatementSource, side: "debit" | "credit"): bigint {
  return sum(source.movements.filter((one) => one.side === side).map(({ minor }) => minor));
}

function sum(minors: readonly bigint[]): bigint {
  return minors.reduce((total, minor) => total + minor, 0n);
}

/** What is asked of the customer: of a balance or an audit letter one figure, else line by line. */
export function linesToAnswer(snapshot: StatementSnapshot): readonly SnapshotLine[] {
  if (snapshot.form !== "balance" && snapshot.form !== "audit") return snapshot.lines;
  return [
    {
      n: 1,
      kind: "balance",
      itemId: null,
      receiptId: null,
      itemKind: "",
      no: snapshot.no,
      reference: "",
      issueDate: snapshot.to,
      dueDate: null,
      amount: snapshot.closing,
      open: snapshot.closing,
      disputed: snapshot.disputed,
      daysLate: null,
    },
  ];
}
