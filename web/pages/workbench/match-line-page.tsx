// The address of one bank line (in search hits and links): opens the workbench in that line's lane.
import { Navigate, useParams } from "react-router";
import { bankLineDetail, type WorkbenchRow } from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { Skeleton } from "../../ui/states.tsx";

export function Component() {
  const { lineId = "" } = useParams();
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(
    bankLineDetail,
    `${useBooksPath()}/workbench/lines/${lineId}`,
  );
  if (!data) {
    return (
      <div className="page-body">
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton />}
      </div>
    );
  }
  const { line } = data;
  const find = line.payerName === "" ? line.amount.replace("-", "") : line.payerName;
  const query = new URLSearchParams({ lane: laneOf(line.lane), q: find, line: String(line.id) });
  return <Navigate replace to={`${pathTo("match", { booksId })}?${query}`} />;
}

function laneOf(lane: WorkbenchRow["lane"]): string {
  if (lane === "auto" || lane === "confirmed") return "auto";
  if (lane === "suggested") return "to_confirm";
  return lane === "not_receivable" ? "not_receivable" : "exception";
}
