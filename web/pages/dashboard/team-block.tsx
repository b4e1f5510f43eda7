// What the collectors have done today, and what came in this month against their target.
import { Link } from "react-router";
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";

export function TeamBlock({ data }: { readonly data: Dashboard }) {
  const w = useWords(dashboardWords);
  const { id: booksId } = useBooks();
  const { team, homeCurrency } = data;
  const board = `${pathTo("collections", { booksId })}?view=team`;
  return (
    <section className="panel" aria-label={w("block_team")}>
      <h2 className="panel-head">
        {w("block_team")}
        <Link className="is-end" to={board}>
          {w("toCollections")}
        </Link>
      </h2>
      <dl className="dashboard-team">
        <dt>{w("due")}</dt>
        <dd>
          <Link to={pathTo("collections", { booksId })}>{grouped(team.due)}</Link>
        </dd>
        <dt>{w("callsToday")}</dt>
        <dd>{grouped(team.callsToday)}</dd>
        <dt>{w("recovered")}</dt>
        <dd>
          <MoneyText amount={team.recovered} currency={homeCurrency} showCurrency bold />{" "}
          <span className="figure-note">
            {team.share === null ? w("noTarget") : w("ofTarget", { share: team.share })}
          </span>
        </dd>
        <dt>{w("kept")}</dt>
        <dd>{team.keptShare === null ? w("unknown") : `${team.keptShare} %`}</dd>
      </dl>
    </section>
  );
}
