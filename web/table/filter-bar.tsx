// The filters above a list. The search box takes a pasted column of numbers; the amount box its
// little language; on a phone all stand in a sheet.
import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, DatePicker, Drawer, Input, Select } from "antd";
import dayjs from "dayjs";
import { type ClipboardEvent, useCallback, useState } from "react";
import { parseAmountFilter } from "../../src/contract/amount-filter.ts";
import { clearable } from "../ui/clearable.tsx";
import { grouped } from "../ui/count.ts";
import { useIsPhone } from "../ui/phone.ts";
import { useTyped } from "../ui/typed.ts";
import { tableWords } from "../words/table.ts";
import { useSentence, useWords } from "../words/words.ts";
import type { Filter, Filters } from "./filters.ts";

type FilterBarProps = {
  readonly filters: readonly Filter[];
  readonly state: Filters;
  /** For the button of the sheet on a phone. */
  readonly count?: number;
};

export function FilterBar({ filters, state, count }: FilterBarProps) {
  const w = useWords(tableWords);
  const [isSheetOpen, openSheet] = useState(false);
  const isPhone = useIsPhone();
  const search = filters.filter(({ kind }) => kind === "search");
  const others = filters.filter(({ kind }) => kind !== "search");
  const clear = state.isAny ? (
    <Button type="link" size="small" onClick={state.clear} style={{ padding: 0 }}>
      {w("filterClear")}
    </Button>
  ) : null;
  const draw = (filter: Filter) => <FilterField key={filter.key} filter={filter} state={state} />;
  if (!isPhone) {
    return (
      <div className="filters">
        {search.map(draw)}
        {others.map(draw)}
        {clear}
      </div>
    );
  }
  return (
    <div className="filters">
      {search.map(draw)}
      {others.length > 0 ? (
        <Button
          icon={<FilterOutlined />}
          aria-label={w("filters")}
          onClick={() => openSheet(true)}
        />
      ) : null}
      <Drawer
        placement="bottom"
        title={w("filters")}
        open={isSheetOpen}
        onClose={() => openSheet(false)}
        extra={clear}
        footer={
          <Button type="primary" block size="large" onClick={() => openSheet(false)}>
            {w("showRows", { count: grouped(count ?? 0) })}
          </Button>
        }
      >
        <div className="filter-sheet">{others.map(draw)}</div>
      </Drawer>
    </div>
  );
}

function FilterField({ filter, state }: { filter: Filter; state: Filters }) {
  const w = useWords(tableWords);
  const word = useSentence();
  const label = word(filter.label);
  if (filter.kind === "search") return <SearchField filter={filter} state={state} />;
  if (filter.kind === "amount") return <AmountField filter={filter} state={state} />;
  if (filter.kind === "dates") {
    const at = (end: "From" | "To") => {
      const value = state.values[`${filter.key}${end}`];
      return value ? dayjs(value) : null;
    };
    return (
      <DatePicker.RangePicker
        aria-label={label}
        allowEmpty={[true, true]}
        placeholder={[`${label} ${w("filterFrom")}`, w("filterTo")]}
        value={[at("From"), at("To")]}
        onChange={(range) =>
          state.set({
            [`${filter.key}From`]: range?.[0]?.format("YYYY-MM-DD") ?? null,
            [`${filter.key}To`]: range?.[1]?.format("YYYY-MM-DD") ?? null,
          })
        }
        style={{ width: "var(--filter-width, 212px)" }}
      />
    );
  }
  const options = filter.options.map(({ value, label: name }) => ({
    value,
    label: typeof name === "string" ? name : word(name),
  }));
  const value = state.values[filter.key];
  if (filter.isMultiple) {
    return (
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={label}
        placeholder={label}
        options={options}
        value={value ? value.split(",") : []}
        onChange={(values: string[]) => state.set({ [filter.key]: values.join(",") || null })}
        style={{ minWidth: 116 }}
        popupMatchSelectWidth={false}
      />
    );
  }
  return (
    <Select
      allowClear
      showSearch={options.length > 8 ? { optionFilterProp: "label" } : false}
      aria-label={label}
      placeholder={label}
      options={options}
      value={value ?? null}
      onChange={(next: string | undefined) => state.set({ [filter.key]: next ?? null })}
      style={{ minWidth: 104 }}
      popupMatchSelectWidth={false}
    />
  );
}

function useFilterText(filter: Filter, state: Filters, isWrong?: (text: string) => boolean) {
  const { set } = state;
  const { key } = filter;
  const say = useCallback((text: string) => set({ [key]: text || null }), [set, key]);
  return useTyped(state.values[key] ?? "", say, isWrong);
}

function SearchField({ filter, state }: { filter: Filter; state: Filters }) {
  const w = useWords(tableWords);
  const word = useSentence();
  const { text, setText, field } = useFilterText(filter, state);
  const listed = text.includes("\n") ? text.split("\n").filter(Boolean).length : 0;
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text/plain").trim();
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const cells = pasted.split(/[\r\n\t]+/).map((cell) => cell.trim());
    setText([...new Set(cells.filter(Boolean))].join("\n"));
  };
  return (
    <Input
      prefix={<SearchOutlined style={{ color: "var(--faint)" }} />}
      placeholder={word(filter.label)}
      aria-label={word(filter.label)}
      title={w("filterSearch")}
      allowClear={clearable}
      value={listed > 0 ? w("listOf", { count: listed }) : text}
      {...field}
      onChange={(event) => setText(listed > 0 ? "" : event.target.value)}
      onPaste={onPaste}
      style={{ width: "var(--filter-width, 208px)" }}
    />
  );
}

function AmountField({ filter, state }: { filter: Filter; state: Filters }) {
  const w = useWords(tableWords);
  const word = useSentence();
  const { text, field } = useFilterText(filter, state, isNoAmountFilter);
  const isWrong = isNoAmountFilter(text);
  return (
    <Input
      aria-label={word(filter.label)}
      prefix={<span className="page-note">{word(filter.label)}</span>}
      placeholder={w("filterAmount")}
      status={isWrong ? "error" : ""}
      title={isWrong ? w("filterAmountBad") : ""}
      allowClear={clearable}
      value={text}
      {...field}
      style={{ width: "var(--filter-width, 176px)" }}
    />
  );
}

function isNoAmountFilter(text: string): boolean {
  return text.trim() !== "" && parseAmountFilter(text) === null;
}
