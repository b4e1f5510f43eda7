// OFX statements of bank accounts and cards: 1.x (SGML), 2.x (XML), and QFX, which is OFX. They show a
// closing balance alone, so that nothing is proven by it.
import { type CurrencyCode, isCurrency } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { type Charset, charsetOf, decodeAll, knownEncoding } from "./charset.ts";
import type {
  Importer,
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { ofxAmount, ofxDate, readOfxEntry } from "./ofx-entry.ts";
import { type OfxTag, ofxTags } from "./ofx-tags.ts";
import { fatalProblem, finishedFile, rowProblem, warning } from "./problem.ts";
import { refusalOfSize } from "./text-size.ts";

const PROGRESS_EVERY_ENTRIES = 1000;

export const ofx: Importer = {
  format: "ofx",
  content: "statements",
  title: { zh: "OFX / QFX 对账单", en: "OFX / QFX" },
  extensions: [".ofx", ".qfx", ".xml", ".sgml"],
  recognises: (head) => head.container === "text" && /<OFX[\s>]/.test(head.text),
  parse: parseOfx,
};

/** Aggregates that matter, by how deep they stand: one opens where its equals and deeper ones end. */
const depths: ReadonlyMap<string, number> = new Map([
  ...["STMTRS", "CCSTMTRS", "INVSTMTRS", "STATUS", "FI"].map((name) => [name, 1] as const),
  ...["BANKACCTFROM", "CCACCTFROM", "BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST"].map(
    (name) => [name, 2] as const,
  ),
  ...["LEDGERBAL", "AVAILBAL", "BALLIST"].map((name) => [name, 2] as const),
  ...["STMTTRN", "STMTTRNP", "BAL"].map((name) => [name, 3] as const),
  ...["PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY"].map(
    (name) => [name, 4] as const,
  ),
]);
const DEEPEST = 4;
const ENTRY_DEPTH = 3;

type Draft = {
  readonly row: number;
  readonly isInvestment: boolean;
  /** "CURDEF", "BANKACCTFROM.ACCTID", "LEDGERBAL.BALAMT" … */
  readonly values: Map<string, string>;
  readonly entries: { readonly entry: StatementEntry; readonly id: string }[];
  hasEntries: boolean;
  investmentEntries: number;
};

function parseOfx(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const tooLarge = refusalOfSize("ofx", bytes);
  if (tooLarge) return tooLarge;
  const charset = ofxCharset(bytes, options.encoding);
  const text = decodeAll(bytes, charset);
  const reader = new OfxReader(options);
  const refusal = refusalOf(text);
  if (!refusal) for (const tag of ofxTags(text)) reader.take(tag);
  const { statements, problems } = refusal
    ? { statements: [], problems: [refusal] }
    : reader.finish();
  if (charset.damaged) {
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  }
  return finishedFile({
    format: "ofx",
    encoding: charset.encoding,
    content: { kind: "statements", statements },
    mapping: null,
    problems,
    ignoredRows: 0,
  });
}

/** A value that the end of the file cuts reads like a smaller one: without its end nothing counts. */
function refusalOf(text: string): ImportProblem | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return fatalProblem("xml_doctype");
  const end = text.slice(-4096).search(/<\/OFX\s*>/);
  if (end < 0) return fatalProblem("file_cut_off", { fields: { end: "</OFX>" } });
  return null;
}

/** Headers nearly all say USASCII and 1252; where the bytes are something else, the bytes count. */
function ofxCharset(bytes: Uint8Array, chosen: string | undefined): Charset {
  const charset = charsetOf(bytes, chosen);
  if (chosen !== undefined || charset.encoding !== "windows-1252") return charset;
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 1024));
  const declared = /^\s*CHARSET:\s*([\w-]+)|<\?xml[^>]*\bencoding=["']([\w-]+)/im.exec(head);
  const name = declared?.[1] ?? declared?.[2] ?? "";
  const encoding = knownEncoding(/^125\d$/.test(name) ? `windows-${name}` : name);
  const isOwn = encoding !== null && !/^(utf|us-ascii)/.test(encoding);
  return isOwn ? { ...charset, encoding } : charset;
}

/** Takes the tags one by one; statements come out at the end. */
class OfxReader {
  private readonly statements: Draft[] = [];
  private readonly problems: ImportProblem[] = [];
  private readonly path: string[] = [];
  private readonly options: ParseOptions;
  private entry: { values: Map<string, string>; row: number; isPending: boolean } | null = null;
  private organisation = "";
  private status = new Map<string, string>();
  private error: ReadonlyMap<string, string> | null = null;
  private read = 0;

