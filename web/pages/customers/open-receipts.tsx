// 在账未核销: money on the customer's account that is not applied yet, and what may be done with it.
import "./customer.css";
import { Link } from "react-router";
import { openReceipts } from "../../../src/contract/adjustments.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { customerWords } from "../../words/customers.ts";
import { useWords } from "../../words/words.ts";
import { ReceiptButton } from "../close/adjust-button.tsx";

/** Of money that came by no bank line of these books. */
const origins: Readonly<Record<string, keyof typeof customerWords>> = {
  e_receivable: "byPlatform",
  intragroup: "byOtherBooks",
};

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
      <ul className="open-receipts">
        {data.rows.map((row) => (
          <li key={row.id}>
            <span className="table-number">{row.date}</span>
            <span className="open-receipts-payer">
              {row.lineId === null ? (
                `${w(origins[row.kind] ?? "byBill")} ${row.payerName}`
              ) : (
                <Link to={pathTo("matchLine", { booksId, lineId: row.lineId })}>
                  {row.payerName}
                </Link>
              )}
            </span>
            <MoneyText amount={row.open} currency={row.currency} showCurrency bold />
            <ReceiptButton receipt={{ ...row, customerId }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
