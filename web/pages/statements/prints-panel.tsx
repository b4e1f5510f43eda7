// What was printed in bulk: one archive an order, with a list of what is in it.
import { Button } from "antd";
import { printOrders } from "../../../src/contract/print-orders.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { statementWords } from "../../words/statements.ts";
import { useWords } from "../../words/words.ts";

export function PrintsPanel() {
  const w = useWords(statementWords);
  const { timeZone } = useBooks();
  const path = `${useBooksPath()}/print-orders`;
  const { data, error, refetch } = useGet(printOrders, path, { refreshMs: 3_000 });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) {
    return <EmptyState kind="yet" title={w("noPrints")} text={w("noPrintsText")} />;
  }
  return (
    <div className="statement-cards">
      {data.rows.map((order) => (
        <section key={order.id} className="panel statement-card">
          <header>
            <b>{w("printRow", { papers: order.papers, asked: order.asked })}</b>{" "}
            <span className="page-note">
              <InstantText at={order.orderedAt} timeZone={timeZone} /> {order.by}
            </span>
            <span className="is-end">
              {order.removedAt ? (
                <span className="page-note">
                  {w("printRemoved")} <InstantText at={order.removedAt} timeZone={timeZone} />
                </span>
              ) : order.finishedAt ? (
                <Button href={downloadAddress(`${path}/${order.id}/file`)}>
                  {w("download")} {megabytes(order.sizeBytes)}
                </Button>
              ) : null}
            </span>
          </header>
        </section>
      ))}
    </div>
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
