// A row a customer: amount first, the sentence why, grade, who has it.
import type { CollectionCase, Worklist } from "../../../src/contract/collections.ts";
import { caseSentence } from "../../../src/core/words/collections.ts";
import { useBooks } from "../../api/session.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useLanguage, useWords } from "../../words/words.ts";

export function CaseList(props: {
  readonly list: Worklist;
  readonly chosen: number;
  readonly onChoose: (id: number) => void;
}) {
  const { list, chosen, onChoose } = props;
  const w = useWords(collectionWords);
  return (
    <ul className="collections-list" aria-label={w("worklist")}>
      {list.rows.map((row) => (
        <li key={row.customer.id}>
          <button
            type="button"
            className={
              row.customer.id === chosen ? "collections-case is-current" : "collections-case"
            }
            aria-current={row.customer.id === chosen}
            onClick={() => onChoose(row.customer.id)}
          >
            <CaseRow row={row} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function CaseRow({ row }: { readonly row: CollectionCase }) {
  const w = useWords(collectionWords);
  const { homeCurrency } = useBooks();
  return (
    <>
      <span className="collections-case-top">
        <b className="collections-name" title={row.customer.name}>
          {row.customer.name}
        </b>
        <MoneyText amount={row.ask} currency={homeCurrency} showCurrency bold />
      </span>
      <span className="collections-why">{useCaseSentence(row)}</span>
      <span className="collections-case-foot">
        <GradeTag grade={row.grade} ungraded={row.ungraded} />
        {row.isHeld ? <Tag tone="red" text={w("onHold")} /> : null}
        {row.until === null ? null : <span>{w("until", { date: row.until })}</span>}
        <span className="is-end">
          {row.assignee?.name ?? w("unassigned")} · {w("points", { points: row.points.toFixed(1) })}
        </span>
      </span>
    </>
  );
}

/** `逾期 42 天 380,000.00，承诺已 2 次落空` */
export function useCaseSentence(row: CollectionCase): string {
  const language = useLanguage();
  const { homeCurrency } = useBooks();
  const ask = formatAmount(row.ask, homeCurrency, language);
  return caseSentence({ ...row.facts, ask }, language);
}
