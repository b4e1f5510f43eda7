// What a person says of the columns of an unknown table while they say it.
import type { ContentKind, ImportChoices, ImportPreview } from "../../../src/contract/imports.ts";
import { fieldsOfKind, manyColumnFields } from "../../words/import-fields.ts";

type Mapping = NonNullable<ImportPreview["mapping"]>;

/** One of our fields comes from one column, memo-like ones from several. */
export function mappedTo(mapping: Mapping, index: number, field: string | null): Mapping {
  const isTaken = field !== null && !manyColumnFields.has(field);
  const columns = mapping.columns.map((column) => {
    if (column.index === index) return { ...column, field };
    return isTaken && column.field === field ? { ...column, field: null } : column;
  });
  return { ...mapping, columns };
}

/** The field taken from these columns alone. */
export function withField(mapping: Mapping, field: string, indexes: readonly number[]): Mapping {
  return {
    ...mapping,
    columns: mapping.columns.map((column) => {
      if (indexes.includes(column.index)) return { ...column, field };
      return column.field === field ? { ...column, field: null } : column;
    }),
  };
}

/** Fields that this kind of table does not have are let go. */
export function withKind(mapping: Mapping, kind: ContentKind): Mapping {
  const known: ReadonlySet<string> = new Set(fieldsOfKind[kind]);
  const columns = mapping.columns.map((column) =>
    column.field === null || known.has(column.field) ? column : { ...column, field: null },
  );
  return { ...mapping, columns };
}

/** What was chosen before for the same layout; the file is read anew after each choice. */
export function takenOver(mapping: Mapping, chosen: ImportChoices["mapping"]): Mapping {
  if (chosen?.layout !== mapping.layout) return mapping;
  const fields = new Map(chosen.columns.map(({ index, field }) => [index, field]));
  const columns = mapping.columns.map((column) => ({
    ...column,
    // what was chosen to be left out stays left out
    field: fields.has(column.index) ? (fields.get(column.index) ?? null) : column.field,
  }));
  return { ...mapping, columns };
}
