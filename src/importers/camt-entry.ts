// One booked entry (Ntry) of an ISO 20022 camt.052/.053/.054 message, versions 01 to 10, as statement
// entries: split into its details only where these add up to it.
import type { CurrencyCode } from "../core/currency.ts";
import { currencyExponent, isCurrency } from "../core/currency.ts";
import { type IsoDate, parseIsoDate } from "../core/date.ts";
import { formatMinor, parseMinor } from "../core/money.ts";
import type { ImportProblem, StatementEntry } from "./importer.ts";
import { provided } from "./mt940-narrative.ts";
import { rowProblem, warning } from "./problem.ts";
import { childrenOf, firstTextAt, nodeAt, textAt, type XmlNode } from "./xml-tree.ts";

/** Longest Ustrd element; one of that length is cut, not ended. */
const USTRD_LENGTH = 140;

export type EntryReading = {
  readonly entries: readonly StatementEntry[];
  readonly problems: readonly ImportProblem[];
};

type Amount = { readonly minor: bigint; readonly currency: CurrencyCode };

export function readCamtEntry(node: XmlNode, accountCurrency: CurrencyCode): EntryReading {
  const place = { row: node.row };
  const excerpt = excerptOf(node);
  const status = firstTextAt(node, ["Sts", "Cd"], ["Sts"]);
  if (status !== "" && status !== "BOOK") {
    const problem = warning("entry_not_booked", { place, excerpt, fields: { value: status } });
    return { entries: [], problems: [problem] };
  }
  const amount = amountOf(nodeAt(node, "Amt"), accountCurrency);
  if (typeof amount === "string") {
    const { code, fields } = amountProblem(node, amount);
    return { entries: [], problems: [rowProblem(code, { place, excerpt, fields })] };
  }
  const booked = dateAt(node, "BookgDt");
  const value = dateAt(node, "ValDt");
  const date = booked ?? value ?? detailDate(node);
  if (date === null)
    return { entries: [], problems: [rowProblem("date_missing", { place, excerpt })] };
  const sign = signOf(textAt(node, "CdtDbtInd"));
  if (sign === null)
    return { entries: [], problems: [rowProblem("entry_unreadable", { place, excerpt })] };
  if (amount.minor === 0n)
    return { entries: [], problems: [warning("entry_zero", { place, excerpt })] };
  const signed = { ...amount, minor: amount.minor * sign };
  const frame = { node, date, value, amount: signed };
  return splitDetails(frame);
}

/** RvslInd only informs: CdtDbtInd already gives the direction (ISO 20022 camt.053, Ntry). */
function signOf(mark: string): 1n | -1n | null {
  if (mark === "CRDT") return 1n;
  return mark === "DBIT" ? -1n : null;
}

type Fault = "unreadable" | "too_precise";

function amountOf(node: XmlNode | undefined, fallback: CurrencyCode): Amount | Fault {
  const given = node?.attributes["Ccy"] ?? "";
  const currency = isCurrency(given) ? given : fallback;
  const text = node?.text.replace(/^\+/, "") ?? "";
  if (!/^-?\d+(\.\d*)?$/.test(text)) return "unreadable";
  const minor = parseMinor(text, currency);
  return minor === null ? "too_precise" : { minor, currency };
}

function amountProblem(node: XmlNode, fault: Fault) {
  const amount = nodeAt(node, "Amt");
  const value = amount?.text ?? "";
  const currency = amount?.attributes["Ccy"] ?? "";
  if (value === "") return { code: "amount_missing" as const, fields: {} };
  if (fault === "too_precise") {
    const decimals = isCurrency(currency) ? currencyExponent(currency) : 2;
    return { code: "amount_too_precise" as const, fields: { value, currency, decimals } };
  }
  const at = [...value].findIndex((character) => !/[\d.]/.test(character));
  if (at < 0) return { code: "amount_grouping" as const, fields: { value } };
  const fields = { value, position: at + 1, character: [...value][at] ?? "" };
  return { code: "amount_unreadable" as const, fields };
}

export function dateAt(node: XmlNode | undefined, name: string): IsoDate | null {
  const text = firstTextAt(node, [name, "Dt"], [name, "DtTm"], [name]);
  return parseIsoDate(text.slice(0, 10));
}

/** BookgDt and ValDt are optional; the details may say when the money moved. */
function detailDate(node: XmlNode): IsoDate | null {
  const dates = nodeAt(node, "NtryDtls", "TxDtls", "RltdDts") ?? nodeAt(node, "TxDtls", "RltdDts");
  return dateAt(dates, "IntrBkSttlmDt") ?? dateAt(dates, "AccptncDtTm") ?? dateAt(dates, "TxDtTm");
}

