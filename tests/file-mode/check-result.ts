// Checks a file-mode result against its own documentation (src/cli/reconcile.md, "What you can
// check"), from the result and the input files alone. Imports nothing of the product on purpose.

export type ItemFact = {
  readonly itemNo: string;
  readonly kind: string;
  readonly customerNo: string;
  readonly currency: string;
  /** Decimal text. */
  readonly open: string;
};
export type LineFact = {
  readonly lineId: string;
  readonly currency: string;
  readonly amount: string;
};
export type InputFacts = {
  readonly items: readonly ItemFact[];
  readonly lines: readonly LineFact[];
};

export type ResultAllocation = {
  readonly lineId: string;
  readonly itemNo: string;
  readonly kind: string;
  readonly customerNo: string;
  readonly amount: string;
  readonly lineAmount: string;
  readonly status: string;
  readonly confidence: number;
  readonly rule: string;
  readonly rules: readonly string[];
  readonly tiedWith: number;
  readonly because: readonly string[];
};
export type ResultResidual = {
  readonly lineId: string;
  readonly itemNo: string | null;
  readonly kind: string | null;
  readonly side: string;
  readonly amount: string;
  readonly currency: string;
  readonly code: string;
  readonly difference: string | null;
  readonly status: string;
  readonly posted: boolean;
  readonly because: readonly string[];
};
export type ResultLine = {
  readonly lineId: string;
  readonly customerNo: string | null;
  readonly status: string;
  readonly category: string | null;
  readonly amount: string;
  readonly applied: string;
  readonly unapplied: string;
  readonly reason: string;
};
export type ResultItem = {
  readonly itemNo: string;
  readonly kind: string;
  readonly customerNo: string;
  readonly openAfter: string;
};
export type ListedRow = {
  readonly file: string;
  readonly row: number;
  readonly excerpt: string;
  readonly code: string;
  readonly remedy: string;
};
export type FileModeResult = {
  readonly version: number;
  readonly engine: { readonly version: string; readonly weights: string };
  readonly allocations: readonly ResultAllocation[];
  readonly residuals: readonly ResultResidual[];
  readonly lines: readonly ResultLine[];
  readonly items: readonly ResultItem[];
  readonly refused: readonly ListedRow[];
  readonly skipped: readonly ListedRow[];
  readonly totals: {
    readonly lines: number;
    readonly auto: number;
    readonly suggested: number;
    readonly unmatched: number;
    readonly notReceivable: number;
    readonly autoAmount: Readonly<Record<string, string>>;
  };
  readonly timings: { readonly readMs: number; readonly matchMs: number; readonly writeMs: number };
};

const topKeys =
  "version engine allocations residuals lines items refused skipped totals timings".split(" ");
const recordKeys = {
  allocations:
    "lineId itemNo kind customerNo amount lineAmount status confidence rule rules tiedWith because",
  residuals: "lineId itemNo kind side amount currency code difference status posted because",
  lines: "lineId customerNo status category amount applied unapplied reason",
  items: "itemNo kind customerNo openAfter",
  refused: "file row excerpt code remedy",
  skipped: "file row excerpt code remedy",
} as const;
const lanes = ["auto", "suggested", "unmatched", "not_receivable"];
const categories =
  "interest own_transfer tax_refund platform reversal deposit loan capital subsidy insurance supplier_refund cash_pool payroll_return agency refund_to_customer duplicate outgoing other".split(
    " ",
  );
const codes =
  "rounding fee discount deduction retention fx advance refund partial withholding interest duplicate platform_fee unexplained".split(
    " ",
  );
const postableCodes = ["rounding", "fee", "discount", "advance", "fx"];
const noDecimals = ["JPY", "KRW", "VND", "CLP"];
const threeDecimals = ["KWD", "BHD", "JOD", "OMR", "TND"];

/** Every rule that does not hold, in words; empty when the result is as documented. */
export function checkResult(result: FileModeResult, facts: InputFacts): readonly string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: () => string) => {
    if (!holds) faults.push(fault());
  };
  checkShape(result, check);
  const lines = new Map(facts.lines.map((line) => [line.lineId, line]));
  const items = new Map(facts.items.map((item) => [itemKey(item), item]));
  checkLines(result, lines, check);
  checkAllocations(result, { lines, items }, check);
  checkResiduals(result, { lines, items }, check);
  checkOpenAmounts(result, items, check);
  checkOrder(result, check);
  checkTotals(result, check);
  return faults;
}

