// The reconciliation 余额调节表 as a document both sides can sign: two columns ending in one balance and
// room for two seals, always on one page; after it the differences one by one.

import { sectionWords, verdictWords } from "../core/words/comparison-paper.ts";
import { breakable } from "./breakable.ts";
import {
  type ComparisonPaper,
  type ComparisonVoice,
  comparisonVoice,
  type PaperGroup,
  type PaperSide,
} from "./comparison-paper.ts";
import type { PdfDocument, PdfNode } from "./statement-pdf.ts";

/** More than this nobody signs page by page: the workbook has them all. */
const mostDifferences = 300;
const lined = "lines";
/** The same below a title in the first row, which is repeated with the heads. */
const titled = "titled";

export function comparisonPdf(paper: ComparisonPaper): PdfDocument {
  const voice = comparisonVoice(paper);
  const { no, sha256 } = paper;
  const page = voice.label("page", { page: "{page}", pages: "{pages}" });
  return {
    title: `${voice.label("title")} ${no}`,
    footer: `${no}　${page}　${voice.label("fingerprint")} ${sha256.slice(0, 16)}`,
    // a paper that is signed by hand bears no mark
    watermark: "",
    content: [
      { text: voice.label("title"), fontSize: 16, bold: true, alignment: "center" },
      facts(paper, voice),
      table(paper, voice),
      verdictLine(paper, voice),
      {
        text: voice.label("agreedSum", {
          count: paper.agreed.count,
          amount: voice.money(paper.agreed.amount),
        }),
        margin: [0, 2, 0, 0],
      },
      seals(paper, voice),
      ...differenceList(paper, voice),
    ],
  };
}

function periodFact(paper: ComparisonPaper, voice: ComparisonVoice): [string, string] {
  return paper.isOpenItems
    ? [voice.label("openItemsAsOf"), paper.to]
    : [voice.label("period"), `${paper.from} – ${paper.to}`];
}

function facts(paper: ComparisonPaper, voice: ComparisonVoice): PdfNode {
  const pairs: [string, string][] = [
    [voice.label("no"), paper.no],
    periodFact(paper, voice),
    [voice.label("currency"), paper.currency],
    [voice.label("theirFile"), paper.fileName],
  ];
  return {
    margin: [0, 8, 0, 8],
    columns: pairs.map(([name, value]) => ({
      width: "*",
      stack: [
        { text: name, fontSize: 7, color: "#555555" },
        { text: breakable(value), bold: true },
      ],
    })),
    columnGap: 8,
  };
}

/** Both sides beside each other, row by row; the shorter one is filled with empty rows. */
function table({ ours, theirs }: ComparisonPaper, voice: ComparisonVoice): PdfNode {
  const [left, right] = [sideRows(ours, voice, noMargin), sideRows(theirs, voice, afterAmounts)];
  const height = Math.max(left.length, right.length);
  const pad = (rows: PdfNode[][]): PdfNode[][] => [
    ...rows.slice(0, -1),
    ...Array.from({ length: height - rows.length }, (): PdfNode[] => ["", ""]),
    rows.at(-1) ?? ["", ""],
  ];
  const [a, b] = [pad(left), pad(right)];
  const heads: PdfNode[] = [ours, theirs].map(({ name }, at) => ({
    text: voice.label("sideOf", { name }),
    bold: true,
    colSpan: 2,
    margin: at === 0 ? noMargin : afterAmounts,
  }));
  return {
    layout: lined,
    table: {
      widths: ["*", 92, "*", 92],
      dontBreakRows: true,
      headerRows: 1,
      body: [
        [heads[0] ?? "", "", heads[1] ?? "", ""],
        ...a.map((row, at): PdfNode[] => [...row, ...(b[at] ?? ["", ""])]),
      ],
    },
  };
}

const noMargin = [0, 0, 0, 0];
/** The right half keeps clear of the amounts of the left. */
const afterAmounts = [14, 0, 0, 0];

