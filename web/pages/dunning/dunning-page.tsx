// 催收政策与催款: who gets what today and what waits for a release, the notices, the policy with its
// preview, simulations, stopped deliveries.
import "./dunning.css";
import { Link, useSearchParams } from "react-router";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";
import { HoldsPanel } from "./holds-panel.tsx";
import { NoticesPanel } from "./notices-panel.tsx";
import { PolicyPanel } from "./policy-panel.tsx";
import { SimulationPanel } from "./simulation-panel.tsx";
import { TodayPanel } from "./today-panel.tsx";

const views = ["today", "notices", "policy", "simulation", "holds"] as const;
type ShownView = (typeof views)[number];

export function Component() {
  const w = useWords(dunningWords);
  const { id: booksId } = useBooks();
  const [address, setAddress] = useSearchParams();
  const view = views.find((one) => one === address.get("view")) ?? "today";
  const show = (chosen: ShownView) =>
    setAddress(chosen === "today" ? {} : { view: chosen }, { replace: true });
  return (
    <div className="page-body dunning">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Link to={pathTo("collections", { booksId })}>{w("toWorklist")}</Link>
        <span className="is-end">
          <Segmented
            value={view}
            onChange={show}
            options={views.map((value) => ({ value, label: w(value) }))}
          />
        </span>
      </header>
      {view === "today" ? <TodayPanel onView={show} /> : null}
      {view === "notices" ? <NoticesPanel /> : null}
      {view === "policy" ? <PolicyPanel /> : null}
      {view === "simulation" ? <SimulationPanel /> : null}
      {view === "holds" ? <HoldsPanel /> : null}
    </div>
  );
}
