// Invoices of the file that bill deliveries the books have: booked as J04, never as a second sale; where
// several could be the one, a person says which, or that it is another sale.
import { Button, Select } from "antd";
import { useState } from "react";
import type { DeliveryPlacing, ImportCard, ImportPreview } from "../../../src/contract/imports.ts";
import { DateText } from "../../ui/date-text.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { importWords } from "../../words/import.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { useChoices } from "./use-imports.ts";

type Deliveries = NonNullable<ImportPreview["deliveries"]>;

/** So many rows are shown before a press shows all. */
const shownFirst = 8;

export function DeliveryQuestion(props: {
  readonly card: ImportCard;
  readonly deliveries: Deliveries;
}) {
  const w = useWords(importWords);
  const { card, deliveries } = props;
  const { billing, undecided, rows } = deliveries;
  const { change } = useChoices(card);
  const [isAll, showAll] = useState(false);
  const say = (said: readonly Said[]) =>
    void change((choices) => {
      const keys = new Set(said.map(keyOf));
      const others = (choices.deliveries ?? []).filter((one) => !keys.has(keyOf(one)));
      const kept = said.flatMap(({ deliveryIds, ...of }) =>
        deliveryIds === null ? [] : { ...of, deliveryIds: [...deliveryIds] },
      );
      return { ...choices, deliveries: [...others, ...kept] };
    });
  if (rows.length === 0) return null;
  const offered = rows.flatMap(({ row, no, suggested }) =>
    suggested === null ? [] : [{ row, no, deliveryIds: [suggested] }],
  );
  const shown = isAll ? rows : rows.slice(0, Math.max(shownFirst, undecided));
  return (
    <div className={undecided > 0 ? "question is-amber" : "question"}>
      <span>
        {billing > 0 ? w("billing", { count: billing }) : ""}
        {undecided > 0 ? ` ${w("billingUndecided", { count: undecided })}` : ""}
      </span>
      {offered.length > 1 ? (
        <div className="question-ways">
          <Button onClick={() => say(offered)}>
            {w("billingTakeAll", { count: offered.length })}
          </Button>
        </div>
      ) : null}
      <ul className="billing-rows">
        {shown.map((one) => (
          <BillingRow key={keyOf(one)} one={one} onSay={say} />
        ))}
      </ul>
      {rows.length > shown.length ? (
        <Button type="text" onClick={() => showAll(true)}>
          {w("billingMore", { count: rows.length - shown.length })}
        </Button>
      ) : null}
    </div>
  );
}

const keyOf = ({ row, no }: { readonly row: number; readonly no: string }) => `${row} ${no}`;

const another = "another sale";

/** Null: nothing is said of it any more. */
type Said = { readonly row: number; readonly no: string; readonly deliveryIds: number[] | null };

function BillingRow(props: {
  readonly one: DeliveryPlacing;
  readonly onSay: (said: readonly Said[]) => void;
}) {
  const w = useWords(importWords);
  const language = useLanguage();
  const { one, onSay } = props;
  const { row, no, currency, candidates, by, deliveryIds, suggested } = one;
  const label = w("billingOf", { no });
  const isOther = by === "nothing";
  const offered = candidates.find(({ id }) => id === suggested);
  return (
    <li>
      <span className="billing-invoice">
        {w("row", { row })} · {no} · <DateText date={one.issueDate} /> ·{" "}
        <MoneyText amount={one.amount} currency={currency} showCurrency />
        <small>{one.customer}</small>
      </span>
      <Select<(number | string)[]>
        mode="multiple"
        aria-label={label}
        placeholder={w("billingChoose")}
        value={isOther ? [another] : deliveryIds}
        showSearch={{ optionFilterProp: "label" }}
        optionLabelProp="short"
        options={[
          ...candidates.map((delivery) => {
            const amount = formatAmount(delivery.unbilled, currency, language);
            return {
              value: delivery.id,
              label: `${delivery.no} · ${delivery.issueDate} · ${amount}`,
              short: `${delivery.no} · ${amount}`,
            };
          }),
          { value: another, label: w("billingAnother"), short: w("billingAnother") },
        ]}
        onChange={(chosen) => {
          const ids = chosen.filter((id) => typeof id === "number");
          const isNone = chosen.at(-1) === another;
          const said = isNone ? [] : ids.length === 0 ? null : ids;
          onSay([{ row, no, deliveryIds: said }]);
        }}
      />
      {offered ? (
        <Button
          size="small"
          aria-label={`${label}: ${w("billingTake", { delivery: offered.no })}`}
          onClick={() => onSay([{ row, no, deliveryIds: [offered.id] }])}
        >
          {w("billingTake", { delivery: offered.no })}
        </Button>
      ) : (
        <small className="page-note">{w(`billingBy_${by}`)}</small>
      )}
    </li>
  );
}
