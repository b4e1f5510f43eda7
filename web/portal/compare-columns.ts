// The columns of a ledger nobody recognised, named once by the customer.
import type { ComparisonDetail } from "../../src/contract/comparisons.ts";
import { comparisonPageWords } from "../words/comparison.ts";
import { post } from "./api.ts";
import { c } from "./compare.ts";
import { h } from "./dom.ts";
import { act, field } from "./parts.ts";
import { say } from "./say.ts";
import { open } from "./state.ts";

const fields = {
  date: comparisonPageWords.field_date,
  no: comparisonPageWords.field_no,
  voucher: comparisonPageWords.field_voucher,
  ref: comparisonPageWords.field_ref,
  memo: comparisonPageWords.field_memo,
  money_in: comparisonPageWords.field_money_in,
  money_out: comparisonPageWords.field_money_out,
  amount: comparisonPageWords.field_amount,
  open_amount: comparisonPageWords.field_open_amount,
  direction: comparisonPageWords.field_direction,
  balance: comparisonPageWords.field_balance,
  currency: comparisonPageWords.field_currency,
  party: comparisonPageWords.field_party,
} as const;

export function mappingForm({ mapping, reading }: ComparisonDetail, path: string): HTMLElement {
  if (mapping === null) return h("p", { class: "notice bad" }, c("nothingRead"));
  const selects = mapping.columns
    .filter(({ raw }) => raw !== "")
    .map((column) => {
      const select = h(
        "select",
        {},
        h("option", { value: "" }, c("skip")),
        Object.entries(fields).map(([value, label]) => h("option", { value }, say(label))),
      );
      select.value = column.field ?? "";
      return { column, select };
    });
  const button = h("button", { class: "main" }, c("readSo"));
  act(button, async () => {
    const chosen = new Map(selects.map(({ column, select }) => [column.index, select.value]));
    const columns = mapping.columns.map((column) => ({
      ...column,
      field: chosen.get(column.index) || null,
    }));
    const body = { mapping: { ...mapping, columns } };
    const { id } = await post<{ id: number }>(`${path}/again`, body);
    open({ name: "comparison", id });
  });
  return h(
    "section",
    {},
    h("p", {}, c("unread")),
    selects.map(({ column, select }) => {
      const example = reading.sample.map((cells) => cells[column.index]).find(Boolean) ?? "";
      return field(`${column.raw}${example === "" ? "" : ` (${example})`}`, select);
    }),
    h("div", {}, button),
  );
}
