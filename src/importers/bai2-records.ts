// Cuts BAI2 text (Cash Management Balance Reporting, version 2) into records with their continuations.
// "/" ends a record, but texts hold slashes and commas as well, and some banks put several records on a line.

export type Bai2Part = {
  readonly text: string;
  /** It fills the line and has no closing slash: cut in the middle of a word or number. */
  readonly isCut: boolean;
};

export type Bai2Record = {
  /** 01 02 03 16 49 98 99. */
  readonly code: string;
  /** What follows the code, and that of each continuation (88), without the closing slash. */
  readonly parts: readonly Bai2Part[];
  /** Line number. */
  readonly row: number;
  /** How many records these are, as trailers count them: itself and its continuations. */
  readonly count: number;
};

type Growing = { code: string; parts: string[]; row: number; count: number };

/** Characters of a full line, code and comma included. */
const LINE_WIDTH = 80;
const CODE_WIDTH = 3;

const recordStart = /^\s*(?:(01|02|03|16|49|98|99),|(88)[,:])/;
/** A further record on the same line, behind a slash and blanks. */
const nextRecord =
  /\/\s+(?=(?:02,[^,]*,[^,]*,\d?,\d{6},|03,[^,/]+,|16,\d{3},|49,[+-]?\d*,\d+\s*\/|88,|98,[+-]?\d*,\d*,|99,[+-]?\d*,\d*,))/;

export function bai2Records(text: string): Bai2Record[] {
  const records: Growing[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, at) => {
    for (const piece of line.split(nextRecord)) takePiece(records, piece, at + 1);
  });
  return records.map(({ code, parts, row, count }) => ({
    code,
    parts: parts.map((part, at) => ({
      text: withoutSlash(part),
      isCut: (at > 0 || code === "16") && part.length + CODE_WIDTH === LINE_WIDTH,
    })),
    row,
    count,
  }));
}

function takePiece(records: Growing[], piece: string, row: number): void {
  const start = recordStart.exec(piece);
  const last = records.at(-1);
  if (start?.[1] !== undefined) {
    const part = piece.slice(start[0].length);
    records.push({ code: start[1], parts: [part], row, count: 1 });
  } else if (start && last) {
    last.parts.push(piece.slice(start[0].length));
    last.count++;
  } else if (last && last.code !== "99" && piece.trim() !== "") {
    // a line that some program wrapped
    last.parts[last.parts.length - 1] += piece;
  }
}

function withoutSlash(part: string): string {
  const text = part.trimEnd();
  return text.endsWith("/") ? text.slice(0, -1).trimEnd() : text;
}

export type Bai2Summary = { readonly type: string; readonly amount: string };

/** The sums of an account record: type, amount, count, funds type with what belongs to it. */
export function summariesOf(parts: readonly Bai2Part[]): {
  readonly account: string;
  readonly currency: string;
  readonly summaries: readonly Bai2Summary[];
} {
  const [account = "", currency = "", ...first] = (parts[0]?.text ?? "").split(",");
  const summaries: Bai2Summary[] = [];
  let group: string[] = [];
  const close = () => {
    const [type = "", amount = ""] = group;
    if (type !== "" && amount !== "") summaries.push({ type, amount });
    group = [];
  };
  for (const fields of [first, ...parts.slice(1).map(({ text }) => text.split(","))]) {
    for (const field of fields) {
      group.push(field.trim());
      if (group.length >= 4 && group.length >= 4 + fundsFields(group.slice(3))) close();
    }
    // Banks close a line with commas for fields that do not come.
    if (group.every((field) => field === "")) group = [];
  }
  close();
  return { account: account.trim(), currency: currency.trim(), summaries };
}

/** Most pairs of days and amounts that a distribution has; more is no record of a bank. */
const MOST_PAIRS = 99;

/** How many fields belong to a funds type: `[type, …]`. */
function fundsFields([type = "", pairs = ""]: readonly string[]): number {
  if (type === "V") return 2;
  if (type === "S") return 3;
  if (type !== "D") return 0;
  return 1 + 2 * Math.min(/^\d{1,3}$/.test(pairs) ? +pairs : 0, MOST_PAIRS);
}

export type Bai2Detail = {
  readonly type: string;
  readonly amount: string;
  /** Of a value-dated amount, YYMMDD. */
  readonly valueDay: string;
  readonly bankRef: string;
  readonly customerRef: string;
  readonly texts: readonly Bai2Part[];
};

/** A transaction (16): the funds type decides where its references begin. */
export function detailOf(parts: readonly Bai2Part[]): Bai2Detail {
  const [first] = parts;
  let fields = (first?.text ?? "").split(",");
  let next = 1;
  // The numbers of a distribution may go on in a continuation; the references never do.
  while (next < parts.length && fields.length < 3 + fundsFields(fields.slice(2))) {
    fields = [...fields, ...(parts[next]?.text ?? "").split(",")];
    next++;
  }
  const [type = "", amount = "", funds = "", day = ""] = fields.map((field) => field.trim());
  const refs = 3 + fundsFields(fields.slice(2).map((field) => field.trim()));
  return {
    type,
    amount,
    valueDay: funds === "V" ? day : "",
    bankRef: fields[refs]?.trim() ?? "",
    customerRef: fields[refs + 1]?.trim() ?? "",
    texts: [
      { text: fields.slice(refs + 2).join(","), isCut: first?.isCut === true },
      ...parts.slice(next),
    ].filter(({ text }) => text.trim() !== ""),
  };
}
