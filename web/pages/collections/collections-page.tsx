// 催收工作台: whom to call today at the left, all that is needed for the call at the right;
// beside it the team and the settings of both.
import "./collections.css";
import { Link, useSearchParams } from "react-router";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useWords } from "../../words/words.ts";
import { SettingsPanel } from "./settings-panel.tsx";
import { TeamPanel } from "./team-panel.tsx";
import { WorklistPanel } from "./worklist-panel.tsx";

const views = ["worklist", "team", "settings"] as const;
type ShownView = (typeof views)[number];

export function Component() {
  const w = useWords(collectionWords);
  const { id: booksId } = useBooks();
  const [address, setAddress] = useSearchParams();
  const view = views.find((one) => one === address.get("view")) ?? "worklist";
  const show = (chosen: ShownView) =>
    setAddress(chosen === "worklist" ? {} : { view: chosen }, { replace: true });
  return (
    <div
      className={view === "worklist" ? "page-body collections is-split" : "page-body collections"}
    >
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="is-end">
          <Link to={pathTo("dunning", { booksId })}>{w("toDunning")}</Link>
          <Link to={pathTo("pdca", { booksId })}>{w("toPdca")}</Link>
          <Segmented
            value={view}
            onChange={show}
            options={views.map((value) => ({ value, label: w(value) }))}
          />
        </span>
      </header>
      {view === "worklist" ? <WorklistPanel /> : null}
      {view === "team" ? <TeamPanel /> : null}
      {view === "settings" ? <SettingsPanel /> : null}
    </div>
  );
}
