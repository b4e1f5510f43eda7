// A table nobody recognised: say once what it is and what each column means.
import { Button, Radio, Select } from "antd";
import { useState } from "react";
import {
  type ContentKind,
  contentKinds,
  type ImportCard,
  type ImportPreview,
} from "../../../src/contract/imports.ts";
import { importWords } from "../../words/import.ts";
import { fieldsOfKind, fieldWords } from "../../words/import-fields.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { useChoices } from "./use-imports.ts";

type Mapping = NonNullable<ImportPreview["mapping"]>;

export function MappingForm(props: { readonly card: ImportCard; readonly mapping: Mapping }) {
  const { card } = props;
  const w = useWords(importWords);
  const language = useLanguage();
  const { change, isPending } = useChoices(card);
  const [kind, setKind] = useState<ContentKind>(card.choices.expect ?? "statements");
  const [mapping, setMapping] = useState(props.mapping);
  const set = (index: number, field: string | null) =>
    setMapping({
      ...mapping,
      columns: mapping.columns.map((column) =>
        column.index === index ? { ...column, field } : column,
      ),
    });
  return (
    <section className="mapping-form">
      <p>{w("mapColumns")}</p>
      <Radio.Group
        value={kind}
        optionType="button"
        onChange={(event) =>
          setKind(contentKinds.find((one) => one === event.target.value) ?? kind)
        }
        options={contentKinds.map((one) => ({ value: one, label: w(`kind_${one}`) }))}
        aria-label={w("mapKind")}
      />
      <div className="mapping-grid">
        {mapping.columns
          .filter((column) => column.raw !== "")
          .map((column) => (
            <div className="mapping-column" key={column.index}>
              <b title={column.raw}>{column.raw}</b>
              <Select
                allowClear
                size="small"
                value={column.field}
                placeholder={w("mapSkip")}
                popupMatchSelectWidth={false}
                onChange={(field: string | undefined) => set(column.index, field ?? null)}
                options={fieldsOfKind[kind].map((field) => ({
                  value: field,
                  label: fieldWords[field][language],
                }))}
              />
            </div>
          ))}
      </div>
      <Button
        loading={isPending}
        disabled={mapping.columns.every((column) => column.field === null)}
        onClick={() => void change((choices) => ({ ...choices, expect: kind, mapping }))}
      >
        {w("mapApply")}
      </Button>
    </section>
  );
}