type Frame = {
  readonly node: XmlNode;
  readonly date: IsoDate;
  readonly value: IsoDate | null;
  readonly amount: Amount;
  /** The sum this entry is a detail of. */
  readonly batch?: { readonly amount: string; readonly count: number };
};

function splitDetails(frame: Frame): EntryReading {
  const details = [
    ...childrenOf(frame.node, "NtryDtls").flatMap((group) => childrenOf(group, "TxDtls")),
    ...childrenOf(frame.node, "TxDtls"),
  ];
  if (details.length <= 1)
    return { entries: [toEntry(frame, frame.amount.minor, details)], problems: [] };
  const amounts = details.map((detail) => detailAmount(detail, frame.amount));
  const known = amounts.every((amount) => amount !== null);
  const sum = amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);
  if (known && sum === frame.amount.minor) {
    const whole = frame.amount;
    const batch = { amount: formatMinor(whole.minor, whole.currency), count: details.length };
    const entries = details.map((detail, at) =>
      toEntry({ ...frame, batch }, amounts[at] ?? 0n, [detail]),
    );
    return { entries: entries.filter((entry) => entry.amountMinor !== 0n), problems: [] };
  }
  const value = known ? formatMinor(sum, frame.amount.currency) : "?";
  const problem = warning("batch_not_split", {
    place: { row: frame.node.row },
    excerpt: excerptOf(frame.node),
    fields: { count: details.length, value },
  });
  return { entries: [toEntry(frame, frame.amount.minor, details)], problems: [problem] };
}

/** The detail's amount in the entry's currency, with its own sign; null where it shows none. */
function detailAmount(detail: XmlNode, entry: Amount): bigint | null {
  const candidates = [
    nodeAt(detail, "Amt"),
    nodeAt(detail, "AmtDtls", "TxAmt", "Amt"),
    nodeAt(detail, "AmtDtls", "InstdAmt", "Amt"),
    nodeAt(detail, "AmtDtls", "CntrValAmt", "Amt"),
  ];
  const entrySign = entry.minor < 0n ? -1n : 1n;
  const sign = signOf(textAt(detail, "CdtDbtInd")) ?? entrySign;
  for (const node of candidates) {
    if (!node) continue;
    const amount = amountOf(node, entry.currency);
    if (typeof amount !== "string" && amount.currency === entry.currency)
      return amount.minor * sign;
  }
  return null;
}

function toEntry(frame: Frame, amountMinor: bigint, details: readonly XmlNode[]): StatementEntry {
  const { node } = frame;
  const only = details.length === 1 ? details[0] : undefined;
  const party = partyOf(only, amountMinor > 0n);
  const memo = [
    ...details.flatMap(remittanceTexts),
    textAt(only, "AddtlTxInf"),
    textAt(node, "AddtlNtryInf"),
  ];
  const reference = details.map(creditorReference).find((text) => text !== "") ?? "";
  return {
    place: { row: (only ?? node).row },
    bookingDate: frame.date,
    valueDate: frame.value,
    amountMinor,
    currency: frame.amount.currency,
    payerName: party.ultimate || party.name,
    payerAccount: party.account,
    memo: memo.filter((text, at) => text !== "" && memo.indexOf(text) === at).join(" · "),
    bankRef: firstTextAt(only, ["Refs", "AcctSvcrRef"]) || textAt(node, "AcctSvcrRef"),
    endToEnd: provided(textAt(only, "Refs", "EndToEndId")),
    balanceMinor: null,
    reference,
    extra: { ...extraOf(node, only, party), ...batchOf(frame, only) },
  };
}

type Party = { readonly name: string; readonly account: string; readonly ultimate: string };

/** The other side: the debtor of money in, the creditor of money out. Old: Dbtr/Nm, from 08 Dbtr/Pty/Nm. */
function partyOf(detail: XmlNode | undefined, isMoneyIn: boolean): Party {
  const side = isMoneyIn ? "Dbtr" : "Cdtr";
  const parties = nodeAt(detail, "RltdPties");
  const nameOf = (role: string) => firstTextAt(parties, [role, "Nm"], [role, "Pty", "Nm"]);
  const account = nodeAt(parties, `${side}Acct`, "Id");
  return {
    name: nameOf(side),
    account: accountIn(account),
    ultimate: isMoneyIn ? nameOf("UltmtDbtr") : nameOf("UltmtCdtr"),
  };
}

export function accountIn(id: XmlNode | undefined): string {
  return firstTextAt(id, ["IBAN"], ["Othr", "Id"], ["PrtryAcct", "Id"], ["BBAN"], ["UPIC"]).replace(
    /\s/g,
    "",
  );
}

