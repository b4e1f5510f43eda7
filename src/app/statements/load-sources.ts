// Reads what statements are built from, for some customers of the books at once, and builds them:
// one a customer and currency in which something moved or is open.
import { type IsoDate, isoDate } from "../../core/date.ts";
import { type AccountKey, isReceivableAccount } from "../../core/ledger/accounts.ts";
import { ownNameIn } from "../../core/own-names.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type BuildRefusal,
  type BuiltStatement,
  buildStatement,
  type StatementItem,
  type StatementMovement,
  type StatementReceipt,
} from "../../core/statements/build-statement.ts";
import { movementWord } from "../../core/statements/movement-words.ts";
import type { StatementSnapshot } from "../../core/statements/snapshot.ts";
import type { StatementForm } from "../../core/statements/statement.ts";
import { selectPrintedAccounts } from "../../db/pay-accounts.ts";
import type { Db } from "../../db/pool.ts";
import {
  type BalancePairRow,
  type MovementRow,
  type OpenItemRow,
  type StatementCustomerRow,
  type StatementScope,
  selectBalancePairs,
  selectMovements,
  selectStatementCustomers,
  selectStatementItems,
  selectUnappliedReceipts,
  type UnappliedReceiptRow,
} from "../../db/statement-source.ts";
import { customerAccounts } from "../../reports/customer-ledger.ts";
import { paidInto } from "./paper.ts";

export type StatementBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly name: string;
  readonly ownNames: readonly string[];
  readonly ownTaxIds: readonly string[];
  readonly today: string;
};

export type StatementPeriodAsked = {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly knownAt: string;
};

export type StatementChoice = {
  readonly form: StatementForm;
  readonly language: "zh" | "en";
  readonly replyBy: string;
  readonly no: string;
};

export type CustomerSource = {
  readonly customer: StatementCustomerRow;
  readonly currency: string;
  readonly pair: BalancePairRow;
  readonly movements: readonly MovementRow[];
  readonly items: readonly OpenItemRow[];
  readonly receipts: readonly UnappliedReceiptRow[];
};

export async function loadSources(
  db: Db,
  books: Pick<StatementBooks, "orgId" | "booksId">,
  of: StatementPeriodAsked & { readonly customerIds: readonly number[] },
): Promise<CustomerSource[]> {
  const scope: StatementScope = { ...books, ...of, accounts: customerAccounts };
  const customers = await selectStatementCustomers(db, scope);
  const pairs = await selectBalancePairs(db, scope);
  const movements = Map.groupBy(await selectMovements(db, scope), keyOf);
  const items = Map.groupBy(await selectStatementItems(db, scope), keyOf);
  const receipts = Map.groupBy(await selectUnappliedReceipts(db, scope), keyOf);
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  return pairs.flatMap((pair) => {
    const customer = byId.get(pair.customerId);
    const key = keyOf(pair);
    const source = {
      movements: movements.get(key) ?? [],
      items: items.get(key) ?? [],
      receipts: receipts.get(key) ?? [],
    };
    const isIdle =
      pair.openingMinor === 0 && pair.closingMinor === 0 && source.movements.length === 0;
    if (customer === undefined || isIdle) return [];
    return [{ customer, currency: pair.currency, pair, ...source }];
  });
}

function keyOf(row: { readonly customerId: number; readonly currency: string }): string {
  return `${row.customerId} ${row.currency}`;
}

/** Whose paper it is, with the confirmed accounts money of each currency goes to. */
export async function loadSender(
  db: Db,
  books: StatementBooks,
): Promise<(currency: string, language: "zh" | "en") => StatementSnapshot["sender"]> {
  const accounts = await selectPrintedAccounts(db, books);
  return (currency, language) => ({
    name: ownNameIn(books, language),
    taxId: books.ownTaxIds[0] ?? "",
    accounts: accounts
      .filter((account) => account.currency === currency)
      .map((account) => paidInto(account, language)),
  });
}

export function buildFrom(
  source: CustomerSource,
  about: StatementPeriodAsked &
    StatementChoice & {
      readonly madeOn: string;
      readonly sender: StatementSnapshot["sender"];
    },
): Result<BuiltStatement, BuildRefusal | { readonly code: "no_deliveries" }> {
  const { customer, currency, pair } = source;
  const items = source.items.map(statementItem);
  if (about.form === "preinvoice" && !items.some(({ kind }) => kind === "delivery")) {
    return refuse({ code: "no_deliveries" });
  }
  const built = buildStatement({
    no: about.no,
    form: about.form,
    language: about.language,
    currency,
    from: about.from,
    to: about.to,
    madeOn: about.madeOn,
    replyBy: about.replyBy,
    sender: about.sender,
    customer: { id: customer.id, no: customer.no, name: customer.name, taxId: customer.taxId },
    openingMinor: BigInt(pair.openingMinor),
    closingMinor: BigInt(pair.closingMinor),
    movements: source.movements.map(movement),
    items,
    receipts: source.receipts.map(receipt),
  });
  return built.ok ? ok(built.value) : built;
}

function statementItem(row: OpenItemRow): StatementItem {
  const { id, issueDate, dueDate, no, reference, kind, factor } = row;
  return {
    itemId: id,
    kind,
    factor,
    isClaim: isReceivableAccount(row.account as AccountKey), // posted by our own events
    no,
    reference,
    issueDate: issueDate === null ? null : isoDate(issueDate),
    dueDate: dueDate === null ? null : isoDate(dueDate),
    amountMinor: BigInt(row.amountMinor),
    openMinor: BigInt(row.openMinor),
    disputedMinor: BigInt(row.disputedMinor),
  };
}

function receipt(row: UnappliedReceiptRow): StatementReceipt {
  const { id, no, date } = row;
  return {
    receiptId: id,
    no,
    date,
    amountMinor: BigInt(row.amountMinor),
    unappliedMinor: BigInt(row.unappliedMinor),
  };
}

/** An entry with lines on both sides stands where its net falls; 红字 stays on its side. */
function movement(row: MovementRow): StatementMovement {
  const net = BigInt(row.netMinor);
  const side = row.side === "D" || (row.side === null && net > 0n) ? "debit" : "credit";
  return {
    date: row.date,
    what: movementWord(row.event, {
      narrationKey: row.narrationKey,
      isReversal: row.reversesId !== null,
      to: String(row.narrationFields["to"] ?? ""),
    }),
    no: row.no,
    side,
    minor: side === "debit" ? net : -net,
  };
}
