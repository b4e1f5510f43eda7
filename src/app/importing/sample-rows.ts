// The first rows of a file under our column names, for the preview.
import type { ColumnMapping, SourcePlace } from "../../importers/importer.ts";
import type { RowState, SampleRow } from "./reading.ts";

/** Rows shown in the preview. */
const shownRows = 50;

/** Our column and the fields of the file's mapping it is read from. */
export type SampleColumn<Row> = {
  readonly field: string;
  readonly from: readonly string[];
  readonly cell: (row: Row) => string;
};

export class RowSample<Row> {
  readonly #columns: readonly SampleColumn<Row>[];
  readonly #rows: SampleRow[] = [];

  constructor(columns: readonly SampleColumn<Row>[]) {
    this.#columns = columns;
  }

  add(row: Row, place: SourcePlace, state: RowState): void {
    if (this.#rows.length >= shownRows) return;
    const { sheet, row: rowNo } = place;
    this.#rows.push({
      place: {
        ...(sheet === undefined ? {} : { sheet }),
        ...(rowNo === undefined ? {} : { row: rowNo }),
      },
      state,
      cells: this.#columns.map((column) => column.cell(row)),
    });
  }

  /** Columns that hold something or that the mapping names, with the raw heads above them. */
  shown(mapping: ColumnMapping | null): {
    readonly columns: readonly { readonly field: string; readonly raw: string | null }[];
    readonly sample: readonly SampleRow[];
  } {
    const heads = this.#columns.map((column) => rawHead(mapping, column.from));
    const kept = this.#columns
      .map((_, index) => index)
      .filter(
        (index) => heads[index] !== null || this.#rows.some((row) => row.cells[index] !== ""),
      );
    return {
      columns: kept.map((index) => ({
        field: this.#columns[index]!.field,
        raw: heads[index] ?? null,
      })),
      sample: this.#rows.map((row) => ({
        ...row,
        cells: kept.map((index) => row.cells[index] ?? ""),
      })),
    };
  }
}

function rawHead(mapping: ColumnMapping | null, fields: readonly string[]): string | null {
  const heads = (mapping?.columns ?? [])
    .filter((column) => column.field !== null && fields.includes(column.field))
    .map((column) => column.raw)
    .filter((raw) => raw !== "");
  return heads.length > 0 ? heads.join(" · ") : null;
}
