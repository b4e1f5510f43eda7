// A statement as a document for the PDF printer: A4 portrait, black on white, heads repeated, no row
// split over pages, place for seals, and on the last page the reply slip.

import type { SnapshotLine, StatementSnapshot } from "../core/statements/snapshot.ts";
import { agingBucketWords } from "../core/words/aging.ts";
import type { Sentence } from "../core/words/word.ts";
import { breakable } from "./breakable.ts";
import type { PageTotals } from "./page-totals.ts";
import { type PaperVoice, type StatementPaper, voiceOf } from "./statement-paper.ts";

/** A node of pdfmake's document definition; plain data, so that it can go into a thread. */
export type PdfNode = string | { readonly [key: string]: unknown } | readonly PdfNode[];

export type PdfDocument = {
  readonly content: readonly PdfNode[];
  /** Under every page, {page} and {pages} to be filled. */
  readonly footer: string;
  readonly watermark: string;
  readonly title: string;
  /** Portrait where nothing is said. */
  readonly orientation?: "landscape";
  /** Of tables over several pages: 本页小计 at the foot of each. */
  readonly pageTotals?: readonly PageTotals[];
};

/** Rule above and below, thin lines between rows. */
const lined = "lines";
/** The same below a title in the first row, which is repeated with the heads. */
const titled = "titled";

export function statementPdf(paper: StatementPaper): PdfDocument {
  const { snapshot, text } = paper;
  const voice = voiceOf(snapshot);
  const isShort = snapshot.form === "balance" || snapshot.form === "audit";
  const isList = snapshot.form === "preinvoice";
  const moved = isShort || isList ? [] : movements(snapshot, voice);
  const open = isShort ? [] : openLines(snapshot, voice);
  const above = [
    heading(paper, voice),
    { text: voice.fill(text.intro), margin: [0, 6, 0, 8], lineHeight: 1.3 },
    ...(isList ? [listSummary(snapshot, voice)] : [summary(snapshot, voice)]),
    ...(isList || snapshot.form === "audit" ? [] : aging(snapshot, voice)),
  ];
  return {
    title: `${text.title} ${snapshot.no}`,
    footer: `${snapshot.no}　${voice.label("page", { page: "{page}", pages: "{pages}" })}　${voice.label("fingerprint")} ${paper.sha256.slice(0, 16)}`,
    watermark: paper.isDraft ? voice.say({ zh: "草稿", en: "DRAFT" }) : "",
    content: [
      ...above,
      ...moved,
      ...open,
      { text: voice.fill(text.closing), margin: [0, 0, 0, 6] },
      accountsAndSeal(paper, voice),
      replySlip(paper, voice),
    ],
    pageTotals: [
      ...(moved.length === 0 ? [] : [movementTotals(snapshot, voice, above.length)]),
      ...(open.length === 0 ? [] : [openTotals(snapshot, voice, above.length + moved.length)]),
    ].filter(({ rows }) => rows.length >= rowsOverOnePage),
  };
}

/** Fewer rows may cross a page, but need no subtotal; and a short paper keeps the whole page. */
const rowsOverOnePage = 20;

/** Under 借方 and 贷方; a balance is carried by its own column. */
function movementTotals(
  { movements }: StatementSnapshot,
  voice: PaperVoice,
  table: number,
): PageTotals {
  return {
    ...totalsUnder(voice, "movements", { count: 6, summed: [3, 4] }),
    table,
    firstRow: 3,
    rows: movements.map(({ debit, credit }) => ({
      group: "",
      amounts: [null, null, null, debit, credit, null],
    })),
  };
}

/** Under what is open: the column that the total adds up. */
function openTotals(snapshot: StatementSnapshot, voice: PaperVoice, table: number): PageTotals {
  const title = snapshot.form === "preinvoice" ? "deliveries" : "items";
  return {
    ...totalsUnder(voice, title, { count: 8, summed: [7] }),
    table,
    firstRow: 2,
    rows: snapshot.lines.map(({ open }) => ({
      group: "",
      amounts: [null, null, null, null, null, null, null, open],
    })),
  };
}

