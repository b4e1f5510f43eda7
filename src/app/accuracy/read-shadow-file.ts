// Reads a firm's own finished settlements out of any table (Excel, CSV, an ERP's export): which
// payment settled which document with how much. Columns are found by their names in either language.
import { makeDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { openTable, type Sheet } from "../../importers/table-source.ts";

export type ShadowRow = {
  readonly row: number;
  readonly bankRef: string;
  readonly date: string;
  readonly payer: string;
  /** Of the whole payment; "" where the file has no such column. */
  readonly amount: string;
  readonly itemNo: string;
  readonly applied: string;
};
type Field = Exclude<keyof ShadowRow, "row">;

const names: Readonly<Record<Field, readonly string[]>> = {
  bankRef: ["交易流水号", "流水号", "银行流水号", "bank_ref", "bank ref", "reference", "line_id"],
  date: ["收款日期", "交易日期", "到账日期", "日期", "date", "booking_date"],
  payer: ["付款人", "对方户名", "客户", "客户名称", "payer", "payer_name", "customer"],
  amount: ["到账金额", "收款金额", "金额", "amount", "line_amount"],
  itemNo: ["发票号码", "发票号", "单据号", "单号", "核销单据", "item_no", "invoice", "invoice_no"],
  applied: ["核销金额", "本次核销", "applied", "applied_amount", "allocated"],
};
const fields = Object.keys(names) as Field[]; // the record's own keys
const mostRows = 200_000;
/** The head stands within the first rows; titles come before it. */
const mostTitleRows = 10;

export function readShadowFile(
  bytes: Uint8Array,
): Result<readonly ShadowRow[], { readonly code: "shadow_file_wrong" }> {
  const opened = openTable(bytes);
  if (!opened.ok) return refuse({ code: "shadow_file_wrong" });
  for (const sheet of opened.value.sheets) {
    const rows = readSheet(sheet);
    if (rows !== null) return ok(rows);
  }
  return refuse({ code: "shadow_file_wrong" });
}

function readSheet(sheet: Sheet): ShadowRow[] | null {
  let places: ReadonlyMap<Field, number> | null = null;
  const rows: ShadowRow[] = [];
  sheet.read((cells, row) => {
    if (places === null) {
      places = placesIn(cells);
      return places !== null || row < mostTitleRows;
    }
    const at = places;
    const text = (field: Field) => (cells[at.get(field) ?? -1] ?? "").trim();
    if (text("itemNo") !== "") {
      rows.push({
        row,
        bankRef: text("bankRef"),
        date: dateOf(text("date")),
        payer: text("payer"),
        amount: amountOf(text("amount")),
        itemNo: text("itemNo"),
        applied: amountOf(text("applied")),
      });
    }
    return rows.length < mostRows;
  });
  return places === null ? null : rows;
}

/** A payment must be found again: by its reference, or by day and amount. */
function placesIn(cells: readonly string[]): ReadonlyMap<Field, number> | null {
  const heads = cells.map((cell) => cell.trim().toLowerCase());
  const places = new Map<Field, number>();
  for (const field of fields) {
    const at = names[field].map((name) => heads.indexOf(name)).find((place) => place >= 0);
    if (at !== undefined) places.set(field, at);
  }
  const isFound = places.has("bankRef") || (places.has("date") && places.has("amount"));
  return isFound && places.has("itemNo") && places.has("applied") ? places : null;
}

/** "2026/9/1", "2026-09-01 10:22", "2026年9月1日" → "2026-09-01"; "" for anything else. */
function dateOf(text: string): string {
  const match = /^(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(text);
  if (!match) return "";
  const [, year = "", month = "", day = ""] = match;
  return makeDate(Number(year), Number(month), Number(day)) ?? "";
}

function amountOf(text: string): string {
  return text.replace(/[,，\s¥￥]/g, "");
}
