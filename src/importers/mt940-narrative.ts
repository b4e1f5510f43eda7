// The free text of an MT940 entry (:86:, and the second line of :61:) in the dialects banks write:
// German ?20…?63, slash codes of the Netherlands and SWIFT, SEPA codes EREF+…, colon-separated, :NS:
// pairs, labelled and plain. What no dialect claims stays in the memo.

export type Narrative = {
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly endToEnd: string;
  /** Structured creditor reference. */
  readonly reference: string;
  /** The party behind the payer, where one pays for another. */
  readonly ultimatePayer: string;
};

/** Widest line SWIFT allows; one of that width is cut, not ended. */
export const SWIFT_LINE = 65;
/** Widest piece of a German ?20–?29 field. */
const GERMAN_PIECE = 27;

/** SWIFT allows 6 lines of 65; banks write up to 30 of 390. More is no text of a bank. */
const MOST_LINES = 100;
const LONGEST_LINE = 1000;

const empty: Narrative = {
  payerName: "",
  payerAccount: "",
  memo: "",
  endToEnd: "",
  reference: "",
  ultimatePayer: "",
};

export function readNarrative(given: readonly string[]): Narrative {
  const lines = given.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  const whole = joinWrapped(lines);
  if (whole === "") return empty;
  const german = /^\s*(?:\d{3}\s*([?>~^])|([?>~^])(?=[0-36]))\d{2}/.exec(whole);
  if (german) return readGerman(lines.join(""), german[1] ?? german[2] ?? "?");
  if (
    /(^|\s|\/)\/?(EREF|REMI|NAME|IBAN|ORDP|BENM|TRTP|CNTP|PREF|CSID|MARF|OCMT|OGB)\//.test(whole)
  ) {
    return readSlashCodes(whole);
  }
  if (/\b(SVWZ|EREF|KREF)\+/.test(whole)) return readSepaCodes(whole);
  const colons =
    /^\d{3}([A-Z_]+):(.*):([^:]*):([A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{6,})(?::([^:]*))?$/s.exec(whole);
  if (colons) {
    const [, kind = "", text = "", name = "", account = "", purpose = ""] = colons;
    const memo = joinParts([text, purpose, kind]);
    return { ...empty, payerName: name.trim(), payerAccount: account, memo };
  }
  return readLabelled(lines, whole);
}

/** Lines put together: a line of full width was cut in the middle of a word or number. */
export function joinWrapped(lines: readonly string[]): string {
  let text = "";
  let previousWidth = 0;
  for (const line of lines) {
    const isCut = previousWidth >= SWIFT_LINE;
    text += text === "" || isCut ? line : ` ${line}`;
    previousWidth = line.length;
  }
  return text.replace(/[ \t]{2,}/g, " ").trim();
}

function joinParts(parts: readonly string[]): string {
  const kept = parts.map((part) => part.trim()).filter((part) => part !== "");
  return kept.filter((part, at) => kept.indexOf(part) === at).join(" · ");
}

// ------------------------------------------------------------------ German ?20 … ?63

function readGerman(text: string, mark: string): Narrative {
  const pieces = germanPieces(text, mark);
  const of = (from: number, to: number) =>
    pieces.filter((piece) => piece.code >= from && piece.code <= to).map((piece) => piece.text);
  const purpose = joinPieces([...of(20, 29), ...of(60, 63)]);
  const sepa = readSepaCodes(purpose);
  const iban = of(38, 38)[0] ?? "";
  return {
    ...sepa,
    payerName: joinPieces(of(32, 33)).replace(/\s+/g, " ").trim() || sepa.payerName,
    payerAccount: (iban || (of(31, 31)[0] ?? "")).replace(/\s/g, "") || sepa.payerAccount,
    memo: joinParts([sepa.memo, ...of(0, 0)]),
  };
}

function germanPieces(text: string, mark: string): { code: number; text: string }[] {
  return text
    .split(mark)
    .slice(1)
    .reduce<{ code: number; text: string }[]>((pieces, part) => {
      const code = /^(\d{2})(.*)$/s.exec(part);
      if (code) pieces.push({ code: +(code[1] ?? "0"), text: code[2] ?? "" });
      else {
        const last = pieces.at(-1); // the mark itself stood in the text
        if (last) last.text += mark + part;
      }
      return pieces;
    }, []);
}

/** A full piece was cut by the bank, a shorter one ended there; a code begins a new part anyway. */
function joinPieces(pieces: readonly string[]): string {
  let text = "";
  let previousWidth = 0;
  for (const piece of pieces) {
    const isCut = previousWidth >= GERMAN_PIECE && !/^[A-Z]{3,4}\+/.test(piece);
    text += text === "" || isCut ? piece : ` ${piece}`;
    previousWidth = piece.length;
  }
  return text;
}

// ------------------------------------------------------------------ SEPA EREF+ … SVWZ+

const sepaCodes = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)\+/;