function totalsUnder(
  voice: PaperVoice,
  title: "movements" | "items" | "deliveries",
  columns: { readonly count: number; readonly summed: readonly number[] },
): Omit<PageTotals, "table" | "firstRow" | "rows"> {
  const table = voice.label(title);
  return {
    label: voice.label("pageTotal", { table }),
    runningLabel: voice.label("runningTotal", { table }),
    language: voice.language,
    fontSize: 8,
    columns: Array.from({ length: columns.count }, (_, at) => {
      const isSummed = columns.summed.includes(at);
      return { isRight: isSummed, isSummed };
    }),
    groupColumn: null,
    groups: [""],
  };
}

function heading({ snapshot, text, qr }: StatementPaper, voice: PaperVoice): PdfNode {
  const facts: PdfNode[] = [
    { text: snapshot.sender.name, fontSize: 11, bold: true },
    { text: text.title, fontSize: 17, bold: true, margin: [0, 2, 0, 6] },
    { text: voice.label("toCustomer"), fontSize: 11, bold: true, margin: [0, 0, 0, 2] },
    {
      text: `${voice.label("period")}　${voice.day(snapshot.from)} – ${voice.day(snapshot.to)}　　${voice.label("unit")}`,
    },
    { text: [`${voice.label("no")}　`, { text: snapshot.no, bold: true }] },
  ];
  if (qr === "") return { stack: facts };
  const code = {
    width: 86,
    stack: [
      { qr, fit: 78, alignment: "right" },
      { text: snapshot.no, fontSize: 7, alignment: "right", margin: [0, 2, 0, 0] },
    ],
  };
  return { columns: [{ width: "*", stack: facts }, code] };
}

function summary(snapshot: StatementSnapshot, voice: PaperVoice): PdfNode {
  const heads = ["opening", "debit", "credit", "closing"] as const;
  const parts = ["overdue", "unapplied", "advances", "disputed"] as const;
  const figures: PdfNode[][] = [
    heads.map((head) => rightHead(voice.label(head))),
    heads.map((head) => amountCell(voice.money(snapshot[head]), head === "closing")),
  ];
  const details: PdfNode[][] = [
    parts.map((part) => rightHead(voice.label(part))),
    parts.map((part) => amountCell(voice.money(snapshot[part]), false)),
  ];
  // an auditor asks for the balance alone
  const rows = snapshot.form === "audit" ? figures : [...figures, ...details];
  const asked = snapshot.form === "dunning" ? snapshot.asked : snapshot.closing;
  const capital = voice.capital(asked);
  const label = voice.label(snapshot.form === "dunning" ? "asked" : "closing");
  return {
    stack: [
      {
        layout: lined,
        table: { widths: ["25%", "25%", "25%", "25%"], body: rows, dontBreakRows: true },
      },
      {
        margin: [0, 4, 0, 8],
        text: [
          `${label}　${snapshot.currency} `,
          { text: voice.money(asked), bold: true },
          ...(capital === null ? [] : [`　${voice.label("capital")}：${capital}`]),
        ],
      },
      ...(snapshot.factored === undefined
        ? []
        : [{ text: voice.label("factoredNote"), bold: true, margin: [0, 0, 0, 8] }]),
    ],
  };
}

function listSummary(snapshot: StatementSnapshot, voice: PaperVoice): PdfNode {
  const capital = voice.capital(snapshot.asked);
  return {
    margin: [0, 0, 0, 8],
    text: [
      `${voice.label("toInvoice")}　${snapshot.currency} `,
      { text: voice.money(snapshot.asked), bold: true },
      ...(capital === null ? [] : [`　${voice.label("capital")}：${capital}`]),
    ],
  };
}

const bucketWords: Readonly<Record<string, Sentence>> = {
  ...agingBucketWords,
  over_365: agingBucketWords.d366,
};

