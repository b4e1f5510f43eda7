// A letter in front of a paper: address where the window of an envelope is (DL, GB/T 1416), the words of
// the message, then the paper itself on a page of its own.
import { formatGrouped } from "../core/money.ts";
import { capitalAmount } from "../core/words/capital-amount.ts";
import { paperLabels } from "../core/words/statements.ts";
import type { Language } from "../core/words/word.ts";
import { breakable } from "./breakable.ts";
import { longDate } from "./statement-paper.ts";
import type { PdfDocument, PdfNode } from "./statement-pdf.ts";

export type Letter = {
  readonly sender: string;
  readonly to: {
    readonly customer: string;
    readonly person: string;
    readonly address: string;
  };
  readonly language: Language;
  /** The day, YYYY-MM-DD. */
  readonly date: string;
  readonly subject: string;
  readonly text: string;
  /** What it asks for: yuan stand in words too, as on every paper that claims money. */
  readonly asked: readonly { readonly currency: string; readonly minor: number }[];
};

export function letterPdf(letter: Letter, paper: PdfDocument | null): PdfDocument {
  const content = letterNodes(letter);
  if (paper === null) {
    return {
      title: letter.subject,
      footer: paperLabels.page[letter.language],
      watermark: "",
      content,
    };
  }
  const next: PdfNode = { text: "", pageBreak: "after" };
  return { ...paper, title: letter.subject, content: [...content, next, ...paper.content] };
}

function letterNodes(letter: Letter): PdfNode[] {
  const { sender, date, subject, text, language } = letter;
  // the sender's name stands at the place of the seal
  const written = text
    .split(/\n{2,}/)
    .filter((one, at, all) => at + 1 < all.length || one !== sender);
  const words = inWords(letter);
  const asking = words === null ? -1 : written.findLastIndex((one) => one.includes(words.sum));
  const paragraphs = written.flatMap((paragraph, at): PdfNode[] => {
    const nodes = listNodes(paragraph) ?? [prose(paragraph)];
    return words !== null && at === asking ? [...nodes, words.node] : nodes;
  });
  return [
    { text: sender, fontSize: 9, color: "#444444", margin: [0, 0, 0, 40] },
    {
      stack: addressLines(letter),
      fontSize: 11,
      lineHeight: 1.3,
      margin: [0, 0, 0, 48],
    },
    { text: longDate(date, language), alignment: "right", margin: [0, 0, 0, 18] },
    { text: subject, bold: true, fontSize: 12, margin: [0, 0, 0, 14] },
    ...paragraphs,
    sealPlace(letter),
  ];
}

/** On a Chinese envelope the place comes first, on an English one the person. */
function addressLines({ to, language }: Letter): string[] {
  const lines = [to.address, to.customer, to.person].filter((line) => line !== "");
  return language === "zh" ? lines : lines.reverse();
}

function prose(text: string): PdfNode {
  return { text, margin: [0, 0, 0, 8], lineHeight: 1.4, fontSize: 10.5 };
}

/** Lines with two blanks between their parts are rows: number, due day, amount, what is open of it. */
function listNodes(paragraph: string): PdfNode[] | null {
  const lines = paragraph.split("\n");
  const cells = lines.map(rowCells);
  const end = cells.indexOf(null);
  const rows = cells.slice(0, end < 0 ? cells.length : end).filter((row) => row !== null);
  if (rows.length === 0 || cells.slice(rows.length).some((row) => row !== null)) return null;
  const rest = lines.slice(rows.length).join("\n");
  const table: PdfNode = {
    table: { dontBreakRows: true, widths: ["auto", "*", "auto", "auto"], body: rows },
    layout: "lines",
    fontSize: 9.5,
    margin: [0, 0, 0, rest === "" ? 10 : 4],
  };
  return rest === "" ? [table] : [table, prose(rest)];
}

function rowCells(line: string): PdfNode[] | null {
  const [no, due, amount, ...others] = line.split(/ {2,}/);
  const parts = /^([A-Z]{3} [-−\d,.]+)\s*(.*)$/.exec(amount ?? "");
  if (!no || !due || parts === null || others.length > 0) return null;
  return [breakable(no), due, { text: parts[1], alignment: "right", noWrap: true }, parts[2] ?? ""];
}

/** Below the sum, and only of one the text itself names: two papers must not claim two amounts. */
function inWords({ asked, language, text }: Letter): { sum: string; node: PdfNode } | null {
  const yuan = asked.find(({ currency }) => currency === "CNY");
  if (language !== "zh" || !yuan || yuan.minor <= 0) return null;
  const sum = formatGrouped(BigInt(yuan.minor), "CNY");
  if (!text.includes(sum)) return null;
  const words = capitalAmount(BigInt(yuan.minor));
  return {
    sum,
    node: {
      text: `${paperLabels.asked.zh}（${paperLabels.capitalYuan.zh}）：${words}`,
      fontSize: 10.5,
      lineHeight: 1.4,
      margin: [0, 0, 0, 8],
    },
  };
}

/** Room for the seal beside the sender's name, kept on one page. */
function sealPlace({ sender, language }: Letter): PdfNode {
  return {
    unbreakable: true,
    margin: [0, 24, 0, 0],
    columns: [
      { text: "", width: "*" },
      {
        width: 290,
        alignment: "center",
        stack: [
          { text: sender, fontSize: 10.5 },
          { text: paperLabels.sealUs[language], fontSize: 9, color: "#666666" },
        ],
      },
    ],
  };
}
