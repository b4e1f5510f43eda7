// What a person says of the other side's file: its columns, the period, the opening balance. The same
// file is then compared again, in place of the first time.
import { Button, Input, Select } from "antd";
import { useState } from "react";
import type { ChoicesOnWire, ComparisonDetail } from "../../../src/contract/comparisons.ts";
import { problemSentence } from "../../../src/core/words/importing.ts";
import { DayField } from "../../ui/day-field.tsx";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { useComparedAnew } from "./use-compared-anew.ts";

const fields = [
  "date",
  "no",
  "voucher",
  "ref",
  "memo",
  "money_in",
  "money_out",
  "amount",
  "open_amount",
  "direction",
  "balance",
  "currency",
  "party",
] as const;

export function useAgain(detail: ComparisonDetail) {
  const { compare, isPending } = useComparedAnew();
  const again = (choices: ChoicesOnWire) => compare(`${detail.id}/again`, choices);
  return { again, isPending };
}

type Mapping = NonNullable<ComparisonDetail["mapping"]>;

/** For a table nobody recognised. */
export function MappingForm({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const language = useLanguage();
  return (
    <section className="comparison-mapping">
      {detail.mapping === null ? null : <p>{w("mapTitle")}</p>}
      <ul className="page-note">
        {detail.reading.problems.slice(0, 5).map((problem) => (
          <li key={`${problem.code} ${problem.place.row ?? ""}`}>
            {problemSentence(
              // absent places are left out, as the core has them
              problem as Parameters<typeof problemSentence>[0],
              language,
            )}
          </li>
        ))}
      </ul>
      {detail.mapping === null ? null : <Columns detail={detail} mapping={detail.mapping} />}
    </section>
  );
}

function Columns(props: { readonly detail: ComparisonDetail; readonly mapping: Mapping }) {
  const w = useWords(comparisonPageWords);
  const { detail } = props;
  const [mapping, setMapping] = useState(props.mapping);
  const { again, isPending } = useAgain(detail);
  const set = (index: number, field: string | null) =>
    setMapping({
      ...mapping,
      columns: mapping.columns.map((column) =>
        column.index === index ? { ...column, field } : column,
      ),
    });
  const chosen = new Set(mapping.columns.map(({ field }) => field));
  const hasAmount = ["amount", "money_in", "money_out", "open_amount"].some((field) =>
    chosen.has(field),
  );
  const shown = mapping.columns.filter(({ raw }) => raw !== "");
  return (
    <>
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.index}>
                  {column.raw}
                  <Select
                    allowClear
                    size="small"
                    className="comparison-field"
                    aria-label={column.raw}
                    value={column.field}
                    placeholder={w("mapSkip")}
                    popupMatchSelectWidth={false}
                    options={fields.map((value) => ({ value, label: w(`field_${value}`) }))}
                    onChange={(field: string | undefined) => set(column.index, field ?? null)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {detail.reading.sample.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file stand in one order
              <tr key={row}>
                {shown.map(({ index }) => (
                  <td key={index}>{cells[index] ?? ""}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <Button
          type="primary"
          loading={isPending}
          disabled={!chosen.has("date") || !hasAmount}
          onClick={() => again({ mapping })}
        >
          {w("mapApply")}
        </Button>{" "}
        <span className="page-note">{w("mapNeeds")}</span>
      </p>
    </>
  );
}

export function ChoicesForm({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const { again, isPending } = useAgain(detail);
  const [from, setFrom] = useState(detail.from ?? "");
  const [to, setTo] = useState(detail.to ?? "");
  const [opening, setOpening] = useState(detail.choices.theirOpening ?? "");
  const [party, setParty] = useState(detail.reading.party);
  const { parties } = detail.reading;
  const [mode, setMode] = useState(detail.reading.mode);
  const isList = mode === "open_items";
  const isAmount = opening === "" || /^-?\d+(\.\d+)?$/.test(opening);
  return (
    <div className="comparison-choices">
      <div className="comparison-choice">
        {w("mode")}
        <Select
          aria-label={w("mode")}
          style={{ minWidth: 180 }}
          value={mode}
          options={(["movements", "open_items"] as const).map((value) => ({
            value,
            label: w(`mode_${value}`),
          }))}
          onChange={setMode}
        />
      </div>
      {isList ? null : (
        <div className="comparison-choice">
          {w("from")}
          <DayField label={w("from")} value={from} onChange={setFrom} width="100%" />
        </div>
      )}
      <div className="comparison-choice">
        {w(isList ? "asOf" : "to")}
        <DayField label={w(isList ? "asOf" : "to")} value={to} onChange={setTo} width="100%" />
      </div>
      {isList ? null : (
        <div className="comparison-choice">
          {w("theirOpening")}
          <Input
            inputMode="decimal"
            aria-label={w("theirOpening")}
            status={isAmount ? "" : "error"}
            value={opening}
            onChange={({ target }) => setOpening(target.value.replace(/[,，\s]/g, ""))}
          />
        </div>
      )}
      {parties.length > 1 ? (
        <div className="comparison-choice">
          {w("party")}
          <Select
            aria-label={w("party")}
            style={{ minWidth: 200 }}
            value={party === "" ? null : party}
            options={parties.map((value) => ({ value, label: value }))}
            onChange={(value: string) => setParty(value)}
          />
        </div>
      ) : null}
      <Button
        loading={isPending}
        disabled={!isAmount || to === "" || (!isList && (from === "" || from > to))}
        onClick={() =>
          again({
            mode,
            to,
            ...(isList ? {} : { from }),
            ...(isList || opening === "" ? {} : { theirOpening: opening }),
            ...(party === "" ? {} : { party }),
          })
        }
      >
        {w("again")}
      </Button>
      {detail.mapping === null ? null : <Columns detail={detail} mapping={detail.mapping} />}
    </div>
  );
}
