// The invoice of a delivery: its number, its dates, the tax in it, and further deliveries that it bills.
import { Input, Select } from "antd";
import type { AdjustmentBody } from "../../../src/contract/adjustments.ts";
import { deliveriesToBill } from "../../../src/contract/items.ts";
import { sumDecimals } from "../../../src/core/sum-decimals.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { leftFor } from "./adjust-kinds.ts";
import { Field, type FieldProps } from "./adjust-targets.tsx";

type Paper = NonNullable<AdjustmentBody["document"]>;

export function InvoiceFields({ subject, body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { itemId, currency } = subject;
  const { data } = useGet(deliveriesToBill, `${useBooksPath()}/items/${itemId}/deliveries`);
  const others = data?.rows ?? [];
  const { document: paper } = body;
  if (paper === null) return null;
  const put = (changes: Partial<Paper>) => onChange({ document: { ...paper, ...changes } });
  return (
    <>
      <Field label={w("invoiceNo")}>
        <Input
          maxLength={100}
          aria-label={w("invoiceNo")}
          value={paper.no}
          onChange={(event) => put({ no: event.target.value.trim() })}
        />
      </Field>
      <div className="adjust-pair">
        <Field label={w("invoiceDate")}>
          <DayField
            label={w("invoiceDate")}
            value={paper.issuedOn}
            onChange={(issuedOn) => put({ issuedOn })}
          />
        </Field>
        <Field label={w("invoiceDue")}>
          <DayField
            label={w("invoiceDue")}
            value={body.due ?? ""}
            onChange={(day) => onChange({ due: day || null })}
          />
        </Field>
      </div>
      {others.length === 0 ? null : (
        <Field label={w("moreDeliveries")}>
          <Select
            mode="multiple"
            aria-label={w("moreDeliveries")}
            placeholder={w("moreDeliveriesHint")}
            value={paper.moreItemIds}
            showSearch={{ optionFilterProp: "label" }}
            options={others.map(({ id, no, issueDate, unbilled }) => ({
              value: id,
              label: `${no} · ${issueDate} · ${formatAmount(unbilled, currency, language)}`,
            }))}
            onChange={(moreItemIds: number[]) => {
              const chosen = others.filter(({ id }) => moreItemIds.includes(id));
              const amount = sumDecimals([
                leftFor(subject, body.kind),
                ...chosen.map(({ unbilled }) => unbilled),
              ]);
              onChange({ amount, document: { ...paper, moreItemIds } });
            }}
          />
        </Field>
      )}
      <Field label={w("invoiceTax")}>
        <Input
          inputMode="decimal"
          aria-label={w("invoiceTax")}
          placeholder={w("invoiceTaxHint")}
          value={paper.tax ?? ""}
          onChange={(event) => put({ tax: event.target.value.trim() || null })}
        />
      </Field>
    </>
  );
}
