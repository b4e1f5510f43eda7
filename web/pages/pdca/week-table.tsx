// A row a week: what was done, the rate against its plan, by grade, and what was changed.
import type { Cycle } from "../../../src/contract/pdca.ts";
import { useGradeTitle } from "../../components/grade-tag.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { pdcaWords } from "../../words/pdca.ts";
import { useWords } from "../../words/words.ts";

type Week = Cycle["weeks"][number];
const tones: Readonly<Record<Week["all"]["verdict"], Tone>> = {
  met: "green",
  near: "amber",
  missed: "red",
  unknown: "plain",
};

export function WeekTable({ data }: { readonly data: Cycle }) {
  const w = useWords(pdcaWords);
  const gradeTitle = useGradeTitle();
  return (
    <section className="panel matrix-scroll">
      <table className="matrix pdca-weeks">
        <thead>
          <tr>
            <th rowSpan={2}>{w("week")}</th>
            <th colSpan={4}>{w("do")}</th>
            <th colSpan={5}>{w("check")}</th>
            <th rowSpan={2}>{w("act")}</th>
          </tr>
          <tr>
            <th className="is-right">{w("contacts")}</th>
            <th className="is-right">{w("promises")}</th>
            <th className="is-right">{w("tasks")}</th>
            <th className="is-right">{w("letters")}</th>
            <th className="is-right">
              {w("overdueStart")} ({data.homeCurrency})
            </th>
            <th className="is-right">{w("rate")}</th>
            {(["A", "B", "C"] as const).map((grade) => (
              <th key={grade} className="is-right">
                {gradeTitle(grade)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.weeks.map((week) => (
            <WeekRow key={week.week} week={week} currency={data.homeCurrency} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function WeekRow({ week, currency }: { readonly week: Week; readonly currency: string }) {
  const w = useWords(pdcaWords);
  const { done, all, grades, acts } = week;
  return (
    <tr className={week.isRunning ? "is-running" : ""}>
      <td>
        {week.week}
        {week.isRunning ? <span className="page-note"> {w("running")}</span> : null}
      </td>
      <td className="is-right">
        {done.contacts}
        <span className="page-note"> {w("reached", { count: done.reached })}</span>
      </td>
      <td className="is-right">
        {done.promises}
        {done.kept + done.broken > 0 ? (
          <span className="page-note">
            {" "}
            {w("keptBroken", { kept: done.kept, broken: done.broken })}
          </span>
        ) : null}
      </td>
      <td className="is-right">{done.tasksDone}</td>
      <td className="is-right">{done.letters}</td>
      <td className="is-right">
        <MoneyText amount={all.overdueAtStart} currency={currency} />
      </td>
      <Held held={all} currency={currency} />
      {grades.map((held) => (
        <Held key={held.grade} held={held} currency={currency} />
      ))}
      <td className="pdca-acts">
        {acts.map((act) => (
          <Act key={act.id} act={act} />
        ))}
      </td>
    </tr>
  );
}

function Held({ held, currency }: { readonly held: Week["all"]; readonly currency: string }) {
  const w = useWords(pdcaWords);
  const { rate, plan, verdict, received } = held;
  return (
    <td className="is-right" title={`${w("received")} ${currency} ${received}`}>
      {rate === null ? "–" : <b>{rate} %</b>}{" "}
      {verdict === "unknown" ? null : <Tag tone={tones[verdict]} text={w(verdict)} />}
      <br />
      <span className="page-note">
        {plan === null ? w("unplanned") : w("planned", { rate: plan })}
      </span>
    </td>
  );
}

function Act({ act }: { readonly act: Week["acts"][number] }) {
  const w = useWords(pdcaWords);
  const { kind, state, because, change, by } = act;
  const name = Object.hasOwn(pdcaWords, kind) ? w(kind as "assign") : kind; // checked here
  const grounds = `because_${kind}`;
  const why = Object.hasOwn(pdcaWords, grounds)
    ? w(grounds as "because_assign", { ...because, ...change }) // checked here
    : "";
  return (
    <p title={why}>
      {w(state, { what: name })} <span className="page-note">{by}</span>
    </p>
  );
}
