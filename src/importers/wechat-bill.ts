// WeChat Pay 微信支付 trade bills of a merchant (商户平台 → 交易账单; ALL, SUCCESS and REFUND, and the
// layout of 2014): a row an order or refund, a backtick before every value, and two lines of totals.
// What each row moves in the merchant's balance: the order or refund, and the fee.
import { type CurrencyCode, isCurrency } from "../core/currency.ts";
import { formatMinor } from "../core/money.ts";
import { readAmount } from "./amount.ts";
import { readDate } from "./date-text.ts";
import type {
  BalanceProof,
  FileHead,
  Importer,
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import {
  excerptOfCells,
  fatalProblem,
  finishedFile,
  refusedFile,
  rowProblem,
  warning,
} from "./problem.ts";
import { openTable } from "./table-source.ts";

const PROGRESS_EVERY_ROWS = 1000;

export const wechatBill: Importer = {
  format: "wechat_bill",
  content: "statements",
  title: { zh: "微信支付商户账单", en: "WeChat Pay merchant bill" },
  extensions: [".csv", ".xlsx"],
  recognises: (head: FileHead) =>
    head.sheets.some(({ rows }) => rows.some(({ cells }) => isHeader(cells))),
  parse: parseBill,
};

function isHeader(cells: readonly string[]): boolean {
  const names = new Set(cells.map(cellText));
  return names.has("微信订单号") && names.has("商户订单号") && names.has("交易状态");
}

function cellText(cell: string): string {
  return cell.replace(/^\ufeff?[\s`']+/, "").trim();
}

type Row = {
  readonly row: number;
  readonly cells: readonly string[];
  /** The first of these columns that the layout has and the row fills. */
  readonly value: (...names: readonly string[]) => string;
};

type Account = {
  readonly account: string;
  readonly currency: CurrencyCode;
  entries: StatementEntry[];
};

/** Sums as the bill's last line has them, in minor units. */
type Sums = { rows: number; orders: bigint; refunds: bigint; fees: bigint };

const TOTALS_HEAD = "总交易单数";

function parseBill(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const opened = openTable(bytes, options.encoding);
  if (!opened.ok) return refusedFile({ format: "wechat_bill" }, [opened.error]);
  const problems: ImportProblem[] = [];
  const bill = new Bill(options, problems);
  for (const sheet of opened.value.sheets) {
    problems.push(...sheet.read((cells, row) => bill.take(cells.map(cellText), row)));
  }
  const statements = bill.finish();
  if (!bill.hasHeader) problems.push(fatalProblem("not_recognised"));
  else if (statements.length === 0 && problems.length === 0)
    problems.push(warning("no_entries", {}));
  return finishedFile({
    format: "wechat_bill",
    encoding: opened.value.encoding,
    content: { kind: "statements", statements },
    mapping: null,
    problems,
    ignoredRows: bill.ignoredRows,
  });
}

/** Takes the rows one by one; a statement for each merchant and currency comes out at the end. */
class Bill {
  ignoredRows = 0;
  hasHeader = false;
  private readonly options: ParseOptions;
  private readonly problems: ImportProblem[];
  private readonly accounts = new Map<string, Account>();
  private columns = new Map<string, number>();
  private totalColumns: readonly string[] | null = null;
  private stated: { readonly sums: Sums; readonly row: number } | null = null;
  private readonly found: Sums = { rows: 0, orders: 0n, refunds: 0n, fees: 0n };
  private hasFault = false;

  constructor(options: ParseOptions, problems: ImportProblem[]) {
    this.options = options;
    this.problems = problems;
  }

  take(cells: readonly string[], row: number): undefined {
    if (cells.every((cell) => cell === "")) this.ignoredRows++;
    else if (isHeader(cells)) {
      this.ignoredRows++;
      this.hasHeader = true;
      this.columns = new Map(cells.map((name, at) => [name, at]));
      this.totalColumns = null;
    } else if (cells[0] === TOTALS_HEAD) {
      this.ignoredRows++;
      this.totalColumns = cells;
    } else if (this.totalColumns) {
      this.ignoredRows++;
      this.stated = { sums: totalsIn(this.totalColumns, cells), row };
    } else if (this.columns.size === 0) this.ignoredRows++;
    else this.takeRow(cells, row);
  }

  private takeRow(cells: readonly string[], row: number): void {
    this.found.rows++;
    if (this.found.rows % PROGRESS_EVERY_ROWS === 0) this.options.onProgress?.(this.found.rows);
    const value = (...names: readonly string[]) =>
      names.map((name) => cells[this.columns.get(name) ?? -1] ?? "").find((text) => text !== "") ??
      "";
    const reading = readRow({ row, cells, value }, this.found);
    this.problems.push(...reading.problems);
    this.hasFault ||= reading.problems.some(({ severity }) => severity === "row");
    for (const entry of reading.entries) this.accountOf(value, entry.currency).entries.push(entry);
  }

  private accountOf(value: Row["value"], currency: CurrencyCode): Account {
    const sub = value("特约商户号", "子商户号");
    const account = /^0*$/.test(sub) ? value("商户号") : sub;
    const key = `${account} ${currency}`;
    const known = this.accounts.get(key);
    if (known) return known;
    const fresh = { account, currency, entries: [] };
    this.accounts.set(key, fresh);
    return fresh;
  }

  finish(): Statement[] {
    const proof = this.proof();
    if (proof.state === "broken") {
      const { place, differenceMinor } = proof;
      const fields = { code: TOTALS_HEAD, difference: formatMinor(differenceMinor, "CNY") };
      this.problems.push(warning("control_total_broken", { place, fields }));
    }
    if (this.stated && this.stated.sums.rows !== this.found.rows) {
      const fields = { code: TOTALS_HEAD, expected: this.stated.sums.rows, found: this.found.rows };
      this.problems.push(
        warning("record_count_broken", { place: { row: this.stated.row }, fields }),
      );
    }
    return [...this.accounts.values()].map((account) => toStatement(account, proof));
  }

  private proof(): BalanceProof {
    const { stated, found } = this;
    if (!stated) return { state: "unproven" };
    const net = ({ orders, refunds, fees }: Sums) => orders - refunds - fees;
    const isWhole = (["rows", "orders", "refunds", "fees"] as const).every(
      (name) => stated.sums[name] === found[name],
    );
    if (isWhole && !this.hasFault) return { state: "proven", by: "control_totals" };
    const differenceMinor = net(stated.sums) - net(found);
    if (differenceMinor === 0n) return { state: "unproven" };
    return { state: "broken", differenceMinor, place: { row: stated.row } };
  }
}

function totalsIn(names: readonly string[], cells: readonly string[]): Sums {
  const value = (...wanted: readonly string[]) =>
    cells[names.findIndex((name) => wanted.includes(name))] ?? "";
  const minor = (text: string) => {
    const read = readAmount(text, "CNY");
    return read.ok ? read.minor : 0n;
  };
  return {
    rows: Number.parseInt(value(TOTALS_HEAD), 10) || 0,
    orders: minor(value("应结订单总金额", "总交易额")),
    refunds: minor(value("退款总金额", "总退款金额")),
    fees: minor(value("手续费总金额")),
  };
}

type RowReading = {
  readonly entries: readonly StatementEntry[];
  readonly problems: readonly ImportProblem[];
};

/** An order brings money in; a refund or revocation takes it out; the fee is apart from both. */
function readRow(row: Row, found: Sums): RowReading {
  const { value } = row;
  const at = { place: { row: row.row }, excerpt: excerptOfCells(row.cells) };
  const given = value("货币种类").toUpperCase();
  const currency = given === "" ? "CNY" : given;
  if (!isCurrency(currency)) {
    return {
      entries: [],
      problems: [rowProblem("currency_unknown", { ...at, fields: { value: given } })],
    };
  }
  const isRefund = value("交易状态") !== "SUCCESS";
  const when = isRefund ? value("退款成功时间", "退款申请时间", "交易时间") : value("交易时间");
  const date = readDate(when, "year_first")?.date ?? null;
  if (date === null) {
    const fields = { value: when };
    return { entries: [], problems: [rowProblem("date_unreadable", { ...at, fields })] };
  }
  const amount = isRefund ? value("退款金额") : value("应结订单金额", "总金额");
  const problems: ImportProblem[] = [];
  const minorOf = (text: string): bigint => {
    const read = readAmount(text === "" ? "0" : text, currency);
    if (read.ok) return read.minor;
    problems.push(rowProblem(read.fault.code, { ...at, fields: read.fault.fields }));
    return 0n;
  };
  const size = minorOf(amount);
  const fee = minorOf(value("手续费"));
  if (problems.length > 0) return { entries: [], problems };
  found[isRefund ? "refunds" : "orders"] += size;
  found.fees += fee;
  if (isRefund && /^(FAIL|CLOSED)/.test(value("退款状态"))) {
    const fields = { value: value("退款状态") };
    return { entries: [], problems: [warning("entry_not_booked", { ...at, fields })] };
  }
  const whole = { ...entryFrame(row, isRefund), bookingDate: date, currency };
  const entries = [
    { ...whole, amountMinor: isRefund ? -size : size },
    { ...whole, amountMinor: -fee, payerAccount: "", memo: feeMemo(row, fee) + whole.memo },
  ].filter(({ amountMinor }) => amountMinor !== 0n);
  if (entries.length === 0) problems.push(warning("entry_zero", at));
  return { entries, problems };
}

function feeMemo({ value }: Row, fee: bigint): string {
  return `${fee < 0n ? "手续费退回" : "手续费"} ${value("费率")} · `;
}

function entryFrame({ row, value }: Row, isRefund: boolean) {
  const memo = [value("商品名称"), value("商户订单号"), value("商户数据包")];
  const extra: Record<string, string> = {
    trade_type: value("交易类型"),
    payer_bank: value("付款银行"),
    order_amount: value("订单金额"),
    refund_state: isRefund ? value("退款状态") : "",
    refund_of: isRefund ? value("微信订单号") : "",
  };
  return {
    place: { row },
    valueDate: null,
    payerName: "",
    // who of the customers paid is known by the wallet's id alone
    payerAccount: value("用户标识"),
    memo: memo.filter((text, at) => text !== "" && memo.indexOf(text) === at).join(" · "),
    bankRef: isRefund ? value("微信退款单号", "微信订单号") : value("微信订单号"),
    endToEnd: "",
    balanceMinor: null,
    reference: "",
    extra: Object.fromEntries(Object.entries(extra).filter(([, text]) => text !== "")),
  };
}

function toStatement({ account, currency, entries }: Account, proof: BalanceProof): Statement {
  const days = entries.map(({ bookingDate }) => bookingDate).sort();
  return {
    // 资金账单 of the same days has each of these entries among the movements of the balance
    interim: "wechat_bill",
    account,
    accountName: "",
    bank: "微信支付",
    currency,
    statementNo: "",
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    openingMinor: null,
    closingMinor: null,
    entries,
    proof,
  };
}
