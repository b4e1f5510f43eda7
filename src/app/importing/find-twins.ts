// Entries of the staged file that the books hold in another form already: the sum of a batch whose
// details a camt.054 brought, or the other way round. What says less adds nothing; what says more takes
// the place of the line that nobody has worked with yet. Run before the preview and before the import.
import { isCurrency } from "../../core/currency.ts";
import { formatGrouped, parseMinor } from "../../core/money.ts";
import {
  hasInterim,
  markKnownTwins,
  markStaged,
  type StoredTwinLine,
  stagedTwinLines,
  storedTwinLines,
  type TwinLine,
  twinDays,
} from "../../db/line-twins.ts";
import type { Db } from "../../db/pool.ts";
import type { ImportProblem } from "../../importers/importer.ts";
import { type EntryForm, pairEntries, saysMore } from "./pair-entries.ts";
import type { StagedFile } from "./stage-file.ts";

type Form<Line extends TwinLine> = EntryForm & { readonly rows: readonly Line[] };

type OfBooks = { readonly orgId: number; readonly booksId: number };

/** The file with its staged lines marked, and with what became of each such entry. */
export async function withTwins(client: Db, of: OfBooks, staged: StagedFile): Promise<StagedFile> {
  const found = await findTwins(client, of, staged);
  if (found.length === 0) return staged;
  const problems = [...staged.summary.problems, ...found];
  return { ...staged, summary: { ...staged.summary, problems } };
}

async function findTwins(
  client: Db,
  { orgId, booksId }: OfBooks,
  { kind, summary }: StagedFile,
): Promise<readonly ImportProblem[]> {
  if (kind !== "lines") return [];
  const interim = summary.statements.map((statement) => statement.interim);
  const interimNumbers = interim.flatMap((name, n) => (name === "" ? [] : [n]));
  if (interimNumbers.length === 0 && !(await hasInterim(client, orgId))) return [];
  await markKnownTwins(client, orgId);
  const days = await twinDays(client, { orgId, booksId, interim: interimNumbers });
  if (days.length === 0) return [];
  const staged = await stagedTwinLines(client, orgId, days);
  const stored = await storedTwinLines(client, { orgId, booksId, days });
  const incoming = formsOf(staged, (line) => interim[line.statement] ?? "");
  const known = formsOf(stored, (line) => line.interim);
  const met = new Map(
    staged.flatMap(({ knownAs, id }) => (knownAs === null ? [] : [[knownAs, id]])),
  );
  const lines = new Map(incoming.flatMap((form) => form.rows.map((row) => [row.id, row] as const)));
  const decided = decide(
    incoming.filter((form) => form.rows.every(({ id }) => lines.get(id)?.knownAs === null)),
    known.filter((form) => !form.rows.some((row) => met.has(row.id))),
  );
  // An entry of which some details are known is known: the others only read differently.
  for (const form of incoming) {
    const anchor = form.rows.find(({ knownAs }) => knownAs !== null);
    if (!anchor || form.lines.length === 1 || form.count !== form.lines.length) continue;
    const group = known.find((one) => one.rows.some(({ id }) => id === anchor.knownAs));
    if (group?.key !== form.key || group.lines.length !== form.lines.length) continue;
    const rest = form.rows.filter(({ knownAs }) => knownAs === null);
    decided.twins.push(...rest.map(({ id }) => ({ n: id, lineId: group.id })));
  }
  await markStaged(client, "twin_of", decided.twins);
  await markStaged(client, "replaces", decided.replacing);
  return decided.problems;
}

type Mark = { readonly n: number; readonly lineId: number };
type Decided = { twins: Mark[]; replacing: Mark[]; problems: ImportProblem[] };

