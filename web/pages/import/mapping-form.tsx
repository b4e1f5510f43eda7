// A table nobody recognised: say once what it is and what each column means; what stands under a column
// is beside its name. What was chosen survives a reading that still lacked something.
import { Radio, Select } from "antd";
import { useState } from "react";
import {
  type ContentKind,
  contentKinds,
  type ImportCard,
  type ImportPreview,
} from "../../../src/contract/imports.ts";
import { RefusedButton } from "../../components/refused-button.tsx";
import { importWords } from "../../words/import.ts";
import { fieldsOfKind, fieldWords, neededOfKind } from "../../words/import-fields.ts";
import { useLanguage, useList, useWords } from "../../words/words.ts";
import { mappedTo, takenOver, withKind } from "./mapping-draft.ts";
import { useChoices } from "./use-imports.ts";

type Mapping = NonNullable<ImportPreview["mapping"]>;

export function MappingForm(props: { readonly card: ImportCard; readonly mapping: Mapping }) {
  const { card } = props;
  const w = useWords(importWords);
  const language = useLanguage();
  const { change, isPending } = useChoices(card);
  const [kind, setKind] = useState<ContentKind>(card.choices.expect ?? "statements");
  const [mapping, setMapping] = useState(() => takenOver(props.mapping, card.choices.mapping));
  const missing = useMissing(kind, mapping);
  const chooseKind = (next: ContentKind) => {
    setKind(next);
    setMapping(withKind(mapping, next));
  };
  const apply = () => {
    const columns = mapping.columns.map(({ samples: _, ...column }) => column);
    void change((choices) => ({ ...choices, expect: kind, mapping: { ...mapping, columns } }));
  };
  return (
    <section className="mapping-form">
      <p>{w("mapColumns")}</p>
      <Radio.Group
        value={kind}
        optionType="button"
        onChange={(event) =>
          chooseKind(contentKinds.find((one) => one === event.target.value) ?? kind)
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
                showSearch={{ optionFilterProp: "label" }}
                size="small"
                value={column.field}
                placeholder={w("mapSkip")}
                popupMatchSelectWidth={false}
                aria-label={w("mapMeans", { column: column.raw })}
                onChange={(field: string | undefined) =>
                  setMapping(mappedTo(mapping, column.index, field ?? null))
                }
                options={fieldsOfKind[kind].map((field) => ({
                  value: field,
                  label: fieldWords[field][language],
                }))}
              />
              <Samples values={column.samples} />
            </div>
          ))}
      </div>
      <RefusedButton type="primary" reason={missing} loading={isPending} onClick={apply}>
        {w("mapApply")}
      </RefusedButton>
    </section>
  );
}

function Samples({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return <small className="mapping-sample">–</small>;
  return values.map((value) => (
    <small className="mapping-sample" key={value} title={value}>
      {value}
    </small>
  ));
}

/** What still has no column, in words; null: the table can be read. */
function useMissing(kind: ContentKind, mapping: Mapping): string | null {
  const w = useWords(importWords);
  const language = useLanguage();
  const list = useList();
  const fields = new Set(mapping.columns.map(({ field }) => field));
  const missing = neededOfKind[kind].filter((group) => !group.some((field) => fields.has(field)));
  if (missing.length === 0) return null;
  const names = missing.map((group) =>
    group.map((field) => fieldWords[field][language]).join(w("mapOr")),
  );
  return w("mapMissing", { fields: list(names) });
}