function sideRows(side: PaperSide, voice: ComparisonVoice, margin: readonly number[]): PdfNode[][] {
  const row = (label: string, amount: string, isBold = false): PdfNode[] => [
    { text: label, bold: isBold, margin },
    { text: voice.money(amount), alignment: "right", noWrap: true, bold: isBold },
  ];
  return [
    row(voice.label("closing"), side.closing, true),
    ...side.rows.map(({ section, count, amount }) =>
      row(`${voice.say(sectionWords[section])} · ${voice.label("lines", { count })}`, amount),
    ),
    row(voice.label("adjusted"), side.adjusted, true),
  ];
}

function verdictLine(paper: ComparisonPaper, voice: ComparisonVoice): PdfNode {
  const isTied = /^-?0*(\.0*)?$/.test(paper.openingGap);
  const amount = voice.money(isTied ? paper.left : paper.openingGap);
  return {
    text: voice.label(isTied ? "leftTies" : "leftOpening", { amount }),
    bold: true,
    alignment: "right",
    margin: [0, 6, 0, 2],
  };
}

function differenceList(paper: ComparisonPaper, voice: ComparisonVoice): PdfNode[] {
  const shown = paper.differences.slice(0, mostDifferences);
  if (shown.length === 0) return [];
  const heads = ["number", "ours", "theirs", "gap", "cause"] as const;
  const more = paper.differences.length - shown.length;
  return [
    {
      layout: titled,
      fontSize: 8,
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: ["*", 70, 70, 70, 150],
        body: [
          titleRow(voice.label("differences"), heads.length),
          heads.map((head) => ({
            text: voice.label(head),
            bold: true,
            alignment: ["ours", "theirs", "gap"].includes(head) ? "right" : "left",
          })),
          ...shown.map((group) => differenceRow(group, voice)),
        ],
      },
    },
    ...(more > 0 ? [{ text: voice.label("more", { count: more }), margin: [0, 4, 0, 0] }] : []),
  ];
}

function titleRow(text: string, columns: number): PdfNode[] {
  const title = { text, bold: true, fontSize: 10, colSpan: columns };
  return [title, ...Array.from({ length: columns - 1 }, () => "")];
}

function differenceRow(group: PaperGroup, voice: ComparisonVoice): PdfNode[] {
  const amount = (text: string) => ({ text: voice.money(text), alignment: "right", noWrap: true });
  const named = Map.groupBy(group.entries, ({ no, memo }) => (no === "" ? memo.slice(0, 30) : no));
  const entries = [...named].slice(0, 6).map(([name, entries]) => {
    const dates = [...new Set(entries.map(({ date }) => date))];
    return { text: breakable(`${name}  ${dates.join(" / ")}`) };
  });
  const cause = [voice.say(verdictWords[group.verdict]), voice.cause(group.code)];
  return [
    { stack: entries },
    amount(group.ours),
    amount(group.theirs),
    amount(group.gap),
    {
      stack: [
        { text: cause.filter((part) => part !== "").join(" · ") },
        { text: voice.reasons(group.because), fontSize: 7, color: "#555555" },
        ...(group.answer === "" ? [] : [{ text: group.answer, fontSize: 7 }]),
      ],
    },
  ];
}

/** Room for a round seal of 4.2 cm under each name; a signature given online stands there. */
function seals({ ours, theirs }: ComparisonPaper, voice: ComparisonVoice): PdfNode {
  const block = ({ name, signature }: PaperSide) => ({
    width: "*",
    stack: [
      { text: name, bold: true },
      ...(signature === null
        ? [
            { text: voice.label("signer"), margin: [0, 8, 0, 4] },
            { text: voice.label("position"), margin: [0, 4, 0, 4] },
            { text: voice.label("signedOn"), margin: [0, 4, 0, 4] },
          ]
        : [{ text: voice.label("signed", signature), margin: [0, 8, 0, 4] }]),
      { text: voice.label("seal"), color: "#555555", fontSize: 8, margin: [0, 8, 0, 40] },
    ],
  });
  return {
    unbreakable: true,
    margin: [0, 14, 0, 4],
    columnGap: 24,
    columns: [block(ours), block(theirs)],
  };
}
