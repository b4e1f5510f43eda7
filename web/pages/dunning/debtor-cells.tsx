// What a list of debtors shows of one: the name that opens it, its grade, what is asked and how old.
import type { DunningPlanRow } from "../../../src/contract/dunning.ts";
import { GradeTag } from "../../components/grade-tag.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";

type Debtor = Pick<DunningPlanRow, "customer" | "grade" | "ungraded" | "asked" | "oldestDays">;

/** One amount a currency, below each other. */
export function AskedAmounts({ asked }: Pick<DunningPlanRow, "asked">) {
  return (
    <span className="dunning-amounts">
      {asked.map(({ amount, currency }) => (
        <MoneyText key={currency} amount={amount} currency={currency} showCurrency bold />
      ))}
    </span>
  );
}

export function OpenButton(props: { readonly text: string; readonly onOpen: () => void }) {
  return (
    <button type="button" className="dunning-open" onClick={props.onOpen}>
      {props.text}
    </button>
  );
}

export function DebtorHeads() {
  const w = useWords(dunningWords);
  return (
    <>
      <th>{w("customer")}</th>
      <th>{w("grade")}</th>
      <th className="is-right">{w("asked")}</th>
      <th className="is-right">{w("oldest")}</th>
      <th className="is-right">{w("documents")}</th>
    </>
  );
}

export function DebtorCells(props: {
  readonly row: Debtor;
  readonly documents: number;
  readonly onOpen: (customerId: number) => void;
}) {
  const w = useWords(dunningWords);
  const { row, documents, onOpen } = props;
  const { id, name } = row.customer;
  return (
    <>
      <td>
        <OpenButton text={name} onOpen={() => onOpen(id)} />
      </td>
      <td>
        <GradeTag grade={row.grade} ungraded={row.ungraded} />
      </td>
      <td className="is-right">
        <AskedAmounts asked={row.asked} />
      </td>
      <td className="is-right">{w("days", { days: row.oldestDays })}</td>
      <td className="is-right">{w("documentCount", { count: documents })}</td>
    </>
  );
}

/** The same of a card, in one line. */
export function DebtorNote(props: { readonly oldestDays: number; readonly documents: number }) {
  const w = useWords(dunningWords);
  const { oldestDays, documents } = props;
  return (
    <span className="page-note">
      {w("days", { days: oldestDays })} · {w("documentCount", { count: documents })}
    </span>
  );
}
