// The few cell styles of our workbooks, and the styles part that declares them.
// Number formats 3 and 4 … are built in; ours start at 164 (ECMA-376 part 1, §18.8.30).

/** How a column's cells are shown. amount keeps the decimals the value is written with. */
export type CellFormat = "text" | "amount" | "count" | "share" | "date";

export const cellFormats: Readonly<Record<CellFormat, { readonly alignRight: boolean }>> = {
  text: { alignRight: false },
  amount: { alignRight: true },
  count: { alignRight: true },
  share: { alignRight: true },
  date: { alignRight: false },
};

type StyleName = "head" | "headRight" | "quoted" | CellFormat;

/** Most decimals an amount column shows; currencies have at most 3 (ISO 4217), rates more. */
const maxDecimals = 6;

const fixedStyles: readonly StyleName[] = [
  "head",
  "headRight",
  "text",
  "quoted",
  "date",
  "count",
  "share",
];

/** Position in cellXfs. Position 0 is the default cell. */
export function styleOf(name: StyleName, decimals = 0): number {
  if (name !== "amount") return fixedStyles.indexOf(name) + 1;
  return fixedStyles.length + 1 + (decimals > maxDecimals ? maxDecimals : decimals);
}

const textFormat = 49;
const dateFormat = 164;
const countFormat = 165;
const shareFormat = 166;
const firstAmountFormat = 167;

const numberFormats: readonly (readonly [number, string])[] = [
  [dateFormat, "yyyy-mm-dd"],
  [countFormat, "#,##0"],
  [shareFormat, "0.0000"],
  ...Array.from({ length: maxDecimals + 1 }, (_, decimals): readonly [number, string] => {
    const shown = decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
    return [firstAmountFormat + decimals, `${shown};[Red]-${shown}`];
  }),
];

function cellStyle(name: StyleName, decimals = 0): string {
  const right = `<alignment horizontal="right"/>`;
  switch (name) {
    case "head":
      return `<xf numFmtId="0" fontId="1" fillId="2" borderId="0" applyFont="1" applyFill="1"/>`;
    case "headRight":
      return `<xf numFmtId="0" fontId="1" fillId="2" borderId="0" applyFont="1" applyFill="1" applyAlignment="1">${right}</xf>`;
    case "text":
      return numberStyle(textFormat);
    case "quoted":
      return `<xf numFmtId="${textFormat}" fontId="0" fillId="0" borderId="0" quotePrefix="1" applyNumberFormat="1"/>`;
    case "date":
      return numberStyle(dateFormat);
    case "count":
      return numberStyle(countFormat);
    case "share":
      return numberStyle(shareFormat);
    case "amount":
      return numberStyle(firstAmountFormat + decimals);
  }
}

function numberStyle(format: number): string {
  return `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>`;
}

const cellStyles: readonly string[] = [
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`,
  ...fixedStyles.map((name) => cellStyle(name)),
  ...Array.from({ length: maxDecimals + 1 }, (_, decimals) => cellStyle("amount", decimals)),
];

const numberFormatXml = numberFormats
  .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`)
  .join("");

export const stylesXml =
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n` +
  `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
  `<numFmts count="${numberFormats.length}">${numberFormatXml}</numFmts>` +
  `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  `<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill>` +
  `<fill><patternFill patternType="gray125"/></fill>` +
  `<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills>` +
  `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="${cellStyles.length}">${cellStyles.join("")}</cellXfs></styleSheet>`;