function aging(snapshot: StatementSnapshot, voice: PaperVoice): PdfNode[] {
  const word = (bucket: string) => voice.say(bucketWords[bucket] ?? { zh: bucket, en: bucket });
  return [
    section(voice.label("aging")),
    {
      layout: lined,
      fontSize: 8,
      margin: [0, 0, 0, 8],
      table: {
        widths: snapshot.aging.map(() => "*"),
        body: [
          snapshot.aging.map(({ bucket }) => rightHead(word(bucket))),
          snapshot.aging.map(({ amount }) => amountCell(voice.money(amount), false)),
        ],
      },
    },
  ];
}

function movements(snapshot: StatementSnapshot, voice: PaperVoice): PdfNode[] {
  const heads: PdfNode[] = [
    head(voice.label("date")),
    head(voice.label("what")),
    head(voice.label("number")),
    rightHead(voice.label("debit")),
    rightHead(voice.label("credit")),
    rightHead(voice.label("balance")),
  ];
  const rows = snapshot.movements.map((one): PdfNode[] => [
    one.date,
    voice.say(one.what),
    breakable(one.no),
    amountCell(one.debit === null ? "" : voice.money(one.debit), false),
    amountCell(one.credit === null ? "" : voice.money(one.credit), false),
    amountCell(voice.money(one.balance), false),
  ]);
  const edge = (label: "opening" | "closing"): PdfNode[] => [
    label === "opening" ? snapshot.from : snapshot.to,
    { text: voice.label(label), bold: true, colSpan: 2 },
    "",
    amountCell(label === "closing" ? voice.money(snapshot.debit) : "", true),
    amountCell(label === "closing" ? voice.money(snapshot.credit) : "", true),
    amountCell(voice.money(snapshot[label]), true),
  ];
  return [
    {
      layout: titled,
      fontSize: 8,
      margin: [0, 0, 0, 8],
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: [54, 52, "*", 76, 76, 80],
        body: [
          titleRow(voice.label("movements"), 6),
          heads,
          edge("opening"),
          ...rows,
          edge("closing"),
        ],
      },
    },
  ];
}

function openLines(snapshot: StatementSnapshot, voice: PaperVoice): PdfNode[] {
  const isList = snapshot.form === "preinvoice";
  // issued, then due; on the invoicing list the customer's own number stands beside ours
  const inOrder = (issued: PdfNode, other: PdfNode) => (isList ? [other, issued] : [issued, other]);
  const heads: PdfNode[] = [
    head(voice.label("place")),
    head(voice.label("what")),
    head(voice.label("number")),
    ...inOrder(head(voice.label("date")), head(voice.label(isList ? "reference" : "due"))),
    rightHead(voice.label("late")),
    rightHead(voice.label("amount")),
    rightHead(voice.label("open")),
  ];
  const row = (line: SnapshotLine): PdfNode[] => [
    String(line.n),
    voice.kind(line),
    breakable(line.no),
    ...inOrder(
      voice.date(line.issueDate),
      isList ? breakable(line.reference) : voice.date(line.dueDate),
    ),
    amountCell(line.daysLate === null || line.daysLate <= 0 ? "" : String(line.daysLate), false),
    amountCell(voice.money(line.amount), false),
    amountCell(voice.money(line.open), false),
  ];
  const total: PdfNode[] = [
    { text: voice.label("total"), bold: true, colSpan: 7 },
    ...Array.from({ length: 6 }, () => ""),
    amountCell(voice.money(isList ? snapshot.asked : snapshot.closing), true),
  ];
  const { lines } = snapshot;
  return [
    {
      layout: titled,
      fontSize: 8,
      margin: [0, 0, 0, 8],
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: [18, 52, "*", isList ? 74 : 54, 54, 40, 72, 76],
        body: [
          titleRow(voice.label(isList ? "deliveries" : "items"), heads.length),
          heads,
          ...lines.map(row),
          total,
        ],
      },
    },
  ];
}

