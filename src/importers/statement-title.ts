// The lines above a bank table: whose account, which currency, which period, opening balance.
import type { CurrencyCode } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { currencyOf } from "./amount.ts";
import { readDate } from "./date-text.ts";
import type { Header } from "./table-layout.ts";

export type StatementTitle = {
  readonly account: string;
  readonly accountName: string;
  readonly currency: CurrencyCode | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** As text: read with the column's habits later. */
  readonly opening: string;
  readonly closing: string;
};

/** Label → what it names. A label stands before ":" in its cell or alone in the cell to the left. */
const labels = {
  account:
    /^(账号|账户|账户号|账户账号|卡号|本方账号|查询账号|我方账号|主账号|account(no\.?|number)?|iban|kontonummer|rekeningnummer|卡\/账号|inqureraccountnumber|inquireraccountnumber)$/,
  accountName:
    /^(户名|账户名称|账户名|本方户名|单位名称|客户名称|公司名称|账户户名|accountname|姓名|查询账户名称)$/,
  currency: /^(币种|货币|币别|账户币种|currency)$/,
  opening: /^(期初余额|上期余额|承前余额|openingbalance|期初账户余额)$/,
  closing: /^(期末余额|本期余额|closingbalance|期末账户余额)$/,
} as const;

export function readTitle(header: Header): StatementTitle {
  const pairs = labelledValues(header);
  const value = (label: RegExp) => pairs.find(([name]) => label.test(name))?.[1] ?? "";
  const text = header.preamble.map((row) => row.cells.join(" ")).join("\n");
  const period = periodIn(text);
  return {
    account: accountNumberIn(value(labels.account)),
    accountName: value(labels.accountName),
    currency: currencyOf(value(labels.currency)) ?? currencyInHeader(header),
    from: period.from,
    to: period.to,
    opening: value(labels.opening),
    closing: value(labels.closing),
  };
}

/** "金额(USD)" or "余额（美元）" in a header cell. */
function currencyInHeader(header: Header): CurrencyCode | null {
  for (const [at, cell] of header.cells.entries()) {
    const field = header.fields[at];
    if (field !== "amount" && field !== "balance" && field !== "money_in" && field !== "money_out")
      continue;
    // "金额(USD)", or "Saldo CHF"; ALL and TOP are words before they are currencies
    const inside =
      /[([（]([^)\]）]{1,12})[)\]）]/.exec(cell)?.[1] ??
      /\s(?!ALL|TOP)([A-Z]{3})\s*$/.exec(cell)?.[1];
    const currency = inside === undefined || inside.trim() === "元" ? null : currencyOf(inside);
    if (currency) return currency;
  }
  return null;
}

function labelledValues(header: Header): [string, string][] {
  const pairs: [string, string][] = [];
  const fold = (label: string) =>
    label
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s[\]【】*#.]/g, "")
      .replace(/帐/g, "账");
  for (const { cells } of header.preamble) {
    cells.forEach((cell, at) => {
      const plain = cell.normalize("NFKC").trim().replace(spacedLabel, "$1$2");
      for (const part of plain.split(betweenLabels)) {
        const inline = /^([^::]{2,24})[::]\s*(.+)$/.exec(part.trim());
        const spaced = /^(\p{Script=Han}{2,6})\s+\[?([\d*][\d*\s-]{6,}\d)\]?$/u.exec(part.trim());
        if (spaced) pairs.push([fold(spaced[1] ?? ""), spaced[2] ?? ""]);
        if (inline) pairs.push([fold(inline[1] ?? ""), withoutBrackets(inline[2] ?? "")]);
      }
      const next = cells.slice(at + 1).find((other) => other.trim() !== "");
      const label = plain.replace(/[::]\s*$/, "");
      if (next !== undefined && label !== "" && label.length <= 60) {
        const value = withoutBrackets(next);
        pairs.push([fold(label), value], [fold(label.replace(/[([].*$/, "")), value]);
      }
    });
  }
  return pairs;
}

/** "账户明细 账号:6222 户名:…" in one cell: a blank before the next Chinese label parts them too. */
const betweenLabels = /[,;，；\t]|\s{2,}|\s(?=[\p{Script=Han}/]{2,12}[::])/u;

/** "账  号:" is one label, spread out to stand under longer ones. */
const spacedLabel = /(?<!\p{Script=Han})(\p{Script=Han})\s{1,4}(\p{Script=Han})(?=\s*[::])/gu;

/** "[6222…]" is how some banks write what they filled in. */
function withoutBrackets(text: string): string {
  const value = text.trim();
  return /^[[【]([^[\]【】]*)[\]】]$/.exec(value)?.[1]?.trim() ?? value;
}

/** A row between the entries that says whose account the next ones are, or null. */
export function titleInRow(cells: readonly string[], header: Header): StatementTitle | null {
  const words = cells.map((cell) => cell.normalize("NFKC")).join(" ");
  if (!/[账帐卡]号|[账帐]户|account|iban/i.test(words)) return null;
  const title = readTitle({ ...header, preamble: [{ cells, row: header.row }] });
  return /\d{4,}/.test(title.account) ? title : null;
}

function accountNumberIn(text: string): string {
  const found = /[A-Z]{2}\d{2}[A-Z0-9 ]{10,30}|[\d*Xx][\d*Xx\s-]{5,}[\d]/.exec(text)?.[0];
  return (found ?? text).replace(/[\s-]/g, "").replace(/^['`]/, "");
}

/** "起始日期:20260901 终止日期:20260930", "2026-09-01 至 2026-09-30", "[2026-09-01]-[2026-09-30]". */
function periodIn(text: string): { from: IsoDate | null; to: IsoDate | null } {
  const day = String.raw`(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)`;
  const range = new RegExp(String.raw`${day}[^\d\n]{1,24}${day}`).exec(text);
  if (!range) return { from: null, to: null };
  const from = readDate(range[1] ?? "")?.date ?? null;
  const to = readDate(range[2] ?? "")?.date ?? null;
  return from !== null && to !== null && from <= to ? { from, to } : { from: null, to: null };
}
