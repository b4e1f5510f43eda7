// Overdue by dunning grade: one bar that adds up, and each grade with amount, share and customers.
import { Link } from "react-router";
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { useBooks, useMay } from "../../api/session.tsx";
import { useGradeTitle } from "../../components/grade-tag.tsx";
import { pathTo } from "../../paths.ts";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";
import { Amount } from "./figure-tiles.tsx";

export function GradeBlock({ data, isShort }: { data: Dashboard; isShort: boolean }) {
  const w = useWords(dashboardWords);
  const gradeTitle = useGradeTitle();
  const { id: booksId } = useBooks();
  const { grades, homeCurrency } = data;
  const collects = useMay("collect");
  const page = pathTo(collects ? "collections" : "aging", { booksId });
  return (
    <section className="panel" aria-label={w("block_grades")}>
      <h2 className="panel-head">
        {w("block_grades")}
        {collects ? (
          <Link className="is-end" to={page}>
            {w("toCollections")}
          </Link>
        ) : null}
      </h2>
      <div className="panel-body">
        <div className="dashboard-bar" aria-hidden="true">
          {grades.map(({ grade, share }) => (
            <i key={grade} className={`is-${grade}`} style={{ flexGrow: Number(share ?? 0) }} />
          ))}
        </div>
        <ul className="dashboard-grades">
          {grades.map(({ grade, amount, share, customers }) => (
            <li key={grade}>
              <Link to={collects ? `${page}?grade=${grade}` : page}>
                <span>
                  <i className={`dashboard-dot is-${grade}`} /> {gradeTitle(grade)}
                </span>
                <b>
                  <Amount amount={amount} currency={homeCurrency} isShort={isShort} />
                </b>
                <span className="figure-note">
                  {share === null ? "–" : w("share", { share })} ·{" "}
                  {w("customers", { count: customers })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
