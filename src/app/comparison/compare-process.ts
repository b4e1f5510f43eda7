// Runs as a process of its own: reads the other side's ledger and compares it with ours. It holds no
// connection and no secret; whatever a file does to it, the server goes on.
import { readFileSync } from "node:fs";
import { Bug } from "../../core/assert.ts";
import { compareLedgers, type ToldPart } from "../../core/comparison/compare.ts";
import { kindFromText } from "../../core/comparison/entry-kind.ts";
import type { LedgerEntry } from "../../core/comparison/ledger-entry.ts";
import {
  ledgerOfOpenItems,
  looksLikeOpenItems,
  periodOfOpenItems,
  settledNumbers,
  withSettled,
} from "../../core/comparison/open-items.ts";
import { orientTheirs } from "../../core/comparison/orientation.ts";
import { type BookedEntry, ledgerOfPeriod, periodOf } from "../../core/comparison/period.ts";
import { nameKey } from "../../core/matching/book.ts";
import { formatMinor, parseMinor, toSafeMinor } from "../../core/money.ts";
import type { ColumnMapping } from "../../importers/importer.ts";
import {
  type LedgerRow,
  type ParsedLedger,
  parseLedgerFile,
  partiesOf,
} from "../../importers/ledger-table.ts";
import { statedDay } from "../../importers/stated-day.ts";
import { headRowsOf } from "../../importers/table-records.ts";
import { openTable } from "../../importers/table-source.ts";
import { answerApart } from "../apart/answer-apart.ts";
import {
  type ComparedLedgers,
  type ComparingAnswer,
  type ComparingFault,
  type ComparingOrder,
  mostEntries,
  type TooLarge,
  type UnreadLedger,
} from "./comparing.ts";
import type { ToldEntries } from "./stored-choices.ts";

/** Problems told in full; of more only the number. */
const problemsTold = 50;
const sampleRows = 12;

/** The one this process was started for. */
let order: ComparingOrder;
answerApart((given: ComparingOrder): ComparingAnswer | ComparingFault => {
  order = given;
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof Bug)) throw error;
    return { state: "bug", stack: error.stack ?? error.message };
  }
});

function answer(): ComparingAnswer {
  const bytes = readFileSync(order.path);
  const ledger = parseLedgerFile(order.fileName, bytes, {
    homeCurrency: order.currency,
    asOf: order.today,
    mappings: new Map<string, ColumnMapping>(order.mappings),
    ...(order.choices.mode ? { isOpenItems: order.choices.mode === "open_items" } : {}),
  });
  const isUnread = ledger.problems.some(({ severity }) => severity === "fatal");
  if (isUnread || ledger.rows.length === 0) return unread(bytes, ledger);
  if (!ledger.isOpenItems) return compared(ledger);
  if (order.openItems !== null) return comparedOpenItems(ledger, order.openItems);
  const stated = statedDay(order.fileName, bytes, ledger.mapping);
  return { state: "wants_open_items", asOf: order.choices.to ?? stated ?? order.today };
}

function unread(bytes: Uint8Array, { mapping, problems }: ParsedLedger): UnreadLedger {
  const opened = openTable(bytes);
  const sheets = opened.ok ? opened.value.sheets : [];
  const sheet = sheets.find(({ name }) => name === mapping?.sheet) ?? sheets[0];
  const rows = sheet ? headRowsOf(sheet) : [];
  const sample = rows
    .filter(({ row }) => row > (mapping?.headerRow ?? 0))
    .slice(0, sampleRows)
    .map(({ cells }) => cells.slice(0, 60).map((cell) => cell.slice(0, 120)));
  return { state: "unread", mapping, sample, problems: problems.slice(0, problemsTold) };
}

/** The rows of our account in the currency asked for, as they count and turned to our side. */
function theirSide(ledger: ParsedLedger, ours: readonly BookedEntry[]) {
  const { choices, currency } = order;
  const parties = partiesOf(ledger.rows);
  const party = choices.party ?? ownParty(parties);
  const own = ledger.rows.filter(
    (row) => (party === "" || row.party === party) && row.currency === currency,
  );
  const isAll = own.length === ledger.rows.length;
  const sign = orientTheirs(ours, own.map(bookedEntry));
  const theirs = own.map(bookedEntry).map((entry) => ({ ...entry, minor: sign * entry.minor }));
  return { parties, party, own, isAll, sign, theirs };
}

function comparedOpenItems(
  ledger: ParsedLedger,
  open: NonNullable<ComparingOrder["openItems"]>,
): ComparedLedgers | TooLarge {
  const { asOf } = open;
  const side = theirSide(ledger, open.ours);
  const [ours, theirs] = [ledgerOfOpenItems(open.ours), ledgerOfOpenItems(side.theirs)];
  if (theirs.entries.length > mostEntries) return { state: "too_large" };
  const question = { ours: ours.entries, theirs: theirs.entries, currency: order.currency };
  const groups = compareLedgers({
    ...question,
    to: asOf,
    told: toldPlaces(ours.entries, theirs.entries),
  });
  const settled = settledNumbers(order.ours, open.ours, asOf);
  return {
    state: "compared",
    mapping: ledger.mapping,
    ...periodOfOpenItems([...open.ours, ...side.theirs], asOf),
    ours,
    theirs,
    groups: withSettled(groups, theirs.entries, settled),
    reading: {
      ...factsOf(ledger, side),
      mode: "open_items",
      mayBeOpenItems: false,
      isOpeningKnown: true,
    },
  };
}

