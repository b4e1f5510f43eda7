// What every form of a statement's paper has in common: labels and amounts in its language, dates as
// papers write them, the wording with its places filled.

import { readableAmount } from "../core/group-digits.ts";
import { type ItemKind, itemKinds } from "../core/item-kinds.ts";
import { formatMinor, parseMinor } from "../core/money.ts";
import type { SnapshotLine, StatementSnapshot } from "../core/statements/snapshot.ts";
import { capitalAmount } from "../core/words/capital-amount.ts";
import { type PaperLabel, paperLabels } from "../core/words/statements.ts";
import { fillSentence, type Language, type Sentence } from "../core/words/word.ts";

/** Wording of the organisation, or the product's own. */
export type PaperText = {
  readonly title: string;
  readonly intro: string;
  readonly closing: string;
};

export type StatementPaper = {
  readonly snapshot: StatementSnapshot;
  readonly payTo: {
    /** Confirmed at the moment of printing; empty: whoever pays must ask. */
    readonly accounts: StatementSnapshot["sender"]["accounts"];
    /** Ends of account numbers the statement was made with and must not be paid into. */
    readonly stopped: readonly string[];
  };
  /** Of the snapshot, in hexadecimal. */
  readonly sha256: string;
  readonly text: PaperText;
  /** What the QR code says; empty: none. */
  readonly qr: string;
  /** A draft is marked on every page. */
  readonly isDraft: boolean;
};

export type PaperVoice = {
  readonly language: Language;
  readonly label: (label: PaperLabel, fields?: Readonly<Record<string, string>>) => string;
  readonly say: (sentence: Sentence) => string;
  readonly money: (amount: string) => string;
  /** In a table. */
  readonly date: (date: string | null) => string;
  /** In a sentence. */
  readonly day: (date: string) => string;
  readonly kind: (line: Pick<SnapshotLine, "itemKind" | "factor">) => string;
  readonly fill: (text: string) => string;
  /** 大写, only for yuan in Chinese. */
  readonly capital: (amount: string) => string | null;
};

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 2026年9月30日 on Chinese paper, 30 Sep 2026 on English. */
export function longDate(date: string, language: Language): string {
  const [year = "", month = "", day = ""] = date.split("-");
  if (language === "zh") return `${year}年${+month}月${+day}日`;
  return `${+day} ${months[+month - 1]} ${year}`;
}

function factorsOf({ lines }: StatementSnapshot): string[] {
  return [...new Set(lines.flatMap(({ factor }) => factor ?? []))];
}

export function voiceOf(snapshot: StatementSnapshot): PaperVoice {
  const { language, currency } = snapshot;
  const minorOf = (amount: string) => parseMinor(amount, currency) ?? 0n;
  const money = (amount: string) =>
    readableAmount(formatMinor(minorOf(amount), currency), language);
  const fields = {
    customer: snapshot.customer.name,
    sender: snapshot.sender.name,
    no: snapshot.no,
    currency,
    to: longDate(snapshot.to, language),
    closing: money(snapshot.form === "preinvoice" ? snapshot.asked : snapshot.closing),
    asked: money(snapshot.asked),
    factors: factorsOf(snapshot).join(language === "zh" ? "、" : ", "),
    factored: money(snapshot.factored ?? "0"),
    ours: money(
      formatMinor(minorOf(snapshot.closing) - minorOf(snapshot.factored ?? "0"), currency),
    ),
    replyBy: longDate(snapshot.replyBy, language),
  };
  return {
    language,
    label: (label, more = {}) => fillSentence(paperLabels[label], language, { ...fields, ...more }),
    say: (sentence) => sentence[language],
    money,
    date: (date) => date ?? "",
    day: (date) => longDate(date, language),
    kind: ({ itemKind, factor = "" }) => {
      if (itemKind === "") return paperLabels.receipt[language];
      const name = itemKinds[itemKind as ItemKind][language]; // a kind of our own records
      if (factor === "") return name;
      const pay = fillSentence(paperLabels.payFactor, language, { factor });
      return language === "zh" ? `${name}（${pay}）` : `${name} (${pay})`;
    },
    fill: (text) => fillSentence({ zh: text, en: text }, language, fields),
    capital: (amount) =>
      language === "zh" && currency === "CNY" ? capitalAmount(minorOf(amount)) : null,
  };
}