function readSepaCodes(text: string): Narrative {
  const parts = text.split(sepaCodes);
  if (parts.length < 3) return { ...empty, memo: text.trim() };
  const values = new Map<string, string>();
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const code = parts[at] ?? "";
    if (!values.has(code)) values.set(code, (parts[at + 1] ?? "").trim());
  }
  const value = (code: string) => values.get(code) ?? "";
  return {
    payerName: "",
    payerAccount: value("IBAN").replace(/\s/g, ""),
    memo: joinParts([
      parts[0] ?? "",
      value("SVWZ"),
      ...["KREF", "MREF", "CRED", "DEBT", "ABWE", "PURP"].map(value),
    ]),
    endToEnd: provided(value("EREF")),
    reference: "",
    ultimatePayer: value("ABWA"),
  };
}

export function provided(text: string): string {
  return /^(NOTPROVIDED|NOT PROVIDED|NONREF|N\/A)$/i.test(text.trim()) ? "" : text.trim();
}

// ------------------------------------------------------------------ /EREF/ … /REMI/

const slashCode =
  /\/(EREF|PREF|IREF|KREF|TRTP|IBAN|BIC|NAME|ADDR|REMI|CSID|MARF|RTRN|ORDP|BENM|ULTC|ULTD|ULTB|PURP|ISDT|SVCL|CNTP|OCMT|CHGS|EXCH|OGB|VA|PT|FT|PY|OSDR|IACC|ID|ADDRESS)\//g;

function readSlashCodes(text: string): Narrative {
  const { values, lead } = slashValues(text);
  const value = (code: string) => values.get(code) ?? "";
  const counterparty = value("CNTP").split("/");
  const party = value("ORDP") || value("BENM");
  const remittance = readRemittance(value("REMI"));
  const partyAccount = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}|^\d{7,}/.exec(party)?.[0] ?? "";
  const rest = ["ADDR", "TRTP", "PREF", "IREF", "MARF", "PURP", "RTRN", "ISDT", "OCMT", "CHGS", "OGB", "VA", "PT", "FT", "PY", "OSDR"]; // biome-ignore format: one list
  return {
    payerName: value("NAME") || (counterparty[2] ?? "") || party.slice(partyAccount.length).trim(),
    payerAccount: (value("IBAN") || (counterparty[0] ?? "") || partyAccount).replace(/\s/g, ""),
    memo: joinParts([remittance.text, lead, ...rest.map(value)]),
    endToEnd: provided(value("EREF")),
    reference: remittance.reference,
    ultimatePayer: value("ULTD"),
  };
}

function slashValues(text: string): { values: Map<string, string>; lead: string } {
  const values = new Map<string, string>();
  const found = [...text.matchAll(slashCode)];
  found.forEach((match, at) => {
    const code = match[1] ?? "";
    const from = match.index + match[0].length;
    const value = text
      .slice(from, found[at + 1]?.index ?? text.length)
      .replace(/^\/+|\/+$/g, "")
      .trim();
    if (value !== "") values.set(code, values.has(code) ? `${values.get(code)} ${value}` : value);
  });
  return {
    values,
    lead: text
      .slice(0, found[0]?.index ?? text.length)
      .replace(/^\/+|\/+$/g, "")
      .trim(),
  };
}

/** "USTD//free text", "STRD/CUR/9517 8888": unstructured or a creditor reference. */
function readRemittance(text: string): { text: string; reference: string } {
  const structured = /^\/?STRD\/(?:CUR|ISO)\/(.+)$/.exec(text);
  if (structured) return { text: "", reference: (structured[1] ?? "").replace(/\s/g, "") };
  return { text: text.replace(/^\/?USTD\/+/, ""), reference: "" };
}

// ------------------------------------------------------------------ labels and plain text

const labelled = /\b(IBAN|REK|NAAM|NAME|OMSCHRIJVING|BIC|KENMERK)\s*:\s*/;

function readLabelled(lines: readonly string[], whole: string): Narrative {
  const leading = /^([A-Z]{2}\d{2}[A-Z0-9]{11,30})\s+(\S.*)$/.exec((lines[0] ?? "").trim());
  if (leading) {
    const memo = joinWrapped(lines.slice(1));
    return { ...empty, payerAccount: leading[1] ?? "", payerName: (leading[2] ?? "").trim(), memo };
  }
  const parts = whole.split(new RegExp(labelled.source, "g"));
  if (parts.length < 5) return { ...empty, memo: whole };
  const value = (...names: string[]) => {
    for (let at = 1; at + 1 < parts.length; at += 2) {
      if (names.includes(parts[at] ?? ""))
        return (parts[at + 1] ?? "").replace(/\/\s*$/, "").trim();
    }
    return "";
  };
  return {
    ...empty,
    payerName: value("NAAM", "NAME"),
    payerAccount: value("IBAN", "REK").split(/[\s/]/)[0] ?? "",
    memo: joinParts([value("OMSCHRIJVING"), value("KENMERK"), parts[0] ?? ""]),
  };
}

/** :NS: pairs "15Name": two digits of code, then the text of that line (Central Europe). */
export function readNsPairs(lines: readonly string[]): Narrative {
  const of = (from: number, to: number) =>
    lines
      .map((line) => /^(\d{2})(.*)$/.exec(line))
      .filter((pair) => pair !== null && +pair[1]! >= from && +pair[1]! <= to)
      .map((pair) => pair?.[2] ?? "");
  return {
    ...empty,
    payerName: of(15, 16).join("").trim(),
    payerAccount: of(33, 34).join("").replace(/\s/g, ""),
    memo: joinParts([...of(5, 14), ...of(17, 29), ...of(2, 4)]),
  };
}