type Check = (holds: boolean, fault: () => string) => void;
type Known = {
  readonly lines: ReadonlyMap<string, LineFact>;
  readonly items: ReadonlyMap<string, ItemFact>;
};

function checkShape(result: FileModeResult, check: Check): void {
  check(result.version === 1, () => `version ${result.version}`);
  check(sameList(Object.keys(result), topKeys), () => `keys ${Object.keys(result)}`);
  for (const [name, keys] of Object.entries(recordKeys)) {
    const records = result[name as keyof typeof recordKeys];
    for (const record of records) {
      check(
        Object.keys(record).join(" ") === keys,
        () => `${name}: keys are ${Object.keys(record).join(" ")}`,
      );
    }
  }
}

function checkLines(
  result: FileModeResult,
  lines: ReadonlyMap<string, LineFact>,
  check: Check,
): void {
  const seen = new Set<string>();
  const allocated = new Map<string, bigint>();
  for (const { lineId, status, lineAmount } of result.allocations) {
    if (status === "auto") add(allocated, lineId, scaled(lineAmount));
  }
  for (const line of result.lines) {
    const at = `line ${line.lineId}`;
    const fact = lines.get(line.lineId);
    check(!seen.has(line.lineId), () => `${at} stands twice`);
    seen.add(line.lineId);
    check(fact !== undefined, () => `${at} is not in the input`);
    check(lanes.includes(line.status), () => `${at}: status ${line.status}`);
    check(
      line.category === null
        ? line.status !== "not_receivable"
        : categories.includes(line.category) && line.status === "not_receivable",
      () => `${at}: ${line.status} with category ${line.category}`,
    );
    check(line.reason !== "", () => `${at}: no reason`);
    const currency = fact?.currency ?? "CNY";
    for (const amount of [line.amount, line.applied, line.unapplied]) {
      check(hasDecimals(amount, currency), () => `${at}: ${amount} is not written as ${currency}`);
    }
    if (fact) {
      check(
        scaled(line.amount) === scaled(fact.amount),
        () => `${at}: ${line.amount} ≠ ${fact.amount}`,
      );
    }
    check(
      scaled(line.applied) === (allocated.get(line.lineId) ?? 0n),
      () => `${at}: applied ${line.applied} is not what its automatic allocations take`,
    );
    check(
      scaled(line.applied) + scaled(line.unapplied) === scaled(line.amount),
      () => `${at}: applied + unapplied ≠ amount`,
    );
  }
  check(
    result.lines.length + notTaken(result, lines, seen) >= lines.size,
    () => `${lines.size} lines in, ${result.lines.length} out and too few listed`,
  );
}

/** Input lines that are not in the result must stand in its lists. */
function notTaken(
  result: FileModeResult,
  lines: ReadonlyMap<string, LineFact>,
  seen: ReadonlySet<string>,
): number {
  const missing = [...lines.keys()].filter((lineId) => !seen.has(lineId)).length;
  return Math.min(missing, result.refused.length + result.skipped.length);
}

function checkAllocations(result: FileModeResult, { lines, items }: Known, check: Check): void {
  const status = new Map(result.lines.map((line) => [line.lineId, line.status]));
  const taken = new Map<string, bigint>();
  for (const one of result.allocations) {
    const at = `allocation ${one.lineId} → ${one.kind} ${one.itemNo} of ${one.customerNo}`;
    const line = lines.get(one.lineId);
    const item = items.get(itemKey(one));
    check(item !== undefined, () => `${at}: no such item in the input`);
    check(line !== undefined, () => `${at}: no such line in the input`);
    check(one.status === "auto" || one.status === "suggested", () => `${at}: ${one.status}`);
    check(one.status === status.get(one.lineId), () => `${at}: not the status of its line`);
    check(one.status !== "auto" || one.tiedWith === 0, () => `${at}: automatic and tied`);
    check(one.confidence >= 0 && one.confidence <= 1, () => `${at}: confidence ${one.confidence}`);
    check(one.rules.includes(one.rule), () => `${at}: ${one.rule} is not among ${one.rules}`);
    check(one.because.length > 0, () => `${at}: no reason`);
    if (!line || !item) continue;
    const amount = scaled(one.amount);
    check(amount !== 0n, () => `${at}: nothing allocated`);
    check(amount > 0n === scaled(item.open) > 0n, () => `${at}: runs against the item`);
    check(hasDecimals(one.amount, item.currency), () => `${at}: ${one.amount}`);
    check(hasDecimals(one.lineAmount, line.currency), () => `${at}: ${one.lineAmount}`);
    check(
      item.currency !== line.currency || amount === scaled(one.lineAmount),
      () => `${at}: one currency, two amounts`,
    );
    if (one.status === "suggested") add(taken, `${one.lineId}\n${itemKey(one)}`, amount);
  }
  for (const [key, amount] of taken) {
    const item = items.get(key.slice(key.indexOf("\n") + 1));
    const open = item ? scaled(item.open) : 0n;
    check(magnitude(amount) <= magnitude(open), () => `${key}: suggests more than is open`);
  }
}