  constructor(options: ParseOptions) {
    this.options = options;
  }

  take({ name, isClose, text, row }: OfxTag): void {
    const depth = depths.get(name);
    if (isClose) {
      if (this.path.includes(name)) this.leave(depth ?? 1);
      return;
    }
    // <PAYEE>Name</PAYEE> is a value of some banks, an aggregate of others.
    if (depth === undefined || (depth > ENTRY_DEPTH && text !== "")) this.takeValue(name, text);
    else this.enter(name, depth, row);
  }

  private enter(name: string, depth: number, row: number): void {
    this.leave(depth);
    this.path.push(name);
    if (name === "STATUS") this.status = new Map();
    if (name.endsWith("STMTRS")) {
      const isInvestment = name === "INVSTMTRS";
      this.statements.push({
        row,
        isInvestment,
        values: new Map(),
        entries: [],
        hasEntries: false,
        investmentEntries: 0,
      });
    }
    if (name.startsWith("STMTTRN")) {
      this.entry = { values: new Map(), row, isPending: name === "STMTTRNP" };
    }
  }

  /** Ends all that stands as deep as this or deeper: closing tags may be missing. */
  private leave(depth: number): void {
    while (this.path.length > 0) {
      const innermost = this.path.at(-1) ?? "";
      if ((depths.get(innermost) ?? DEEPEST) < depth) return;
      this.path.pop();
      if (innermost.startsWith("STMTTRN")) this.finishEntry();
      if (innermost === "STATUS" && this.status.get("SEVERITY") === "ERROR") {
        this.error ??= this.status;
      }
    }
  }

  private takeValue(name: string, text: string): void {
    if (text === "") return;
    const inside = this.path.at(-1) ?? "";
    if (inside === "STATUS") this.status.set(name, text);
    else if (inside === "FI") this.organisation ||= name === "ORG" ? text : "";
    else if (this.entry) {
      const isOwn = inside.startsWith("STMTTRN");
      setFirst(this.entry.values, isOwn ? name : `${inside}.${name}`, text);
    } else {
      const isOwn = inside.endsWith("STMTRS");
      const draft = this.statements.at(-1);
      if (draft) setFirst(draft.values, isOwn ? name : `${inside}.${name}`, text);
    }
  }

  private finishEntry(): void {
    const { entry } = this;
    const draft = this.statements.at(-1);
    this.entry = null;
    if (!entry) return;
    this.read++;
    if (this.read % PROGRESS_EVERY_ENTRIES === 0) this.options.onProgress?.(this.read);
    if (draft?.isInvestment) {
      draft.investmentEntries++;
      return;
    }
    if (draft) draft.hasEntries = true;
    const { row, values, isPending } = entry;
    const { asOf, homeCurrency } = this.options;
    const currency = currencyOf(draft, homeCurrency);
    const reading = readOfxEntry(values, { row, currency, asOf });
    if (!reading.ok) this.problems.push(reading.problem);
    else if (!draft) this.problems.push(entryProblem("entry_unreadable", reading.entry));
    else if (isPending) {
      this.problems.push(entryProblem("entry_not_booked", reading.entry, { value: "STMTTRNP" }));
    } else if (values.has("CORRECTFITID")) this.correct(draft, reading.entry, values);
    else draft.entries.push({ entry: reading.entry, id: values.get("FITID") ?? "" });
  }

  /** CORRECTACTION says of an earlier entry that it is replaced or was none (OFX 2.3 §11.4.4.1). */
  private correct(draft: Draft, entry: StatementEntry, values: ReadonlyMap<string, string>): void {
    const value = values.get("CORRECTFITID") ?? "";
    const at = draft.entries.findIndex(({ id }) => id === value);
    if (at < 0) {
      this.problems.push(entryProblem("entry_corrects_earlier", entry, { value }));
      return;
    }
    const isDeleted = values.get("CORRECTACTION")?.toUpperCase() === "DELETE";
    const fresh = isDeleted ? [] : [{ entry, id: values.get("FITID") ?? "" }];
    const [old] = draft.entries.splice(at, 1, ...fresh);
    const by = { otherRow: entry.place.row ?? 0 };
    if (old) this.problems.push(entryProblem("entry_corrected", old.entry, by));
  }

