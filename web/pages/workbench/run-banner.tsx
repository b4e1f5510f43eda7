// What the run that has just ended found, in count and money, above the work it gave; the list
// below stays where it was until it is closed or looked at in full.
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Link } from "react-router";
import { runResult } from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { laneWord } from "./strip.tsx";

export function RunBanner({ runId, onClose }: { runId: number; onClose: () => void }) {
  const w = useWords(workbenchWords);
  const { id: booksId, homeCurrency } = useBooks();
  const { data: run } = useGet(runResult, `${useBooksPath()}/runs/${runId}`);
  if (!run) return null;
  const isDone = run.state === "done";
  return (
    <aside className={isDone ? "wb-banner" : "wb-banner is-stopped"} role="status">
      <b>{w(isDone ? "runDoneTitle" : "runStopped")}</b>
      <span>
        {w("laneLines", { count: grouped(run.lines) })}
        {run.seconds === null ? "" : ` · ${w("runSeconds", { seconds: run.seconds })}`}
      </span>
      {run.lanes.map(({ lane, count, amounts }) => {
        const home = amounts.find(({ currency }) => currency === homeCurrency) ?? amounts[0];
        return (
          <span key={lane}>
            {w(laneWord[lane])} <b>{grouped(count)}</b>{" "}
            {home ? <MoneyText amount={home.amount} currency={home.currency} showCurrency /> : null}
          </span>
        );
      })}
      <Link to={pathTo("run", { booksId, runId })}>{w("runDetails")}</Link>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={w("runClose")}
        onClick={onClose}
      />
    </aside>
  );
}
