// 报表: every report with what it answers, by what it is about; the mails that go out by themselves.
import "./reports.css";
import { Link } from "react-router";
import { reportCatalogue } from "../../../src/contract/reports.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { Skeleton } from "../../ui/states.tsx";
import { reportWords } from "../../words/reports.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { Schedules } from "./schedule-dialog.tsx";

export function Component() {
  const w = useWords(reportWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(reportCatalogue, `${useBooksPath()}/reports`, {
    freshMs: 600_000,
  });
  const mayMail = useRefusal("export_data") === null;
  const elsewhere = {
    balances: [
      { to: pathTo("aging", { booksId }), title: w("agingPage"), about: w("agingAbout") },
      {
        to: pathTo("statements", { booksId }),
        title: w("statementPage"),
        about: w("statementAbout"),
      },
    ],
    work: [
      { to: pathTo("accuracy", { booksId }), title: w("accuracyPage"), about: w("accuracyAbout") },
    ],
    accounting: [
      { to: pathTo("trialBalance", { booksId }), title: w("trialPage"), about: w("trialAbout") },
    ],
  } as const;
  return (
    <div className="page-body">
      <header className="page-head">
        <h1>{w("title")}</h1>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={8} />}
      {data?.groups.map((group) => (
        <section key={group.code} className="report-group">
          <h2>{word(group)}</h2>
          <div className="report-cards">
            {group.code in elsewhere
              ? elsewhere[group.code as keyof typeof elsewhere].map((one) => (
                  <ReportCard key={one.to} {...one} />
                ))
              : null}
            {data.reports
              .filter((report) => report.group === group.code)
              .map((report) => (
                <ReportCard
                  key={report.code}
                  to={pathTo("report", { booksId, code: report.code })}
                  title={word(report.title)}
                  about={word(report.about)}
                />
              ))}
          </div>
        </section>
      ))}
      {data && mayMail ? (
        <section className="report-group">
          <h2>{w("schedules")}</h2>
          <Schedules code={null} />
        </section>
      ) : null}
    </div>
  );
}

function ReportCard(props: {
  readonly to: string;
  readonly title: string;
  readonly about: string;
}) {
  return (
    <Link className="panel report-card" to={props.to}>
      <b>{props.title}</b>
      <span>{props.about}</span>
    </Link>
  );
}
