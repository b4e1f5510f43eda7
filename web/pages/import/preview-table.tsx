// The first rows under our column names, the file's own names above them; one that was taken wrongly
// is changed in its head, the file is read again at once and the layout remembered.
import { DownOutlined } from "@ant-design/icons";
import { Popover, Select } from "antd";
import { useState } from "react";
import type { ImportCard, ImportPreview } from "../../../src/contract/imports.ts";
import { readableAmount } from "../../../src/core/group-digits.ts";
import { type ItemKind, itemKinds } from "../../../src/core/item-kinds.ts";
import { importWords } from "../../words/import.ts";
import {
  amountFields,
  fieldsOfKind,
  fieldWords,
  isFieldName,
  manyColumnFields,
} from "../../words/import-fields.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { mappedTo, takenOver, withField } from "./mapping-draft.ts";
import { useChoices } from "./use-imports.ts";

type Mapping = NonNullable<ImportPreview["mapping"]>;

export function PreviewTable(props: {
  readonly card: ImportCard;
  readonly preview: ImportPreview;
}) {
  const { card, preview } = props;
  const w = useWords(importWords);
  const word = useFieldWord();
  const cellText = useCellText();
  const { mapping, columns, rows } = preview;
  return (
    <section className="preview" aria-label={w("preview")}>
      <header className="section-head">
        <h3>{w("preview")}</h3>
        <span className="page-note">
          {w(mapping ? "previewNote" : "previewPlain", { count: rows.length })}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <div className="preview-scroll" tabIndex={0}>
        <table className="preview-table">
          <thead>
            {mapping ? (
              <tr className="preview-raw">
                <th />
                {columns.map(({ field, raw }) => (
                  <th key={field} className={amountFields.has(field) ? "is-amount" : ""}>
                    <ColumnChoice card={card} mapping={mapping} field={field} raw={raw} />
                  </th>
                ))}
              </tr>
            ) : null}
            <tr>
              <th className="preview-row">#</th>
              {columns.map(({ field }) => (
                <th key={field} className={amountFields.has(field) ? "is-amount" : ""}>
                  {word(field)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
                key={n}
                className={`is-${row.state}`}
                title={row.state === "ready" ? undefined : w(`state_${row.state}`)}
              >
                <td className="preview-row">{row.place.row ?? n + 1}</td>
                {columns.map(({ field }, at) => (
                  <td key={field} className={amountFields.has(field) ? "is-amount" : ""}>
                    <span title={row.cells[at]}>{cellText(field, row.cells[at] ?? "")}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mapping ? (
        <UnusedColumns card={card} mapping={mapping} shown={columns.map((c) => c.field)} />
      ) : null}
    </section>
  );
}

function useCellText(): (field: string, text: string) => string {
  const language = useLanguage();
  return (field, text) => {
    if (amountFields.has(field)) return readableAmount(text, language);
    if (field !== "kind" || !Object.hasOwn(itemKinds, text)) return text;
    return itemKinds[text as ItemKind][language]; // a key of the table, as just asked
  };
}

function useFieldWord(): (field: string) => string {
  const language = useLanguage();
  return (field) => (isFieldName(field) ? fieldWords[field][language] : field);
}

function ColumnChoice(props: {
  readonly card: ImportCard;
  readonly mapping: Mapping;
  readonly field: string;
  readonly raw: string | null;
}) {
  const { card, mapping, field, raw } = props;
  const w = useWords(importWords);
  const word = useFieldWord();
  const { change } = useChoices(card);
  const [isOpen, setOpen] = useState(false);
  const isMany = manyColumnFields.has(field);
  const read = mapping.columns.filter((column) => column.field === field).map((c) => c.index);
  // what is shown of the file is what was read last; another column may be chosen before the next
  const [picked, setPicked] = useState<readonly number[] | null>(null);
  const chosen = [...(picked ?? read)];
  const open = (yes: boolean) => {
    setPicked(null);
    setOpen(yes);
  };
  const set = (indexes: readonly number[]) => {
    setPicked(indexes);
    void change((choices) => ({
      ...choices,
      mapping: withField(takenOver(mapping, choices.mapping), field, indexes),
      ...(card.contentKind ? { expect: card.contentKind } : {}),
    }));
    if (!isMany) open(false);
  };
  const form = (
    <div className="column-choice">
      <Select
        autoFocus
        defaultOpen
        {...(isMany ? { mode: "multiple" as const } : {})}
        value={isMany ? chosen : (chosen[0] ?? -1)}
        onChange={(value: number | number[]) =>
          set(Array.isArray(value) ? value : value < 0 ? [] : [value])
        }
        options={[
          ...(isMany ? [] : [{ value: -1, label: w("mapNone") }]),
          ...mapping.columns
            .filter((column) => column.raw !== "")
            .map((column) => ({ value: column.index, label: column.raw })),
        ]}
      />
      <p className="page-note">{w("mapRemembered")}</p>
    </div>
  );
  return (
    <Popover
      open={isOpen}
      onOpenChange={open}
      trigger="click"
      title={w("mapTitle", { field: word(field) })}
      content={form}
      destroyOnHidden
    >
      <button type="button" className="raw-head" title={raw ?? ""}>
        <span>{raw ?? "–"}</span>
        <DownOutlined />
      </button>
    </Popover>
  );
}

/** Columns nobody took, and our fields that have none: one choice adds them. */
function UnusedColumns(props: {
  readonly card: ImportCard;
  readonly mapping: Mapping;
  readonly shown: readonly string[];
}) {
  const { card, mapping, shown } = props;
  const w = useWords(importWords);
  const word = useFieldWord();
  const { change } = useChoices(card);
  const unused = mapping.columns.filter((column) => column.field === null && column.raw !== "");
  if (unused.length === 0 || !card.contentKind) return null;
  const free = fieldsOfKind[card.contentKind].filter(
    (field) => manyColumnFields.has(field) || !shown.includes(field),
  );
  return (
    <div className="unused-columns">
      <span className="page-note">{w("mapUnused", { columns: "" })}</span>
      {unused.map((column) => (
        <Select
          key={column.index}
          size="small"
          className="unused-column"
          value={null}
          placeholder={column.raw}
          popupMatchSelectWidth={false}
          onChange={(field: string | null) => {
            if (field === null) return;
            void change((choices) => ({
              ...choices,
              mapping: mappedTo(takenOver(mapping, choices.mapping), column.index, field),
              ...(card.contentKind ? { expect: card.contentKind } : {}),
            }));
          }}
          options={free.map((field) => ({ value: field, label: word(field) }))}
        />
      ))}
    </div>
  );
}