function remittanceTexts(detail: XmlNode): string[] {
  const remittance = nodeAt(detail, "RmtInf");
  let free = "";
  let previousLength = 0;
  for (const { text } of childrenOf(remittance, "Ustrd")) {
    free += free === "" || previousLength >= USTRD_LENGTH ? text : ` ${text}`;
    previousLength = text.length;
  }
  const structured = childrenOf(remittance, "Strd").flatMap((strd) => [
    ...childrenOf(strd, "RfrdDocInf").map((document) => documentText(document, strd)),
    ...childrenOf(strd, "AddtlRmtInf").map((more) => more.text),
  ]);
  return [free, ...structured].filter((text) => text !== "");
}

/** "CINV 4711 1190.00 EUR": a document the payer names, with the amount remitted for it. */
function documentText(document: XmlNode, strd: XmlNode): string {
  const amount = nodeAt(strd, "RfrdDocAmt", "RmtdAmt") ?? nodeAt(strd, "RfrdDocAmt", "DuePyblAmt");
  const parts = [
    firstTextAt(document, ["Tp", "CdOrPrtry", "Cd"], ["Tp", "CdOrPrtry", "Prtry"]),
    textAt(document, "Nb"),
    textAt(document, "RltdDt"),
    amount ? `${amount.text} ${amount.attributes["Ccy"] ?? ""}` : "",
  ];
  return parts
    .filter((part) => part.trim() !== "")
    .join(" ")
    .trim();
}

function creditorReference(detail: XmlNode): string {
  for (const strd of childrenOf(nodeAt(detail, "RmtInf"), "Strd")) {
    const reference = firstTextAt(strd, ["CdtrRefInf", "Ref"], ["CdtrRefInf", "CdtrRef"]);
    if (reference !== "") return reference.replace(/\s/g, "");
  }
  return "";
}

function extraOf(
  node: XmlNode,
  detail: XmlNode | undefined,
  party: Party,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {
    entry_ref: textAt(node, "NtryRef"),
    transaction_code: transactionCode(node),
    is_reversal: textAt(node, "RvslInd") === "true" ? "yes" : "",
    paid_through: party.ultimate === "" ? "" : party.name,
    mandate: textAt(detail, "Refs", "MndtId"),
    transaction_id: firstTextAt(detail, ["Refs", "UETR"], ["Refs", "TxId"], ["Refs", "InstrId"]),
    batch: textAt(detail, "Refs", "PmtInfId"),
    return_reason: firstTextAt(detail, ["RtrInf", "Rsn", "Cd"], ["RtrInf", "RtrRsn", "Cd"]),
    batch_count: textAt(node, "NtryDtls", "Btch", "NbOfTxs"),
    instructed_amount: instructedAmount(node, detail),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** Of which entry a detail is, so that the same entry is known again where it comes as one sum. */
function batchOf({ node, batch }: Frame, only: XmlNode | undefined): Record<string, string> {
  const ref = textAt(node, "AcctSvcrRef");
  const own = textAt(only, "Refs", "AcctSvcrRef");
  const isOther = batch !== undefined || (own !== "" && own !== ref);
  return {
    ...(batch === undefined ? {} : { batch_amount: batch.amount, batch_count: `${batch.count}` }),
    ...(ref !== "" && isOther ? { batch_ref: ref } : {}),
  };
}

function transactionCode(node: XmlNode): string {
  const code = nodeAt(node, "BkTxCd");
  const domain = [
    textAt(code, "Domn", "Cd"),
    textAt(code, "Domn", "Fmly", "Cd"),
    textAt(code, "Domn", "Fmly", "SubFmlyCd"),
  ].filter((part) => part !== "");
  return domain.length > 0 ? domain.join("-") : textAt(code, "Prtry", "Cd");
}

/** What was paid in another currency than the account's. */
function instructedAmount(node: XmlNode, detail: XmlNode | undefined): string {
  const amount =
    nodeAt(detail, "AmtDtls", "InstdAmt", "Amt") ?? nodeAt(node, "AmtDtls", "InstdAmt", "Amt");
  const currency = amount?.attributes["Ccy"] ?? "";
  if (!amount || currency === (nodeAt(node, "Amt")?.attributes["Ccy"] ?? "")) return "";
  return `${amount.text} ${currency}`.trim();
}

function excerptOf(node: XmlNode): string {
  const amount = nodeAt(node, "Amt");
  return [
    amount?.text,
    amount?.attributes["Ccy"],
    textAt(node, "CdtDbtInd"),
    textAt(node, "AcctSvcrRef"),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}
