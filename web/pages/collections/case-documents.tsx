// Everything open of the customer, the oldest first.
import type { CaseDetail } from "../../../src/contract/collections.ts";
import { type ItemKind, itemKinds } from "../../../src/core/item-kinds.ts";
import { useBooks } from "../../api/session.tsx";
import { AgeText, DateText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useSentence, useWords } from "../../words/words.ts";

function isKind(kind: string): kind is ItemKind {
  return Object.hasOwn(itemKinds, kind);
}

export function CaseDocuments({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const word = useSentence();
  const { homeCurrency } = useBooks();
  const { documents } = detail;
  const isMany = documents.some(({ currency }) => currency !== homeCurrency);
  return (
    <section className="collections-box">
      <h3>{w("documentsOf", { count: documents.length })}</h3>
      <div className="matrix-scroll">
        <table className="matrix collections-documents">
          <thead>
            <tr>
              <th>{w("number")}</th>
              <th>{w("kind")}</th>
              <th>{w("due")}</th>
              <th className="is-right">{w("daysLate")}</th>
              <th className="is-right">
                {w("open")}
                {isMany ? "" : ` (${homeCurrency})`}
              </th>
              <th className="is-right">{w("disputed")}</th>
            </tr>
          </thead>
          <tbody>
            {documents.map((row) => (
              <tr key={row.id}>
                <td>{row.no}</td>
                <td>{isKind(row.kind) ? word(itemKinds[row.kind]) : row.kind}</td>
                <td>
                  <DateText date={row.dueDate} />
                </td>
                <td className="is-right">
                  <AgeText days={row.daysLate} />
                </td>
                <td className="is-right">
                  <MoneyText amount={row.open} currency={row.currency} showCurrency={isMany} bold />
                </td>
                <td className="is-right">
                  <MoneyText amount={row.disputed} currency={row.currency} zeroAsDash />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
