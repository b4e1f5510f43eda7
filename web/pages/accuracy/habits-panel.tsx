// How a customer usually pays: learned from people's settlements, each with where it was learned,
// revoked and taken back one by one.
import { App } from "antd";
import { Link } from "react-router";
import { type HabitList, habitList } from "../../../src/contract/habits.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";

type Habit = HabitList["rows"][number];

export function HabitsPanel({ customerId }: { readonly customerId: number }) {
  const w = useWords(accuracyWords);
  const path = `${useBooksPath()}/customers/${customerId}/habits`;
  const { data, error, refetch } = useGet(habitList, path);
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("habits")}</h2>
        <span className="page-note">{w("habitsText")}</span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={3} />}
      {data?.rows.length === 0 ? <p className="panel-body page-note">{w("habitsNone")}</p> : null}
      {data && data.rows.length > 0 ? (
        <div className="matrix-scroll">
          <table className="matrix">
            <tbody>
              {data.rows.map((habit) => (
                <HabitRow key={habit.code} habit={habit} path={path} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}

function HabitRow({ habit, path }: { readonly habit: Habit; readonly path: string }) {
  const w = useWords(accuracyWords);
  const { id: booksId } = useBooks();
  const { code, times, of, isInForce, isRevoked, learnedFrom } = habit;
  const state = isRevoked ? "habitRevoked" : isInForce ? "habitInForce" : "habitFew";
  return (
    <tr>
      <th>{w(`habit_${code}`)}</th>
      <td>
        <Tag tone={isRevoked ? "hatched" : isInForce ? "green" : "plain"} text={w(state)} />
      </td>
      <td>{w("habitTimes", { times, of })}</td>
      <td>
        {learnedFrom.map(({ lineId, date, by }) => (
          <Link key={lineId} to={pathTo("matchLine", { booksId, lineId })} title={by ?? ""}>
            {date}{" "}
          </Link>
        ))}
      </td>
      <td className="is-right">
        <MarkButton habit={habit} path={path} />
      </td>
    </tr>
  );
}

function MarkButton({ habit, path }: { readonly habit: Habit; readonly path: string }) {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const notAllowed = useRefusal("edit_memory");
  const send = useSend(habitList, "POST", [path]);
  const act = habit.isRevoked ? "restore" : "revoke";
  return (
    <RefusedButton
      size="small"
      reason={notAllowed}
      loading={send.isPending}
      onClick={() =>
        send.mutate(
          { path, body: { code: habit.code, act } },
          { onError: (fault) => void message.error(sentence(fault)) },
        )
      }
    >
      {w(act === "revoke" ? "habitRevoke" : "habitRestore")}
    </RefusedButton>
  );
}