function checkResiduals(result: FileModeResult, { lines, items }: Known, check: Check): void {
  const itemOfLine = new Map(
    result.allocations.map((one) => [`${one.lineId}\n${one.kind}\n${one.itemNo}`, one.customerNo]),
  );
  const used = new Map<string, bigint>();
  for (const { lineId, status, lineAmount } of result.allocations) {
    if (status === "auto") add(used, lineId, scaled(lineAmount));
  }
  for (const one of result.residuals) {
    const at = `residual ${one.code} of line ${one.lineId}, ${one.itemNo}`;
    const line = lines.get(one.lineId);
    check(codes.includes(one.code), () => `${at}: unknown code`);
    check(!one.posted || postableCodes.includes(one.code), () => `${at}: may not be posted`);
    check(!one.posted || one.status === "auto", () => `${at}: posted on a ${one.status} line`);
    check(hasDecimals(one.amount, one.currency), () => `${at}: ${one.amount} ${one.currency}`);
    check(/^([TPS]\d\d)$/.test(one.difference ?? "T00"), () => `${at}: ${one.difference}`);
    check(["item", "line", "home"].includes(one.side), () => `${at}: side ${one.side}`);
    const amount = scaled(one.amount);
    if (one.side === "line") {
      check(amount > 0n, () => `${at}: ${one.amount} left of the line`);
      check(one.currency === line?.currency, () => `${at}: not in the line's currency`);
      if (one.status === "auto") add(used, one.lineId, amount);
    }
    if (one.side === "item") {
      const customerNo = itemOfLine.get(`${one.lineId}\n${one.kind}\n${one.itemNo}`) ?? "";
      const item = items.get(
        itemKey({ kind: one.kind ?? "", itemNo: one.itemNo ?? "", customerNo }),
      );
      check(item !== undefined, () => `${at}: on no item that the line pays`);
      check(amount > 0n, () => `${at}: ${one.amount} in the item's own direction`);
      check(one.currency === item?.currency, () => `${at}: not in the item's currency`);
    }
  }
  for (const line of result.lines) {
    if (line.status !== "auto") continue;
    check(
      (used.get(line.lineId) ?? 0n) === scaled(line.amount),
      () => `line ${line.lineId}: allocations and line residuals are not ${line.amount}`,
    );
  }
}

function checkOpenAmounts(
  result: FileModeResult,
  items: ReadonlyMap<string, ItemFact>,
  check: Check,
): void {
  const settled = new Map<string, bigint>();
  const customerOf = new Map<string, string>();
  for (const one of result.allocations) {
    customerOf.set(`${one.lineId}\n${one.kind}\n${one.itemNo}`, one.customerNo);
    if (one.status === "auto") add(settled, itemKey(one), scaled(one.amount));
  }
  for (const one of result.residuals) {
    if (one.side !== "item" || !one.posted || one.itemNo === null || one.kind === null) continue;
    const customerNo = customerOf.get(`${one.lineId}\n${one.kind}\n${one.itemNo}`) ?? "";
    const key = itemKey({ kind: one.kind, itemNo: one.itemNo, customerNo });
    const isNegative = scaled(items.get(key)?.open ?? "0") < 0n;
    add(settled, key, isNegative ? -scaled(one.amount) : scaled(one.amount));
  }
  for (const one of result.items) {
    const at = `${one.kind} ${one.itemNo} of ${one.customerNo}`;
    const item = items.get(itemKey(one));
    check(item !== undefined, () => `${at}: not in the input`);
    if (!item) continue;
    const open = scaled(item.open);
    const after = scaled(one.openAfter);
    check(hasDecimals(one.openAfter, item.currency), () => `${at}: ${one.openAfter}`);
    check(
      after === open - (settled.get(itemKey(one)) ?? 0n),
      () => `${at}: open after is ${after}`,
    );
    check(magnitude(after) <= magnitude(open), () => `${at}: more open than before`);
    check(after === 0n || after > 0n === open > 0n, () => `${at}: over-settled`);
  }
  check(result.items.length <= items.size, () => "more items out than in");
}

