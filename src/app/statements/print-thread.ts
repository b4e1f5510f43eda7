// The printer's own thread: pdfmake with its fonts. Takes a document, answers with its bytes; no
// document can make it read a file or an address.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parentPort } from "node:worker_threads";
import type { CustomTableLayout, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { breakMark } from "../../exporters/breakable.ts";
import type { PdfDocument } from "../../exporters/statement-pdf.ts";
import { cellPadding, pageTotalNodes, pageTotalRoom } from "./page-total-nodes.ts";

export type PrintOrder = { readonly place: number; readonly document: PdfDocument };
export type PrintAnswer =
  | { readonly place: number; readonly bytes: Uint8Array }
  | { readonly place: number; readonly fault: string };

const require = createRequire(import.meta.url);
keepFonts();
// after the line above: it takes the font library as it finds it then
const pdfmake = require("pdfmake") as typeof import("pdfmake") & VirtualFiles;
const fontFolder = dirname(require.resolve("@expo-google-fonts/noto-sans-sc/package.json"));
const regular = "regular.ttf";
const bold = "bold.ttf";
const sideMargin = 40;
const [topMargin, footMargin] = [36, 44];

pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);
for (const [name, folder] of [
  [regular, "400Regular"],
  [bold, "700Bold"],
] as const) {
  const bytes = readFileSync(join(fontFolder, folder, `NotoSansSC_${folder}.ttf`));
  pdfmake.virtualfs.writeFileSync(name, bytes);
}
pdfmake.addFonts({ Noto: { normal: regular, bold, italics: regular, bolditalics: bold } });
pdfmake.addTableLayouts({ lines: ruled(0), titled: ruled(1) });

/** Not in the library's types. */
type VirtualFiles = {
  readonly virtualfs: { readonly writeFileSync: (name: string, bytes: Uint8Array) => void };
};

/**
 * A font is 10 MB and is read and taken apart for every document: half of what a page costs. The bytes
 * are the same each time, so the font made of them is, too; what a document uses of it is its own subset.
 */
function keepFonts(): void {
  const path = require.resolve("fontkit");
  const fontkit: typeof Fontkit = require(path);
  const made = new Map<Uint8Array, Font>();
  const create = (bytes: Uint8Array, name?: string) => {
    if (name !== undefined && name !== null) return fontkit.create(bytes, name);
    if (!made.has(bytes)) made.set(bytes, withoutMarks(fontkit.create(bytes)));
    return made.get(bytes);
  };
  const module = require.cache[path];
  if (module) module.exports = { ...fontkit, create };
}

/** The type has no picture of the mark where a line may end, and would draw a box for it. */
function withoutMarks(font: Font): Font {
  const { layout } = font;
  font.layout = (text, ...others) => layout.call(font, text.replaceAll(breakMark, ""), ...others);
  return font;
}

type Font = { layout: (text: string, ...others: unknown[]) => unknown };

/** The part of the font library that is stood in for. */
declare const Fontkit: { readonly create: (bytes: Uint8Array, name?: string) => Font };

/** Thin rules from a row on; the first and the last a little stronger. */
function ruled(first: number): CustomTableLayout {
  return {
    hLineWidth: (row, node) => {
      if (row < first) return 0;
      return row === first || row === node.table.body.length ? 0.8 : 0.4;
    },
    vLineWidth: () => 0,
    hLineColor: () => "#444444",
    paddingLeft: () => cellPadding,
    paddingRight: () => cellPadding,
    paddingTop: () => 2,
    paddingBottom: () => 2,
  };
}

function print(document: PdfDocument): Promise<Uint8Array> {
  const { pageTotals = [] } = document;
  const totalsOfPage = pageTotalNodes(document, sideMargin);
  const roomForTotals = pageTotals.reduce((room, totals) => room + pageTotalRoom(totals), 0);
  const definition = {
    pageSize: "A4",
    pageOrientation: document.orientation ?? "portrait",
    pageMargins: [sideMargin, topMargin, sideMargin, footMargin + roomForTotals],
    defaultStyle: { font: "Noto", fontSize: 9 },
    info: { title: document.title },
    content: document.content,
    footer: (page: number, pages: number) => [
      ...totalsOfPage(page),
      {
        text: document.footer.replace("{page}", String(page)).replace("{pages}", String(pages)),
        alignment: "center",
        fontSize: 7,
        margin: [0, 14, 0, 0],
      },
    ],
    ...(document.watermark === ""
      ? {}
      : { watermark: { text: document.watermark, opacity: 0.07, bold: true } }),
  };
  // the exporter writes pdfmake's nodes as plain data
  return pdfmake.createPdf(definition as unknown as TDocumentDefinitions).getBuffer();
}

parentPort?.on("message", async ({ place, document }: PrintOrder) => {
  try {
    const bytes = await print(document);
    parentPort?.postMessage({ place, bytes } satisfies PrintAnswer);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ place, fault } satisfies PrintAnswer);
  }
});