function decide(
  incoming: readonly Form<TwinLine>[],
  known: readonly Form<StoredTwinLine>[],
): Decided {
  const decided: Decided = { twins: [], replacing: [], problems: [] };
  const byId = new Map(known.map((form) => [form.id, form]));
  const bills: Form<TwinLine>[] = [];
  for (const interim of new Set(incoming.map((form) => form.interim))) {
    const ours = incoming.filter((form) => form.interim === interim);
    const free = known.filter(({ rows }) => !rows.some((row) => row.takenBy.includes(interim)));
    const pairs = pairEntries(ours, free);
    for (const form of ours) {
      const partner = byId.get(pairs.get(form.id) ?? 0);
      if (!partner) continue;
      if (isOfBill(form) || isOfBill(partner)) {
        decided.twins.push(...form.rows.map(({ id }) => ({ n: id, lineId: partner.id })));
        bills.push(form);
        continue;
      }
      const isBetter = form.isWhole && partner.lines.length === 1 && saysMore(form, partner);
      const isFree = !partner.rows.some((row) => row.isInUse);
      const marks = form.rows.map(({ id }) => ({ n: id, lineId: partner.id }));
      (isBetter && isFree ? decided.replacing : decided.twins).push(...marks);
      const code = !isBetter ? "entry_in_books" : isFree ? "entry_takes_place" : "entry_in_use";
      decided.problems.push(problemOf(code, form, partner));
    }
  }
  decided.problems.push(...billProblems(bills));
  return decided;
}

function isOfBill({ interim }: EntryForm): boolean {
  return interim === "wechat_bill";
}

/** A bill has thousands of orders: they are told together. */
function billProblems(forms: readonly Form<TwinLine>[]): ImportProblem[] {
  const all = forms.flatMap(({ rows }) => rows);
  return [...Map.groupBy(all, ({ currency }) => currency)].map(([currency, rows]) => {
    const minor = rows.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
    const days = rows.map(({ day }) => day).sort();
    const amount = `${currency} ${isCurrency(currency) ? formatGrouped(minor, currency) : minor}`;
    const fields = { amount, count: rows.length, from: days[0] ?? "", to: days.at(-1) ?? "" };
    return { code: "bill_in_books", severity: "warning", place: {}, excerpt: "", fields };
  });
}

function problemOf(
  code: "entry_in_books" | "entry_takes_place" | "entry_in_use",
  form: Form<TwinLine>,
  partner: Form<StoredTwinLine>,
): ImportProblem {
  const [first] = form.rows;
  const { currency = "", day: date = "", rowNo: row = 0 } = first ?? {};
  const minor = form.lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const amount = `${currency} ${isCurrency(currency) ? formatGrouped(minor, currency) : minor}`;
  const [count, known] = [form.lines.length, partner.lines.length];
  const fields = { amount, date, count, known };
  return { code, severity: "warning", place: { row }, excerpt: `${date} ${amount}`, fields };
}

/** The lines of one entry put together: its details stand one after another. */
function formsOf<Line extends TwinLine>(
  lines: readonly Line[],
  interimOf: (line: Line) => string,
): Form<Line>[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const { statement, accountId, day, batchAmount, batchCount, batchRef, id } = line;
    const entry = batchAmount === "" ? id : `${batchAmount} ${batchCount} ${batchRef}`;
    const key = [statement, accountId, day, line.currency, entry].join("\u001f");
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()].flatMap((group) => {
    const count = whole(group[0]?.batchCount ?? "");
    const isBatch = group[0]?.batchAmount !== "" && count !== null && count > 0;
    const size = isBatch ? count : 1;
    const forms: Form<Line>[] = [];
    for (let at = 0; at < group.length; at += size) {
      forms.push(formOf(group.slice(at, at + size), interimOf));
    }
    return forms;
  });
}

function formOf<Line extends TwinLine>(
  rows: readonly Line[],
  interimOf: (line: Line) => string,
): Form<Line> {
  const first = rows[0]!;
  const { currency, batchAmount, accountId, day, batchRef, orderRef } = first;
  const sum = rows.reduce((total, row) => total + row.amountMinor, 0);
  const stated = isCurrency(currency) ? parseMinor(batchAmount, currency) : null;
  const amount = stated ?? BigInt(sum);
  const refs = batchAmount === "" ? [first.bankRef, batchRef, orderRef] : [batchRef];
  return {
    id: first.id,
    key: [accountId, day, currency, amount].join("|"),
    interim: interimOf(first),
    refs,
    count: whole(first.batchCount),
    isWhole: BigInt(sum) === amount,
    lines: rows.map(({ amountMinor, payerName, payerAccount, endToEnd, reference, memo }) => ({
      amountMinor,
      payerName,
      payerAccount,
      endToEnd,
      reference,
      memo,
    })),
    rows,
  };
}

function whole(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number.parseInt(text, 10) : null;
}