function compared(ledger: ParsedLedger): ComparedLedgers | TooLarge {
  const { choices, currency, today, ours } = order;
  const side = theirSide(ledger, ours);
  const { isAll, sign, theirs } = side;
  const { from, to } = periodOf(
    theirs.map(({ date }) => date),
    today,
  );
  const period = { from: choices.from ?? from, to: choices.to ?? to };
  const opening = openingOf(ledger, isAll);
  const ourLedger = ledgerOfPeriod(ours, 0, period);
  const theirLedger = ledgerOfPeriod(theirs, sign * (opening ?? 0), period);
  if (theirLedger.entries.length > mostEntries) return { state: "too_large" };
  const groups = compareLedgers({
    ours: ourLedger.entries,
    theirs: theirLedger.entries,
    currency,
    to: period.to,
    told: toldPlaces(ourLedger.entries, theirLedger.entries),
  });
  const facts = factsOf(ledger, side);
  const isDoubtful = choices.mode === undefined && facts.proof !== "proven";
  return {
    state: "compared",
    mapping: ledger.mapping,
    ...period,
    ours: ourLedger,
    theirs: theirLedger,
    groups,
    reading: {
      ...facts,
      mode: "movements",
      mayBeOpenItems: isDoubtful && looksLikeOpenItems(theirLedger.entries, ourLedger.entries),
      isOpeningKnown: opening !== null,
    },
  };
}

/** Entries are known again by what they say: those that say the same may stand for each other. */
function toldPlaces(ours: readonly LedgerEntry[], theirs: readonly LedgerEntry[]): ToldPart[] {
  const named = ({ date, no, minor }: LedgerEntry) =>
    `${date} ${no} ${formatMinor(minor, order.currency)}`;
  const placesOf = (entries: readonly LedgerEntry[]) =>
    Map.groupBy(entries.keys(), (at) => named(entries[at]!));
  const places = { ours: placesOf(ours), theirs: placesOf(theirs) };
  const take = (side: "ours" | "theirs", part: ToldEntries) =>
    part[side].map(({ date, no, amount }) => places[side].get(`${date} ${no} ${amount}`)?.shift());
  return order.choices.told.flatMap((part) => {
    const [left, right] = [take("ours", part), take("theirs", part)];
    const isWhole = [...left, ...right].every((at) => at !== undefined);
    // what is booked otherwise by now was told of other entries
    return isWhole ? [{ ours: left.filter(isPlace), theirs: right.filter(isPlace) }] : [];
  });
}

function isPlace(at: number | undefined): at is number {
  return at !== undefined;
}

function factsOf(ledger: ParsedLedger, side: ReturnType<typeof theirSide>) {
  const { own, isAll, sign, parties, party } = side;
  return {
    rows: own.length,
    refused: ledger.problems.filter(({ severity }) => severity === "row").length,
    ignored: ledger.ignoredRows + ledger.rows.length - own.length,
    problems: ledger.problems.slice(0, problemsTold),
    proof: isAll ? ledger.proof.state : "unproven",
    isTurned: sign === -1,
    parties: parties.slice(0, problemsTold),
    party,
    otherCurrencies: [...new Set(ledger.rows.map((row) => row.currency))].filter(
      (one) => one !== order.currency,
    ),
  } as const;
}

/** A person's word goes before the table's; of a part of a table the balance says nothing. */
function openingOf(ledger: ParsedLedger, isAll: boolean): number | null {
  const given = order.choices.theirOpening;
  const minor = given === undefined ? null : parseMinor(given, order.currency);
  if (minor !== null) return toSafeMinor(minor);
  return isAll && ledger.openingMinor !== null ? toSafeMinor(ledger.openingMinor) : null;
}

/** In a ledger of several suppliers: ours, by our own names. */
function ownParty(parties: readonly string[]): string {
  if (parties.length < 2) return "";
  const own = order.ownNames.map(nameKey).filter((key) => key !== "");
  return parties.find((party) => own.some((key) => nameKey(party).includes(key))) ?? "";
}

function bookedEntry(row: LedgerRow): BookedEntry {
  const { date, no, refs, memo, amountMinor } = row;
  const text = `${no} ${memo} ${refs.join(" ")}`;
  return {
    id: String(row.row),
    date,
    bookedOn: date,
    no,
    refs,
    memo,
    minor: toSafeMinor(amountMinor),
    kind: kindFromText(text),
  };
}
