// What a person has to do about unanswered statements and disputes: calls, letters, papers.
import { App, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type TaskOnWire, taskDone, taskKinds, taskList } from "../../../src/contract/tasks.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function TasksPanel() {
  const w = useWords(statementWords);
  const path = `${useBooksPath()}/tasks`;
  const { data, error, refetch } = useGet(taskList, path, { query: { limit: 500 } });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) return <EmptyState kind="left" title={w("noTasks")} />;
  return (
    <div className="statement-cards">
      {data.rows.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
    </div>
  );
}

function TaskCard({ task }: { readonly task: TaskOnWire }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const { id: booksId, today } = useBooks();
  const { statement, disputeId, customer } = task;
  const about = statement ? w("taskOf", { no: statement.no }) : task.title;
  const reach =
    task.kind === "letter" ? task.address || w("noAddress") : task.phone || w("noPhone");
  const page = statement
    ? `${pathTo("statements", { booksId })}?month=all&statement=${statement.id}`
    : `${pathTo("disputes", { booksId })}?ticket=${disputeId}`;
  return (
    <section className="panel statement-card">
      <header>
        <Tag tone={task.dueOn < today ? "red" : "amber"} text={word(taskKinds[task.kind])} />{" "}
        <Link to={pathTo("customer", { booksId, customerId: customer.id })}>{customer.name}</Link>
        <span className="is-end page-note">
          {task.dueOn} {task.owner?.name}
        </span>
      </header>
      <p>
        <Link to={page}>{about}</Link>
      </p>
      <p className="page-note">
        {task.contact} {statement ? reach : ""}
      </p>
      <Finish task={task} />
    </section>
  );
}

function Finish({ task }: { readonly task: TaskOnWire }) {
  const w = useWords(statementWords);
  const base = useBooksPath();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState("");
  const send = useSend(taskDone, "POST", [`${base}/tasks`, `${base}/statements`]);
  const finish = () =>
    send.mutate(
      { path: `${base}/tasks/${task.id}/end`, body: { state: "done", outcome: outcome.trim() } },
      { onError: (error) => void message.error(sentence(error)) },
    );
  return (
    <div className="statement-ask">
      <Input
        value={outcome}
        maxLength={500}
        placeholder={w("taskOutcome")}
        aria-label={w("taskOutcome")}
        style={{ flex: 1, minWidth: 160 }}
        onChange={({ target }) => setOutcome(target.value)}
      />
      <RefusedButton reason={refusal} loading={send.isPending} onClick={finish}>
        {w("taskDone")}
      </RefusedButton>
    </div>
  );
}
