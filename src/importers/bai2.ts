// BAI2 balance reports (Cash Management Balance Reporting, version 2): groups of a day, accounts with
// their sums, transactions. Every level has a control total; what does not add up is shown.
import { type CurrencyCode, isCurrency } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { formatMinor } from "../core/money.ts";
import { bai2Amount, readBai2Entry } from "./bai2-entry.ts";
import { type Bai2Record, type Bai2Summary, bai2Records, summariesOf } from "./bai2-records.ts";
import { charsetOf, decodeAll } from "./charset.ts";
import type {
  BalanceProof,
  Importer,
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { withoutRepeatedInterim } from "./interim-statements.ts";
import { swiftDate } from "./mt940-entry.ts";
import { fatalProblem, finishedFile, rowProblem, warning } from "./problem.ts";
import { proveOpeningClosing } from "./running-balance.ts";
import { refusalOfSize } from "./text-size.ts";

const PROGRESS_EVERY_ENTRIES = 1000;

export const bai2: Importer = {
  format: "bai2",
  content: "statements",
  title: { zh: "BAI2 余额报告", en: "BAI2 balance report" },
  extensions: [".bai", ".bai2", ".txt"],
  recognises: (head) => head.container === "text" && isBai2(head.text),
  parse: parseBai2,
};

/** A file header with a date of six digits, and a group or nothing behind it. */
function isBai2(text: string): boolean {
  const header = /^\s*01,[^,\r\n]*,[^,\r\n]*,\d{6},[^\r\n]*/.exec(text);
  if (!header) return false;
  const rest = text.slice(header[0].length).trimStart();
  return rest === "" || /^(02|99),/.test(rest) || /\/\s+02,/.test(header[0]);
}

/** Of the group status (02): only updates and corrections are money. */
const [DELETION, CORRECTION, TEST_ONLY] = ["2", "3", "4"];
/** Of the as-of-date modifier (02): interim reports, of the day before and of the day. */
const interimModifiers: ReadonlySet<string> = new Set(["1", "3"]);
/** Of summaries (03). */
const [OPENING, CLOSING, ALL_CREDITS, ALL_DEBITS] = ["010", "015", "100", "400"];
const currentBalances: ReadonlySet<string> = new Set(["030", "060"]);
const closingBalances: ReadonlySet<string> = new Set(["015", "045"]);

/** Transactions that are items of the one before them: the deposit of a lockbox and its checks. */
const parentsOfItems: ReadonlyMap<string, readonly string[]> = new Map([
  ["116", ["115"]],
  ["136", ["135"]],
  ["143", ["142", "145"]],
  ["156", ["155"]],
  ["345", ["342"]],
  ["452", ["451", "447"]],
]);

/** The defaults of the format where neither account nor group names a currency. */
const DEFAULT_CURRENCY: CurrencyCode = "USD";

type Group = {
  readonly row: number;
  readonly status: string;
  readonly day: IsoDate | null;
  readonly currency: string;
  readonly modifier: string;
  /** As its accounts' trailers say. */
  control: bigint;
  readonly currencies: Set<CurrencyCode>;
  accounts: number;
  records: number;
};

type Account = {
  readonly group: Group;
  readonly row: number;
  readonly account: string;
  readonly currency: CurrencyCode;
  readonly summaries: readonly Bai2Summary[];
  readonly entries: { readonly type: string; readonly entry: StatementEntry }[];
  /** All amounts as they stand there, summed without regard of direction. */
  sum: bigint;
  records: number;
  trailer: { readonly total: string; readonly row: number } | null;
  hasFault: boolean;
};

function parseBai2(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const tooLarge = refusalOfSize("bai2", bytes);
  if (tooLarge) return tooLarge;
  const charset = charsetOf(bytes, options.encoding);
  const reader = new Bai2Reader(options);
  for (const record of bai2Records(decodeAll(bytes, charset))) reader.take(record);
  const { statements, problems } = reader.finish();
  if (charset.damaged) {
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  }
  return finishedFile({
    format: "bai2",
    encoding: charset.encoding,
    content: { kind: "statements", statements },
    mapping: null,
    problems,
    ignoredRows: 0,
  });
}

/** Takes the records one by one; statements come out at the end. */
class Bai2Reader {
  private readonly options: ParseOptions;
  private readonly problems: ImportProblem[] = [];
  private readonly accounts: Account[] = [];
  private group: Group | null = null;
  private account: Account | null = null;
  private readonly file = {
    control: 0n,
    currencies: new Set<CurrencyCode>(),
    groups: 0,
    records: 0,
    hasEnd: false,
  };
  private hasGroups = false;
  private read = 0;

  constructor(options: ParseOptions) {
    this.options = options;
  }

  take(record: Bai2Record): void {
    const fields = (record.parts[0]?.text ?? "").split(",").map((field) => field.trim());
    this.file.records += record.count;
    if (this.group && record.code !== "02" && record.code !== "99") {
      this.group.records += record.count;
    }
    if (record.code === "02") this.openGroup(record, fields);
    else if (record.code === "03") this.openAccount(record);
    else if (record.code === "16") this.takeDetail(record);
    else if (record.code === "49") this.closeAccount(record, fields);
    else if (record.code === "98") this.closeGroup(record, fields);
    else if (record.code === "99") this.closeFile(record, fields);
  }

  private openGroup(record: Bai2Record, fields: readonly string[]): void {
    const [, , status = "", date = "", , currency = "", modifier = ""] = fields;
    const day = swiftDate(date);
    const { row, count } = record;
    const group = {
      row,
      status,
      day,
      currency,
      modifier,
      control: 0n,
      currencies: new Set<CurrencyCode>(),
      accounts: 0,
      records: count,
    };
    this.group = group;
    this.account = null;
    this.hasGroups = true;
    const excerpt = `02,${fields.join(",")}`;
    const details = { place: { row }, excerpt, fields: { value: status } };
    if (isLeftOut(group)) this.problems.push(warning("group_left_out", details));
    else if (day === null)
      this.problems.push(rowProblem("date_missing", { place: { row }, excerpt }));
    else if (status === CORRECTION) this.problems.push(warning("group_corrects", details));
  }

  private openAccount(record: Bai2Record): void {
    const { group } = this;
    this.account = null;
    if (!group) return;
    group.accounts++;
    const { account, currency: given, summaries } = summariesOf(record.parts);
    const named = [given, group.currency].map((code) => code.toUpperCase()).find(isCurrency);
    const currency = named ?? DEFAULT_CURRENCY;
    group.currencies.add(currency);
    const sum = summaries.reduce((total, { amount }) => total + amountIn(amount, currency), 0n);
    const { row, count } = record;
    this.account = {
      group,
      row,
      account,
      currency,
      summaries,
      entries: [],
      sum,
      records: count,
      trailer: null,
      hasFault: false,
    };
    if (group.day !== null && !isLeftOut(group)) this.accounts.push(this.account);
  }

  private takeDetail(record: Bai2Record): void {
    const { account } = this;
    if (!account) {
      const excerpt = `16,${record.parts[0]?.text ?? ""}`;
      this.problems.push(rowProblem("entry_unreadable", { place: { row: record.row }, excerpt }));
      return;
    }
    const amount = record.parts[0]?.text.split(",")[1]?.trim() ?? "";
    account.records += record.count;
    account.sum += amountIn(amount, account.currency);
    const { currency } = account;
    const { day } = account.group;
    if (day === null || isLeftOut(account.group)) return;
    this.read++;
    if (this.read % PROGRESS_EVERY_ENTRIES === 0) this.options.onProgress?.(this.read);
    const reading = readBai2Entry(record, { currency, day });
    if (reading.ok) account.entries.push(reading);
    else {
      this.problems.push(reading.problem);
      account.hasFault ||= reading.problem.severity === "row";
    }
  }

  private closeAccount(record: Bai2Record, [total = "", count = ""]: readonly string[]): void {
    const { account, group } = this;
    if (!account || !group) return;
    account.records += record.count;
    account.trailer = { total, row: record.row };
    group.control += amountIn(total, account.currency);
    this.compareCount("49", count, account.records, record.row);
    this.account = null;
  }

  private closeGroup(record: Bai2Record, fields: readonly string[]): void {
    const { group } = this;
    const [total = "", accounts = "", count = ""] = fields;
    this.file.groups++;
    if (!group) return;
    const currency = currencyOfTotal(group.currencies, currencyOfGroup(group));
    this.file.control += amountIn(total, currency);
    this.file.currencies.add(currency);
    this.compareTotal({ code: "98", stated: total, found: group.control, currency }, record.row);
    this.compareCount("98", accounts, group.accounts, record.row);
    this.compareCount("98", count, group.records, record.row);
    this.group = null;
    this.account = null;
  }

  private closeFile(record: Bai2Record, fields: readonly string[]): void {
    const [total = "", groups = "", count = ""] = fields;
    this.file.hasEnd = true;
    const currency = currencyOfTotal(this.file.currencies, DEFAULT_CURRENCY);
    const { control: found } = this.file;
    this.compareTotal({ code: "99", stated: total, found, currency }, record.row);
    this.compareCount("99", groups, this.file.groups, record.row);
    this.compareCount("99", count, this.file.records, record.row);
  }

  private compareTotal(
    of: {
      readonly code: string;
      readonly stated: string;
      readonly found: bigint;
      readonly currency: CurrencyCode;
    },
    row: number,
  ): void {
    const { code, found, currency } = of;
    const expected = bai2Amount(of.stated, currency);
    if (expected === null || expected === found) return;
    const fields = { code, difference: formatMinor(expected - found, currency) };
    this.problems.push(warning("control_total_broken", { place: { row }, fields }));
  }

  private compareCount(code: string, stated: string, found: number, row: number): void {
    if (!/^\d{1,9}$/.test(stated) || +stated === found) return;
    const fields = { code, expected: +stated, found };
    this.problems.push(warning("record_count_broken", { place: { row }, fields }));
  }

  finish(): { readonly statements: readonly Statement[]; readonly problems: ImportProblem[] } {
    const { problems } = this;
    // An amount that the end of the file cuts reads like a smaller one.
    if (!this.file.hasEnd) problems.push(fatalProblem("file_cut_off", { fields: { end: "99" } }));
    else if (!this.hasGroups) problems.push(fatalProblem("statement_missing"));
    const all = this.accounts.map((account) => toStatement(account, problems));
    const statements = withoutRepeatedInterim(all, problems);
    if (statements.some(({ interim }) => interim !== undefined)) {
      problems.push(warning("interim_report", { fields: { format: "BAI2" } }));
    }
    return { statements, problems };
  }
}

function isLeftOut({ status }: Group): boolean {
  return status === DELETION || status === TEST_ONLY;
}

function currencyOfGroup({ currency }: Group): CurrencyCode {
  return isCurrency(currency.toUpperCase()) ? currency.toUpperCase() : DEFAULT_CURRENCY;
}

/** Several currencies have no sum of money, the format adds their digits all the same: read like the rest. */
function currencyOfTotal(
  currencies: ReadonlySet<CurrencyCode>,
  otherwise: CurrencyCode,
): CurrencyCode {
  const [only] = currencies;
  return currencies.size === 1 && only !== undefined ? only : otherwise;
}

function amountIn(text: string, currency: CurrencyCode): bigint {
  return bai2Amount(text, currency) ?? 0n;
}

function toStatement(account: Account, problems: ImportProblem[]): Statement {
  const { currency, group } = account;
  const entries = withItems(account, problems);
  const openingMinor = summaryOf(account, OPENING);
  const closingMinor = summaryOf(account, CLOSING);
  const control = controlDifference(account);
  if (control !== null && control.minor !== 0n) {
    const fields = { code: "49", difference: formatMinor(control.minor, currency) };
    problems.push(warning("control_total_broken", { place: { row: control.row }, fields }));
  }
  const proof = proofOf(account, entries, { openingMinor, closingMinor });
  if (proof.state === "broken") {
    const difference = formatMinor(proof.differenceMinor, currency);
    problems.push(warning("balance_broken", { place: proof.place, fields: { difference } }));
  }
  return {
    ...(isInterim(account) ? { interim: "bai2" } : {}),
    account: account.account,
    accountName: "",
    bank: "",
    currency,
    statementNo: "",
    from: group.day,
    to: group.day,
    openingMinor,
    closingMinor,
    entries,
    proof,
  };
}

/** Some banks leave the modifier out; current balances without closing ones are those of the day. */
function isInterim({ group, summaries }: Account): boolean {
  if (group.modifier !== "") return interimModifiers.has(group.modifier);
  const has = (types: ReadonlySet<string>) => summaries.some(({ type }) => types.has(type));
  return has(currentBalances) && !has(closingBalances);
}

function summaryOf({ summaries, currency }: Account, type: string): bigint | null {
  const found = summaries.find((summary) => summary.type === type);
  return found ? bai2Amount(found.amount, currency) : null;
}

/** A sum gives way to its items where these add up to it; else they are told and it stays. */
function withItems({ entries }: Account, problems: ImportProblem[]): StatementEntry[] {
  const kept: StatementEntry[] = [];
  for (let at = 0; at < entries.length; at++) {
    const { type, entry } = entries[at]!;
    let end = at + 1;
    while (parentsOfItems.get(entries[end]?.type ?? "")?.includes(type)) end++;
    const items = entries.slice(at + 1, end).map((one) => one.entry);
    if (items.length === 0) {
      kept.push(entry);
      continue;
    }
    const sum = items.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    const count = items.length;
    if (sum === entry.amountMinor) {
      const whole = formatMinor(entry.amountMinor, entry.currency);
      const batch = { batch_amount: whole, batch_count: `${count}`, batch_ref: entry.bankRef };
      kept.push(...items.map((item) => ({ ...item, extra: { ...item.extra, ...batch } })));
    } else {
      const fields = { count, value: formatMinor(sum, entry.currency) };
      const { place, memo: excerpt } = entry;
      problems.push(warning("batch_not_split", { place, excerpt, fields }));
      kept.push(entry);
    }
    at = end - 1;
  }
  return kept;
}

/** What the trailer of the account says its amounts add up to, less what they do. */
function controlDifference({ trailer, currency, sum }: Account) {
  const stated = trailer === null ? null : bai2Amount(trailer.total, currency);
  return trailer === null || stated === null ? null : { minor: stated - sum, row: trailer.row };
}

/** By the ledger balances; without them by the control total, if no entry of the stated sums is missing. */
function proofOf(
  account: Account,
  entries: readonly StatementEntry[],
  balances: { readonly openingMinor: bigint | null; readonly closingMinor: bigint | null },
): BalanceProof {
  const { row, hasFault } = account;
  const sumOf = (some: readonly StatementEntry[]) =>
    some.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const place = { row };
  const proof = proveOpeningClosing({ ...balances, sumMinor: sumOf(entries), place });
  if (hasFault && proof.state !== "broken") return { state: "unproven" };
  if (proof.state !== "unproven") return proof;
  const credits = summaryOf(account, ALL_CREDITS);
  const debits = summaryOf(account, ALL_DEBITS);
  const missing =
    missingOf(credits, sumOf(entries.filter(({ amountMinor }) => amountMinor > 0n))) -
    missingOf(debits, -sumOf(entries.filter(({ amountMinor }) => amountMinor < 0n)));
  if (missing !== 0n) return { state: "broken", differenceMinor: missing, place };
  // sums of money that moved, without a single transaction, leave open what it was
  const isBare = entries.length === 0 && account.summaries.some(isMovement);
  const isWhole = controlDifference(account)?.minor === 0n && !isBare;
  return isWhole ? { state: "proven", by: "control_totals" } : { state: "unproven" };
}

function isMovement({ type, amount }: Bai2Summary): boolean {
  return /^[1-6]/.test(type) && /[1-9]/.test(amount);
}

function missingOf(stated: bigint | null, found: bigint): bigint {
  return stated === null ? 0n : stated - found;
}
