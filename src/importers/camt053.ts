// ISO 20022 bank-to-customer messages: camt.053 statements, camt.052 reports, camt.054 notifications.
// Read by local names, so that every version, a missing namespace and an envelope are all the same.
import type { CurrencyCode } from "../core/currency.ts";
import { isCurrency } from "../core/currency.ts";
import { formatMinor, parseMinor } from "../core/money.ts";
import { accountIn, dateAt, readCamtEntry } from "./camt-entry.ts";
import { charsetOf, decodePieces } from "./charset.ts";
import type {
  BalanceProof,
  Importer,
  ImportProblem,
  InterimMessage,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { fatalProblem, finishedFile, warning } from "./problem.ts";
import { proveOpeningClosing } from "./running-balance.ts";
import { firstTextAt, nodeAt, readTrees, textAt, type XmlNode } from "./xml-tree.ts";

const PROGRESS_EVERY_ENTRIES = 1000;

export const camt053: Importer = {
  format: "camt053",
  content: "statements",
  title: { zh: "ISO 20022 CAMT.053 对账单", en: "ISO 20022 CAMT.053" },
  extensions: [".xml", ".camt", ".053"],
  recognises: (head) =>
    head.container === "text" &&
    /<(\w+:)?BkToCstmr(Stmt|AcctRpt|DbtCdtNtfctn)(V\d+)?[\s/>]/.test(head.text),
  parse: parseCamt,
};

/** Statement, report, notification. */
const recordNames: ReadonlyMap<string, InterimMessage | null> = new Map([
  ["Stmt", null],
  ["Rpt", "camt.052"],
  ["Ntfctn", "camt.054"],
]);
const recordParts = new Set([
  "Id", "ElctrncSeqNb", "LglSeqNb", "FrToDt", "Acct", "Bal", "Ntry", "RltdAcct",
]); // biome-ignore format: one list

type CamtRecord = {
  readonly interim: InterimMessage | null;
  account: XmlNode | null;
  parts: XmlNode[];
  balances: XmlNode[];
  entries: StatementEntry[];
  hasFault: boolean;
  row: number;
};

function parseCamt(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const charset = charsetOf(bytes, options.encoding);
  const problems: ImportProblem[] = [];
  const records: CamtRecord[] = [];
  let read = 0;
  const fault = readTrees(decodePieces(bytes, charset), {
    wanted: recordParts,
    opened: (name) => {
      const interim = recordNames.get(name);
      if (interim !== undefined) {
        records.push({
          interim,
          account: null,
          parts: [],
          balances: [],
          entries: [],
          hasFault: false,
          row: 0,
        });
      }
    },
    take: (node) => {
      const record = records.at(-1);
      if (!record) return;
      if (node.name === "Ntry") {
        read++;
        if (read % PROGRESS_EVERY_ENTRIES === 0) options.onProgress?.(read);
        takeEntry(record, node, options.homeCurrency, problems);
      } else if (node.name === "Acct") record.account ??= node;
      else if (node.name === "Bal") record.balances.push(node);
      else record.parts.push(node);
    },
  });
  if (fault) problems.push(fault);
  if (charset.damaged)
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  if (!fault && records.length === 0) problems.push(fatalProblem("statement_missing"));
  if (records.some(({ interim }) => interim !== null)) {
    problems.push(warning("interim_report", { fields: { format: "camt.052 / camt.054" } }));
  }
  const statements = records.map((record) => toStatement(record, options.homeCurrency));
  for (const { proof, currency } of statements) {
    if (proof.state !== "broken") continue;
    const difference = formatMinor(proof.differenceMinor, currency);
    problems.push(warning("balance_broken", { place: proof.place, fields: { difference } }));
  }
  return finishedFile({
    format: "camt053",
    encoding: charset.encoding,
    content: { kind: "statements", statements },
    mapping: null,
    problems,
    ignoredRows: 0,
  });
}

function takeEntry(
  record: CamtRecord,
  node: XmlNode,
  home: CurrencyCode,
  problems: ImportProblem[],
): void {
  const reading = readCamtEntry(node, currencyOf(record, home));
  for (const entry of reading.entries) record.entries.push(entry);
  for (const problem of reading.problems) problems.push(problem);
  record.hasFault ||= reading.problems.some((problem) => problem.severity === "row");
}

function currencyOf(record: CamtRecord, home: CurrencyCode): CurrencyCode {
  const candidates = [
    textAt(record.account ?? undefined, "Ccy"),
    ...record.balances.map((balance) => nodeAt(balance, "Amt")?.attributes["Ccy"] ?? ""),
    record.entries[0]?.currency ?? "",
  ];
  return candidates.find((code) => isCurrency(code)) ?? home;
}

function toStatement(record: CamtRecord, home: CurrencyCode): Statement {
  const currency = currencyOf(record, home);
  const account = record.account ?? undefined;
  const opening = balanceOf(record, ["OPBD", "PRCD"], currency);
  const closing = balanceOf(record, ["CLBD"], currency);
  const dates = record.entries.map((entry) => entry.bookingDate).sort();
  const period = record.parts.find((part) => part.name === "FrToDt");
  const number = record.parts.find(
    (part) => part.name === "ElctrncSeqNb" || part.name === "LglSeqNb",
  );
  return {
    ...(record.interim === null ? {} : { interim: record.interim }),
    account: accountIn(nodeAt(account, "Id")),
    accountName: firstTextAt(account, ["Nm"], ["Ownr", "Nm"]),
    bank: firstTextAt(
      account,
      ["Svcr", "FinInstnId", "Nm"],
      ["Svcr", "FinInstnId", "BICFI"],
      ["Svcr", "FinInstnId", "BIC"],
    ),
    currency,
    statementNo: number?.text ?? record.parts.find((part) => part.name === "Id")?.text ?? "",
    from: dateAt(period, "FrDtTm") ?? opening?.date ?? dates[0] ?? null,
    to: dateAt(period, "ToDtTm") ?? closing?.date ?? dates.at(-1) ?? null,
    openingMinor: opening?.minor ?? null,
    closingMinor: closing?.minor ?? null,
    entries: record.entries,
    proof: proofOf(record, currency, opening?.minor ?? null, closing),
  };
}

type Balance = {
  readonly minor: bigint;
  readonly date: ReturnType<typeof dateAt>;
  readonly row: number;
};

/** The first balance of the best type: PRCD (last statement's closing) stands in for OPBD. */
function balanceOf(
  record: CamtRecord,
  types: readonly string[],
  currency: CurrencyCode,
): Balance | null {
  for (const type of types) {
    for (const node of record.balances) {
      if (firstTextAt(node, ["Tp", "CdOrPrtry", "Cd"], ["Tp", "Cd"]) !== type) continue;
      const amount = nodeAt(node, "Amt");
      if ((amount?.attributes["Ccy"] ?? currency) !== currency) continue;
      const minor = parseMinor(amount?.text ?? "", currency);
      if (minor === null) continue;
      const sign = textAt(node, "CdtDbtInd") === "DBIT" ? -1n : 1n;
      return { minor: minor * sign, date: dateAt(node, "Dt"), row: node.row };
    }
  }
  return null;
}

/** Entries in another currency than the balances cannot be added to them: then nothing is proven. */
function proofOf(
  record: CamtRecord,
  currency: CurrencyCode,
  openingMinor: bigint | null,
  closing: Balance | null,
): BalanceProof {
  const isMixed = record.entries.some((entry) => entry.currency !== currency);
  const sumMinor = record.entries
    .filter((entry) => entry.currency === currency)
    .reduce((sum, entry) => sum + entry.amountMinor, 0n);
  const place = { row: closing?.row ?? record.row };
  const proof = proveOpeningClosing({
    openingMinor,
    closingMinor: closing?.minor ?? null,
    sumMinor,
    place,
  });
  if (isMixed || (record.hasFault && proof.state === "proven")) return { state: "unproven" };
  return proof;
}
