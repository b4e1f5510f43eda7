// The printer's own thread: pdfmake with its fonts. Takes a document, answers with its bytes; no
// document can make it read a file or an address.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parentPort } from "node:worker_threads";
import pdfmake from "pdfmake";
import type { CustomTableLayout, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { PdfDocument } from "../../exporters/statement-pdf.ts";

export type PrintOrder = { readonly place: number; readonly document: PdfDocument };
export type PrintAnswer =
  | { readonly place: number; readonly bytes: Uint8Array }
  | { readonly place: number; readonly fault: string };

const fontFolder = dirname(
  createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"),
);
const regular = join(fontFolder, "400Regular", "NotoSansSC_400Regular.ttf");
const bold = join(fontFolder, "700Bold", "NotoSansSC_700Bold.ttf");
const paperMargins: [number, number, number, number] = [40, 36, 40, 44];

pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);
pdfmake.addFonts({ Noto: { normal: regular, bold, italics: regular, bolditalics: bold } });
pdfmake.addTableLayouts({ lines: ruled(0), titled: ruled(1) });

/** Thin rules from a row on; the first and the last a little stronger. */
function ruled(first: number): CustomTableLayout {
  return {
    hLineWidth: (row, node) => {
      if (row < first) return 0;
      return row === first || row === node.table.body.length ? 0.8 : 0.4;
    },
    vLineWidth: () => 0,
    hLineColor: () => "#444444",
    paddingLeft: () => 3,
    paddingRight: () => 3,
    paddingTop: () => 2.5,
    paddingBottom: () => 2.5,
  };
}

function print(document: PdfDocument): Promise<Uint8Array> {
  const definition = {
    pageSize: "A4",
    pageOrientation: document.orientation ?? "portrait",
    pageMargins: paperMargins,
    defaultStyle: { font: "Noto", fontSize: 9 },
    info: { title: document.title },
    content: document.content,
    footer: (page: number, pages: number) => ({
      text: document.footer.replace("{page}", String(page)).replace("{pages}", String(pages)),
      alignment: "center",
      fontSize: 7,
      margin: [0, 14, 0, 0],
    }),
    ...(document.watermark === ""
      ? {}
      : { watermark: { text: document.watermark, opacity: 0.12, bold: true } }),
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