/** Never silently none: who pays without an account asks, and asks whom they knew before. */
function accounts({ snapshot, payTo }: StatementPaper, voice: PaperVoice): PdfNode[] {
  const { form } = snapshot;
  if (form === "audit" || form === "preinvoice") return [];
  const ends = payTo.stopped.map((end) => `…${end}`).join(" ");
  // whose account it is stands there once
  const names = new Set(payTo.accounts.map(({ name }) => name));
  const [one] = names.size === 1 ? names : [];
  return [
    section(voice.label("accounts")),
    ...(one === undefined ? [] : [{ text: one }]),
    ...payTo.accounts.map(({ name, bank, accountNo }) => ({
      text: [one === undefined ? name : "", bank, accountNo]
        .filter((part) => part !== "")
        .join("　"),
    })),
    ...(ends === "" ? [] : [{ text: voice.label("accountStopped", { ends }), bold: true }]),
    ...(payTo.accounts.length > 0 ? [] : [{ text: voice.label("accountMissing"), bold: true }]),
    { text: `${voice.label("quote")} ${voice.fill("{no}")}`, bold: true },
    // of a change nobody needs warning where no account stands
    ...(payTo.accounts.length > 0
      ? [{ text: voice.label("warning"), fontSize: 8, margin: [0, 2, 0, 0] }]
      : []),
  ];
}

/** Where to pay, and beside it room for our seal: the reply slip then fits on the page of a short paper. */
function accountsAndSeal(paper: StatementPaper, voice: PaperVoice): PdfNode {
  const ours = seal(voice.label("sealUs"), paper.snapshot.sender.name);
  const paid = accounts(paper, voice);
  if (paid.length === 0) return ours;
  const [, place] = ours.columns;
  return {
    unbreakable: true,
    columns: [
      { width: "*", stack: paid },
      { ...place, width: 200 },
    ],
    columnGap: 12,
    margin: [0, 0, 0, 6],
  };
}

/** Cut off and sent back: never split over two pages. */
function replySlip({ snapshot }: StatementPaper, voice: PaperVoice): PdfNode {
  return {
    unbreakable: true,
    stack: [
      {
        canvas: [
          { type: "line", x1: 0, y1: 4, x2: 515, y2: 4, dash: { length: 4 }, lineWidth: 0.6 },
        ],
      },
      {
        text: voice.label("reply"),
        fontSize: 13,
        bold: true,
        alignment: "center",
        margin: [0, 6, 0, 4],
      },
      {
        text: [
          `${voice.label("replyTo")}　　${voice.label("no")} `,
          { text: snapshot.no, bold: true },
        ],
        margin: [0, 0, 0, 4],
      },
      { text: voice.label("agree"), margin: [0, 2, 0, 4] },
      { text: voice.label("disagree"), margin: [0, 2, 0, 14] },
      seal(voice.label("sealThem"), snapshot.customer.name, [
        voice.label("signer"),
        voice.label("signedOn"),
      ]),
    ],
  };
}

/** Room for a round seal of 4.2 cm beside the name. */
function seal(label: string, name: string, lines: readonly string[] = []) {
  return {
    unbreakable: true,
    columns: [
      { width: "*", stack: lines.map((text) => ({ text, margin: [0, 4, 0, 4] })) },
      {
        width: 240,
        stack: [
          { text: name, alignment: "center" },
          {
            text: label,
            alignment: "center",
            fontSize: 8,
            color: "#555555",
            margin: [0, 2, 0, 40],
          },
        ],
      },
    ],
  } satisfies PdfNode;
}

function section(title: string): PdfNode {
  return { text: title, bold: true, fontSize: 10, margin: [0, 2, 0, 3] };
}

/** As a row of its table, so that it never stands alone at the foot of a page. */
function titleRow(title: string, columns: number): PdfNode[] {
  const cell = { text: title, bold: true, fontSize: 10, colSpan: columns };
  return [cell, ...Array.from({ length: columns - 1 }, () => "")];
}

function head(text: string): PdfNode {
  return { text, bold: true };
}

function rightHead(text: string): PdfNode {
  return { text, bold: true, alignment: "right" };
}

function amountCell(text: string, isBold: boolean): PdfNode {
  return { text, bold: isBold, alignment: "right", noWrap: true };
}
