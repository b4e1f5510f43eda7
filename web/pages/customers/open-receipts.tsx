// 在账未核销: money on the customer's account that is not applied yet, and what may be done with it.
import { Link } from "react-router";
import { openReceipts } from "../../../src/contract/adjustments.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { customerWords } from "../../words/customers.ts";
import { useWords } from "../../words/words.ts";
import { ReceiptButton } from "../close/adjust-button.tsx";

export function OpenReceiptsPanel({ customerId }: { customerId: number }) {
  const w = useWords(customerWords);
  const { id: booksId } = useBooks();
  const path = `${useBooksPath()}/open-receipts`;
  const { data } = useGet(openReceipts, path, { query: { customer: customerId } });
  if (!data || data.rows.length === 0) return null;
  return (
    <section className="panel" style={{ marginBottom: 12 }}>
      <header className="panel-head">
        <h2>{w("openReceipts")}</h2>
      </header>
      <div className="matrix-scroll" style={{ maxHeight: 220 }}>
        <table className="matrix">
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <td className="date">{row.date}</td>
                <td>
                  {row.lineId === null ? (
                    `${w("byBill")} ${row.payerName}`
                  ) : (
                    <Link to={pathTo("matchLine", { booksId, lineId: row.lineId })}>
                      {row.payerName}
                    </Link>
                  )}
                </td>
                <td className="is-right">
                  <MoneyText amount={row.amount} currency={row.currency} />
                </td>
                <td className="is-right">
                  <MoneyText amount={row.open} currency={row.currency} showCurrency bold />
                </td>
                <td>
                  <ReceiptButton receipt={{ ...row, customerId }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
