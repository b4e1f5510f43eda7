// Prints rows as an aligned table; Chinese characters take two columns.

export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, i) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? ""))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((text, i) => pad(text, widths[i] ?? 0, i === 0))
      .join("  ")
      .trimEnd();
  console.log(line(header));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}

function pad(text: string, width: number, left: boolean): string {
  const fill = " ".repeat(Math.max(width - widthOf(text), 0));
  return left ? text + fill : fill + text;
}

function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) > 0x2e7f ? 2 : 1;
  return width;
}
