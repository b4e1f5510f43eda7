// A letter in front of a paper: address where the window of an envelope is (DL, GB/T 1416), the words of
// the message, then the paper itself on a page of its own.
import type { PdfDocument, PdfNode } from "./statement-pdf.ts";

export type Letter = {
  readonly sender: string;
  readonly to: {
    readonly customer: string;
    readonly person: string;
    readonly address: string;
  };
  /** As it is written on paper. */
  readonly date: string;
  readonly subject: string;
  readonly text: string;
};

export function letterPdf(letter: Letter, paper: PdfDocument | null): PdfDocument {
  const content = letterNodes(letter);
  if (paper === null) {
    return { title: letter.subject, footer: "{page} / {pages}", watermark: "", content };
  }
  const next: PdfNode = { text: "", pageBreak: "after" };
  return { ...paper, title: letter.subject, content: [...content, next, ...paper.content] };
}

function letterNodes({ sender, to, date, subject, text }: Letter): PdfNode[] {
  const paragraphs = text.split(/\n{2,}/).map((paragraph): PdfNode => {
    return { text: paragraph, margin: [0, 0, 0, 8], lineHeight: 1.4, fontSize: 10.5 };
  });
  return [
    { text: sender, fontSize: 9, color: "#444444", margin: [0, 0, 0, 40] },
    {
      stack: [to.address, to.customer, to.person].filter((line) => line !== ""),
      fontSize: 11,
      lineHeight: 1.3,
      margin: [0, 0, 0, 48],
    },
    { text: date, alignment: "right", margin: [0, 0, 0, 18] },
    { text: subject, bold: true, fontSize: 12, margin: [0, 0, 0, 14] },
    ...paragraphs,
  ];
}
