// 开票清单: what customers have confirmed before invoicing, to be handed to the program that invoices.
import { Button } from "antd";
import { Link } from "react-router";
import { invoicingList } from "../../../src/contract/statements.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { statementWords } from "../../words/statements.ts";
import { useWords } from "../../words/words.ts";

export function InvoicingPanel() {
  const w = useWords(statementWords);
  const { id: booksId } = useBooks();
  const path = `${useBooksPath()}/invoicing-list`;
  const { data, error, refetch } = useGet(invoicingList, path);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) {
    return <EmptyState kind="yet" title={w("noInvoicing")} text={w("noInvoicingText")} />;
  }
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("invoicing")}</h2>
        <span className="is-end statement-ask">
          {data.totals.map(({ currency, amount }) => (
            <MoneyText key={currency} amount={amount} currency={currency} showCurrency bold />
          ))}
          <Button href={downloadAddress(`${path}/file`)}>{w("download")}</Button>
        </span>
      </header>
      <div className="matrix-scroll">
        <table className="matrix">
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.itemId}>
                <td>
                  <Link to={pathTo("customer", { booksId, customerId: row.customer.id })}>
                    {row.customer.name}
                  </Link>
                </td>
                <td>{row.no}</td>
                <td>{row.issueDate}</td>
                <td className="is-right">
                  <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
                </td>
                <td>{row.statement.no}</td>
                <td>{row.agreedBy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