function checkOrder(result: FileModeResult, check: Check): void {
  const isSorted = <T>(list: readonly T[], keys: (one: T) => readonly string[]) =>
    list.every((one, place) => place === 0 || compareKeys(keys(list[place - 1]!), keys(one)) <= 0);
  const byLine = (one: ResultAllocation | ResultResidual) => [
    one.lineId,
    one.itemNo ?? "",
    one.kind ?? "",
  ];
  check(isSorted(result.allocations, byLine), () => "allocations are not in order");
  check(isSorted(result.residuals, byLine), () => "residuals are not in order");
  check(
    isSorted(result.lines, ({ lineId }) => [lineId]),
    () => "lines are not in order",
  );
  check(
    isSorted(result.items, ({ kind, itemNo, customerNo }) => [kind, itemNo, customerNo]),
    () => "items are not in order",
  );
}

function checkTotals({ lines, totals }: FileModeResult, check: Check): void {
  const count = (status: string) => lines.filter((line) => line.status === status).length;
  check(totals.lines === lines.length, () => `totals.lines ${totals.lines}`);
  check(totals.auto === count("auto"), () => `totals.auto ${totals.auto}`);
  check(totals.suggested === count("suggested"), () => `totals.suggested ${totals.suggested}`);
  check(totals.unmatched === count("unmatched"), () => `totals.unmatched ${totals.unmatched}`);
  check(
    totals.notReceivable === count("not_receivable"),
    () => `totals.notReceivable ${totals.notReceivable}`,
  );
  const automatic = lines.filter(({ status }) => status === "auto");
  const sum = automatic.reduce((total, { amount }) => total + scaled(amount), 0n);
  const stated = Object.values(totals.autoAmount).reduce((total, one) => total + scaled(one), 0n);
  check(sum === stated, () => "totals.autoAmount is not the sum of the automatic lines");
}

function itemKey(item: Pick<ItemFact, "kind" | "itemNo" | "customerNo">): string {
  return `${item.kind}\n${item.itemNo}\n${item.customerNo}`;
}

/** Decimal text as an integer of millionths, so that amounts of all currencies compare. */
function scaled(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new Error(`no amount: ${text}`);
  const value = BigInt(match[2]! + (match[3] ?? "").padEnd(6, "0"));
  return match[1] === "-" ? -value : value;
}

function hasDecimals(text: string, currency: string): boolean {
  const wanted = noDecimals.includes(currency) ? 0 : threeDecimals.includes(currency) ? 3 : 2;
  const point = text.indexOf(".");
  return (point < 0 ? 0 : text.length - point - 1) === wanted && /^-?\d/.test(text);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [place, left] of a.entries()) {
    const right = b[place]!;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, place) => one === b[place]);
}

/**
 * The facts of comma-separated input files with English heads; what a missing column means is taken
 * from the documentation (kind by sign, open amount = amount, home currency).
 */
export function factsOf(
  files: { readonly items: string; readonly lines: string },
  homeCurrency = "CNY",
): InputFacts {
  const items = recordsOf(files.items).map((row): ItemFact => {
    const amount = row["amount"] || row["open_amount"] || "0";
    return {
      itemNo: row["item_no"] ?? "",
      kind: row["kind"] || (amount.startsWith("-") ? "credit_note" : "invoice"),
      customerNo: row["customer_no"] ?? "",
      currency: row["currency"] || homeCurrency,
      open: row["open_amount"] || amount,
    };
  });
  const lines = recordsOf(files.lines).map(
    (row): LineFact => ({
      lineId: row["line_id"] ?? "",
      currency: row["currency"] || homeCurrency,
      amount: row["amount"] ?? "0",
    }),
  );
  return { items, lines };
}

function recordsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = rowsOf(csv);
  return rows.map((cells) =>
    Object.fromEntries(names.map((name, place) => [name.trim(), (cells[place] ?? "").trim()])),
  );
}

/** RFC 4180: quoted cells may hold commas, line breaks and doubled quotes. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (cells.some((cell) => cell !== "")) rows.push(cells);
    cells = [];
  }
  return rows;
}
