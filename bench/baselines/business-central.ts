// Microsoft Dynamics 365 Business Central, "Set Up Rules for Automatic Application of Payments": the
// standard table of related party × document number × amount, in the order of its confidence and
// priority. Fully = account on file, or a name no other customer has; Partially = a name that is not
// unique, or part of the name; text of four characters and less is not compared. Amount = open
// entries of the customer with just this amount, a discount still earned deducted, tolerance 0 as
// delivered; read kindly for several cited documents: their sum counts as the one match. Applied
// without review: the first rows, as delivered; the rest of the table waits for a person.
// The row for direct debit collections (High 1) needs a collection file and never applies here.
import { type Baseline, type Decision, type Part, unmatched } from "./baseline.ts";
import type { BaselineItem, BaselineLine } from "./books.ts";
import { byDueDate, type Ledger } from "./ledger.ts";
import { KnownPayers, plainText } from "./payer.ts";

export type Party = "fully" | "partially" | "no";
type Documents = "multiple" | "yes" | "no";
type Amount = "one" | "multiple" | "none";

type Row = {
  readonly confidence: "high" | "medium" | "low";
  readonly priority: number;
  readonly party: Party;
  readonly documents: Documents;
  /** Null = not considered. */
  readonly amount: Amount | null;
  /** Posted without review. */
  readonly auto: boolean;
};

const table = `
high    2 fully     multiple one      auto
high    3 fully     multiple multiple auto
high    4 fully     yes      one      auto
high    5 fully     yes      multiple review
high    6 partially multiple one      review
high    7 partially multiple multiple review
high    8 partially yes      one      review
high    9 fully     no       one      review
high   10 no        multiple one      review
high   11 no        multiple multiple review
medium  1 fully     multiple -        review
medium  2 fully     yes      -        review
medium  3 fully     no       multiple review
medium  4 partially multiple -        review
medium  5 partially yes      -        review
medium  6 no        yes      one      review
medium  7 no        multiple -        review
medium  8 partially no       one      review
medium  9 no        yes      -        review
low     1 fully     no       none     review
low     2 partially no       multiple review
low     3 partially no       none     review
low     4 no        no       one      review
low     5 no        no       multiple review
`;

const rank = { high: 3, medium: 2, low: 1 };

export const rows: readonly Row[] = table
  .trim()
  .split("\n")
  .map((text) => {
    const [confidence, priority, party, documents, amount, review] = text.split(/\s+/);
    // The words of the table above are those of the type.
    return {
      confidence,
      priority: Number(priority),
      party,
      documents,
      amount: amount === "-" ? null : amount,
      auto: review === "auto",
    } as Row;
  });

const source =
  "https://learn.microsoft.com/dynamics365/business-central/" +
  "receivables-how-set-up-payment-application-rules";

export const businessCentral: Baseline = {
  name: "bc",
  title: "Business Central, standard rules",
  source,
  open: (ledger) => openJournal(ledger, (row) => row.auto),
};

/** For firms that post everything of confidence High unseen. */
export const businessCentralHigh: Baseline = {
  name: "bc-high",
  title: "Business Central, all of High posted",
  source,
  open: (ledger) => openJournal(ledger, (row) => row.confidence === "high"),
};

type Match = { readonly row: Row; readonly customerNo: string; readonly items: BaselineItem[] };

function openJournal(ledger: Ledger, isPosted: (row: Row) => boolean) {
  const parties = new RelatedParties(ledger);
  const documents = new DocumentNumbers(ledger);
  const byAmount = Map.groupBy(ledger.items, (item) => `${item.currency} ${item.openMinor}`);
  return (line: BaselineLine): Decision => {
    const known = parties.find(line);
    const cited = documents.find(line).filter((item) => ledger.isOpenFor(item, line));
    const customers = new Set([...known.keys(), ...cited.map((item) => item.customerNo)]);
    const matches = [...customers].flatMap((customerNo) =>
      matchCustomer(ledger, line, {
        customerNo,
        party: known.get(customerNo) ?? "no",
        cited: cited.filter((item) => item.customerNo === customerNo),
      }),
    );
    if (matches.length === 0) matches.push(...matchAmountAlone(ledger, line, byAmount));
    const best = matches.sort(compareMatches)[0];
    if (!best) return unmatched;
    const parts = applyTo(ledger, line, best.items);
    if (parts.length === 0) return { ...unmatched, customerNo: best.customerNo };
    const { row, customerNo } = best;
    const status = isPosted(row) ? "auto" : "suggested";
    return { customerNo, status, rule: `${row.confidence}_${row.priority}`, parts };
  };
}

