// Runs in a thread of its own: reads the other side's ledger and compares it with ours. It holds no
// connection and no secret; whatever a file does to it, the server goes on.
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../../core/assert.ts";
import { compareLedgers } from "../../core/comparison/compare.ts";
import { kindFromText } from "../../core/comparison/entry-kind.ts";
import { orientTheirs } from "../../core/comparison/orientation.ts";
import { type BookedEntry, ledgerOfPeriod, periodOf } from "../../core/comparison/period.ts";
import { nameKey } from "../../core/matching/book.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import type { ColumnMapping } from "../../importers/importer.ts";
import {
  type LedgerRow,
  type ParsedLedger,
  parseLedgerFile,
  partiesOf,
} from "../../importers/ledger-table.ts";
import { headRowsOf } from "../../importers/table-records.ts";
import { openTable } from "../../importers/table-source.ts";
import type {
  ComparedLedgers,
  ComparingAnswer,
  ComparingOrder,
  UnreadLedger,
} from "./comparing.ts";

/** Problems told in full; of more only the number. */
const problemsTold = 50;
const sampleRows = 12;

assert(parentPort !== null, "runs as a thread");
// the one that starts this thread puts it there: compare-in-thread.ts
const order = workerData as ComparingOrder;
parentPort.postMessage(answer() satisfies ComparingAnswer);

function answer(): ComparingAnswer {
  const bytes = readFileSync(order.path);
  const ledger = parseLedgerFile(order.fileName, bytes, {
    homeCurrency: order.currency,
    asOf: order.today,
    mappings: new Map<string, ColumnMapping>(order.mappings),
  });
  const isUnread = ledger.problems.some(({ severity }) => severity === "fatal");
  return isUnread || ledger.rows.length === 0 ? unread(bytes, ledger) : compared(ledger);
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

function compared(ledger: ParsedLedger): ComparedLedgers {
  const { choices, currency, today, ours } = order;
  const parties = partiesOf(ledger.rows);
  const party = choices.party ?? ownParty(parties);
  const own = ledger.rows.filter(
    (row) => (party === "" || row.party === party) && row.currency === currency,
  );
  const isAll = own.length === ledger.rows.length;
  const sign = orientTheirs(ours, own.map(bookedEntry));
  const theirs = own.map(bookedEntry).map((entry) => ({ ...entry, minor: sign * entry.minor }));
  const { from, to } = periodOf(
    theirs.map(({ date }) => date),
    today,
  );
  const period = { from: choices.from ?? from, to: choices.to ?? to };
  const opening = openingOf(ledger, isAll);
  const ourLedger = ledgerOfPeriod(ours, 0, period);
  const theirLedger = ledgerOfPeriod(theirs, sign * (opening ?? 0), period);
  const groups = compareLedgers({
    ours: ourLedger.entries,
    theirs: theirLedger.entries,
    currency,
    to: period.to,
  });
  const refused = ledger.problems.filter(({ severity }) => severity === "row").length;
  return {
    state: "compared",
    mapping: ledger.mapping,
    ...period,
    ours: ourLedger,
    theirs: theirLedger,
    groups,
    reading: {
      rows: own.length,
      refused,
      ignored: ledger.ignoredRows + ledger.rows.length - own.length,
      problems: ledger.problems.slice(0, problemsTold),
      proof: isAll ? ledger.proof.state : "unproven",
      isTurned: sign === -1,
      isOpeningKnown: opening !== null,
      parties: parties.slice(0, problemsTold),
      party,
      otherCurrencies: [...new Set(ledger.rows.map((row) => row.currency))].filter(
        (one) => one !== currency,
      ),
    },
  };
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