  finish(): { readonly statements: Statement[]; readonly problems: ImportProblem[] } {
    this.leave(1);
    const { problems } = this;
    const drafts = this.statements.filter(
      ({ isInvestment, values, hasEntries }) => !isInvestment && (values.size > 0 || hasEntries),
    );
    const investments = this.statements.filter(({ isInvestment }) => isInvestment);
    if (drafts.length === 0) {
      problems.push(this.nothingRead(investments.length > 0));
      return { statements: [], problems };
    }
    if (this.error) problems.push(warning("bank_says_error", errorDetails(this.error)));
    for (const { row, investmentEntries: count } of investments) {
      problems.push(warning("investments_left_out", { place: { row }, fields: { count } }));
    }
    for (const { row, values } of drafts) {
      if (isCurrency(values.get("CURDEF")?.toUpperCase() ?? "")) continue;
      const fields = { currency: this.options.homeCurrency };
      problems.push(warning("currency_assumed", { place: { row }, fields }));
    }
    const { homeCurrency } = this.options;
    const statements = drafts.map((draft) => toStatement(draft, homeCurrency, this.organisation));
    return { statements, problems };
  }

  private nothingRead(hasInvestments: boolean): ImportProblem {
    if (hasInvestments) return fatalProblem("file_is_investment");
    if (!this.error) return fatalProblem("statement_missing");
    return fatalProblem("bank_says_error", errorDetails(this.error));
  }
}

function errorDetails(status: ReadonlyMap<string, string>) {
  const excerpt = status.get("MESSAGE") ?? status.get("SEVERITY") ?? "";
  return { excerpt, fields: { value: status.get("CODE") ?? "?" } };
}

function setFirst(values: Map<string, string>, name: string, text: string): void {
  if (!values.has(name)) values.set(name, text);
}

function entryProblem(
  code: "entry_unreadable" | "entry_not_booked" | "entry_corrects_earlier" | "entry_corrected",
  entry: StatementEntry,
  fields: Readonly<Record<string, string | number>> = {},
): ImportProblem {
  const excerpt = [entry.bookingDate, entry.bankRef, entry.payerName, entry.memo].join(" ");
  const isRow = code === "entry_unreadable" || code === "entry_corrects_earlier";
  return (isRow ? rowProblem : warning)(code, { place: entry.place, excerpt, fields });
}

function currencyOf(draft: Draft | undefined, home: CurrencyCode): CurrencyCode {
  const code = draft?.values.get("CURDEF")?.toUpperCase() ?? "";
  return isCurrency(code) ? code : home;
}

function toStatement(draft: Draft, home: CurrencyCode, organisation: string): Statement {
  const { values } = draft;
  const value = (name: string) => values.get(name) ?? "";
  const currency = currencyOf(draft, home);
  const entries = draft.entries.map(({ entry }) => entry);
  const days = entries.map(({ bookingDate }) => bookingDate).sort();
  const from = earliest(ofxDate(value("BANKTRANLIST.DTSTART")), days[0]);
  const to = latest(ofxDate(value("BANKTRANLIST.DTEND")), days.at(-1));
  return {
    account: value("BANKACCTFROM.ACCTID") || value("CCACCTFROM.ACCTID"),
    accountName: "",
    bank: organisation,
    currency,
    statementNo: "",
    from,
    to,
    openingMinor: null,
    closingMinor: closingOf(values, currency, to),
    entries,
    proof: { state: "unproven" },
  };
}

/** Many banks give the balance of the day of the download, which closes no earlier period. */
function closingOf(
  values: ReadonlyMap<string, string>,
  currency: CurrencyCode,
  to: IsoDate | null,
): bigint | null {
  const day = ofxDate(values.get("LEDGERBAL.DTASOF") ?? "");
  if (day === null || day !== to) return null;
  const amount = ofxAmount(values.get("LEDGERBAL.BALAMT") ?? "", currency);
  return typeof amount === "bigint" ? amount : null;
}

function earliest(stated: IsoDate | null, first: IsoDate | undefined): IsoDate | null {
  if (stated === null || first === undefined) return stated ?? first ?? null;
  return first < stated ? first : stated;
}

function latest(stated: IsoDate | null, last: IsoDate | undefined): IsoDate | null {
  if (stated === null || last === undefined) return stated ?? last ?? null;
  return last > stated ? last : stated;
}