function matchCustomer(
  ledger: Ledger,
  line: BaselineLine,
  given: { customerNo: string; party: Party; cited: BaselineItem[] },
): Match[] {
  const { customerNo, party, cited } = given;
  const open = ledger.openItems(customerNo, line);
  const owed = (item: BaselineItem) => ledger.leftOf(item) - ledger.earnedDiscount(item, line);
  const pool = cited.length > 0 ? cited : open;
  const equal = pool.filter((item) => owed(item) === line.amountMinor);
  const isSum = cited.reduce((sum, item) => sum + owed(item), 0) === line.amountMinor;
  const fitting = cited.length > 1 && isSum ? [cited] : equal.map((item) => [item]);
  const amount: Amount = fitting.length === 1 ? "one" : fitting.length > 1 ? "multiple" : "none";
  const documents: Documents = cited.length > 1 ? "multiple" : cited.length === 1 ? "yes" : "no";
  const row = findRow(party, documents, amount);
  if (!row) return [];
  return [{ row, customerNo, items: fitting.flat().length > 0 ? fitting.flat() : pool }];
}

/** Neither party nor document: entries of anybody with this amount. */
function matchAmountAlone(
  ledger: Ledger,
  line: BaselineLine,
  byAmount: ReadonlyMap<string, readonly BaselineItem[]>,
): Match[] {
  const equal = (byAmount.get(`${line.currency} ${line.amountMinor}`) ?? []).filter(
    (item) => ledger.isOpenFor(item, line) && ledger.leftOf(item) === line.amountMinor,
  );
  const row = findRow("no", "no", equal.length === 1 ? "one" : "multiple");
  const first = [...equal].sort(byDueDate)[0];
  return row && first ? [{ row, customerNo: first.customerNo, items: [first] }] : [];
}

export function findRow(party: Party, documents: Documents, amount: Amount): Row | undefined {
  return rows.find(
    (row) =>
      row.party === party &&
      row.documents === documents &&
      (row.amount === null || row.amount === amount),
  );
}

function compareMatches(a: Match, b: Match): number {
  const score = ({ row }: Match) => (rank[row.confidence] + 1) * 1_000 - row.priority;
  return score(b) - score(a) || (a.customerNo < b.customerNo ? -1 : 1);
}

/** The entries in order of due date until the money is used up. */
function applyTo(ledger: Ledger, line: BaselineLine, items: readonly BaselineItem[]): Part[] {
  const parts: Part[] = [];
  let money = line.amountMinor;
  const credits = items.filter((item) => item.openMinor < 0);
  const debits = items.filter((item) => item.openMinor > 0).sort(byDueDate);
  for (const item of [...credits, ...debits]) {
    if (money === 0) break;
    const discountMinor = ledger.earnedDiscount(item, line);
    const owed = ledger.leftOf(item) - discountMinor;
    const isWhole = owed < 0 || owed <= money;
    parts.push(isWhole ? { item, amountMinor: owed, discountMinor } : { item, amountMinor: money });
    money -= isWhole ? owed : money;
  }
  return parts;
}

const shortestText = 5;

class RelatedParties {
  private readonly payers: KnownPayers;
  private readonly names: readonly { readonly text: string; readonly customerNo: string }[];
  private readonly seen = new Map<string, ReadonlyMap<string, Party>>();

  constructor(ledger: Ledger) {
    this.payers = new KnownPayers(ledger.customers);
    this.names = ledger.customers.flatMap((one) =>
      one.names
        .map((name) => ({ text: plainText(name), customerNo: one.customerNo }))
        .filter(({ text }) => text.length >= shortestText),
    );
  }

  find(line: BaselineLine): ReadonlyMap<string, Party> {
    const owners = this.payers.withAccount(line);
    if (owners.length === 1) return new Map(owners.map((no) => [no, "fully"]));
    const known = this.seen.get(line.payerName);
    if (known) return known;
    const found = this.byName(line);
    this.seen.set(line.payerName, found);
    return found;
  }

  private byName(line: BaselineLine): ReadonlyMap<string, Party> {
    const same = this.payers.withName(line);
    if (same.length > 0) {
      const party: Party = same.length === 1 ? "fully" : "partially";
      return new Map(same.map((no) => [no, party]));
    }
    const text = plainText(line.payerName);
    if (text.length < shortestText) return new Map();
    const part = this.names.filter((one) => one.text.includes(text) || text.includes(one.text));
    return new Map(part.map(({ customerNo }) => [customerNo, "partially"]));
  }
}

/** Document No. = the item's number, External Document No. = the customer's order. */
class DocumentNumbers {
  private readonly byNumber: ReadonlyMap<string, readonly BaselineItem[]>;

  constructor(ledger: Ledger) {
    const numbered = ledger.items.flatMap((item) =>
      [item.itemNo, item.orderNo].map((text) => ({ text: text.toUpperCase(), item })),
    );
    const long = numbered.filter(({ text }) => text.length >= shortestText);
    const groups = Map.groupBy(long, ({ text }) => text);
    this.byNumber = new Map([...groups].map(([text, list]) => [text, list.map((one) => one.item)]));
  }

  find(line: BaselineLine): readonly BaselineItem[] {
    const words = line.memo.toUpperCase().match(/[A-Z0-9][A-Z0-9-]*[A-Z0-9]/g) ?? [];
    return [...new Set(words.flatMap((word) => this.byNumber.get(word) ?? []))];
  }
}
