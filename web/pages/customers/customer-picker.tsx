// Choosing a customer by typing: name, number or pinyin initials.
import { Select } from "antd";
import { useState } from "react";
import { customerChoices } from "../../../src/contract/customers.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { customerWords } from "../../words/customers.ts";
import { useWords } from "../../words/words.ts";

export type Choice = { readonly id: number; readonly name: string };

export function CustomerPicker(props: {
  readonly value?: Choice | null;
  readonly onChange?: (choice: Choice | null) => void;
  readonly id?: string;
  /** Not offered: a customer is not its own parent. */
  readonly without?: number | null;
  /** Customers of another set of books. */
  readonly booksId?: number;
}) {
  const w = useWords(customerWords);
  const { value = null, onChange, without = null } = props;
  const [q, setQ] = useState("");
  const own = useBooksPath();
  const base = props.booksId === undefined ? own : `/books/${props.booksId}`;
  const path = `${base}/customer-choices`;
  const { data, isFetching } = useGet(customerChoices, path, { query: { q }, keep: true });
  const found = (data?.rows ?? []).filter(({ id }) => id !== without);
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={isFetching}
      placeholder={w("chooseCustomer")}
      aria-label={w("chooseCustomer")}
      style={{ width: "100%" }}
      labelInValue
      value={value === null ? null : { value: value.id, label: value.name }}
      options={found.map(({ id, no, name }) => ({ value: id, label: `${name} · ${no}`, name }))}
      onChange={(chosen: { value: number; label?: unknown } | undefined) => {
        const row = found.find(({ id }) => id === chosen?.value);
        onChange?.(row ? { id: row.id, name: row.name } : null);
      }}
    />
  );
}
