// Runs as a process of its own: the text of a remittance advice as rows of cells. It holds no connection
// and no secret. Null: there is no text in it (a scan), or it cannot be opened.
import { getDocumentProxy } from "unpdf";
import { type PdfPiece, pdfRows } from "../../core/portal/pdf-rows.ts";
import { openTable } from "../../importers/table-source.ts";
import { answerApart } from "../apart/answer-apart.ts";
import type { AdviceOrder } from "./advice-reading.ts";

/** More is no advice a person made. */
const mostRows = 5_000;
const mostPages = 40;

answerApart(async ({ kind, bytes }: AdviceOrder) => {
  const rows = kind === "pdf" ? await rowsOfPdf(bytes) : rowsOfTable(bytes);
  if (rows === null) return null;
  return rows
    .slice(0, mostRows)
    .map((cells) => cells.slice(0, 60).map((cell) => cell.slice(0, 200)));
});

async function rowsOfPdf(bytes: Uint8Array): Promise<string[][] | null> {
  // nothing is drawn, run or fetched: text alone is asked for
  const document = await getDocumentProxy(bytes).catch(() => null);
  if (document === null) return null;
  const found: string[][] = [];
  for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    found.push(...pdfRows(items.flatMap(pieceOf)));
    if (found.length > mostRows) break;
  }
  return found.length === 0 ? null : found;
}

type TextItem = Awaited<
  ReturnType<
    Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>["getPage"]>>["getTextContent"]
  >
>["items"][number];

/** Marks of structure carry no text. */
function pieceOf(item: TextItem): PdfPiece[] {
  if (!("str" in item)) return [];
  const [, , , , x, y] = item.transform as readonly number[];
  if (x === undefined || y === undefined) return [];
  return [{ text: item.str, x, y, width: item.width, height: item.height }];
}

function rowsOfTable(bytes: Uint8Array): string[][] | null {
  const opened = openTable(bytes);
  if (!opened.ok) return null;
  const found: string[][] = [];
  for (const sheet of opened.value.sheets) {
    if (sheet.isHidden) continue;
    sheet.read((cells, _row, state) => {
      if (state === "plain") found.push([...cells]);
      return found.length < mostRows;
    });
  }
  return found;
}
