// Who would get what today by the policy that is being changed, beside what is in force: the sums, and
// every customer for whom it differs.
import type { DunningPlanRow, DunningPreview } from "../../../src/contract/dunning.ts";
import { useBooks } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";
import { TodayCell } from "./dunning-terms.tsx";
import { type Tried, usePreview } from "./use-preview.ts";

const mostShown = 30;

export function PreviewCompare({ tried }: { readonly tried: Tried }) {
  const w = useWords(dunningWords);
  const now = usePreview();
  const then = usePreview(tried);
  const error = then.error ?? now.error;
  if (error) return <Failure error={error} />;
  if (!now.data || !then.data) return <Skeleton />;
  const changes = changesBetween(now.data, then.data);
  return (
    <>
      <h3>{w("previewTitle")}</h3>
      {then.data.isWorkingDay ? null : <p className="page-note">{w("dayOff")}</p>}
      <Sums now={now.data} then={then.data} />
      {changes.length === 0 ? <p className="page-note">{w("same")}</p> : null}
      <div className="matrix-scroll">
        <table className="matrix">
          <tbody>
            {changes.slice(0, mostShown).map(({ row, how }) => (
              <tr key={row.customer.id}>
                <td>{row.customer.name}</td>
                <td>
                  <Tag tone={how === "onlyNow" ? "hatched" : "blue"} text={w(how)} />
                </td>
                <td className="is-right">
                  {row.asked.map(({ amount, currency }) => (
                    <MoneyText key={currency} amount={amount} currency={currency} showCurrency />
                  ))}
                </td>
                <td>
                  <TodayCell row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Sums({ now, then }: { readonly now: DunningPreview; readonly then: DunningPreview }) {
  const w = useWords(dunningWords);
  const { homeCurrency } = useBooks();
  const rows = [
    { name: w("previewNow"), counts: now.counts },
    { name: w("previewThen"), counts: then.counts },
  ];
  return (
    <table className="matrix dunning-compare">
      <thead>
        <tr>
          <th />
          <th className="is-right">{w("previewTouched")}</th>
          <th className="is-right">{w("previewAsked")}</th>
          <th className="is-right">{w("previewHeld")}</th>
          <th className="is-right">{w("newDebt")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, counts }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className="is-right">{counts.touched}</td>
            <td className="is-right">
              <MoneyText amount={counts.askedHome} currency={homeCurrency} showCurrency />
            </td>
            <td className="is-right">{counts.held}</td>
            <td className="is-right">{counts.starts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Change = {
  readonly row: DunningPlanRow;
  readonly how: "onlyNow" | "onlyThen" | "changedStep";
};

function changesBetween(now: DunningPreview, then: DunningPreview): Change[] {
  const before = new Map(now.rows.map((row) => [row.customer.id, row]));
  const after = new Map(then.rows.map((row) => [row.customer.id, row]));
  const gone = now.rows.flatMap((row): Change[] => {
    const other = after.get(row.customer.id);
    return row.touch && !other?.touch ? [{ row: other ?? row, how: "onlyNow" }] : [];
  });
  const come = then.rows.flatMap((row): Change[] => {
    const other = before.get(row.customer.id);
    if (!row.touch) return [];
    if (!other?.touch) return [{ row, how: "onlyThen" }];
    const isSame = JSON.stringify(other.touch) === JSON.stringify(row.touch);
    return isSame ? [] : [{ row, how: "changedStep" }];
  });
  return [...come, ...gone];
}
