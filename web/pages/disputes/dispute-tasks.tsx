// What a dispute needs somebody to do, by when, and what came of it.
import { App, Button, Input } from "antd";
import { useState } from "react";
import type { DisputeDetail } from "../../../src/contract/disputes.ts";
import { idPath } from "../../../src/contract/page.ts";
import { type TaskOnWire, taskDone } from "../../../src/contract/tasks.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useWords } from "../../words/words.ts";

export function DisputeTasks({ detail }: { readonly detail: DisputeDetail }) {
  const w = useWords(disputeWords);
  const [isAdding, setAdding] = useState(false);
  const { row, tasks } = detail;
  const isOpen = row.state !== "resolved";
  if (tasks.length === 0 && !isOpen) return null;
  return (
    <section className="drawer-section">
      <h3>{w("tasks")}</h3>
      <ul className="disputes-items">
        {tasks.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      {!isOpen ? null : isAdding ? (
        <AddTask disputeId={row.id} dueOn={row.dueOn} onDone={() => setAdding(false)} />
      ) : (
        <Button size="small" onClick={() => setAdding(true)}>
          {w("addTask")}
        </Button>
      )}
    </section>
  );
}

function TaskLine({ task }: { readonly task: TaskOnWire }) {
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const { today } = useBooks();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState("");
  const send = useSend(taskDone, "POST", [`${base}/disputes`, `${base}/tasks`]);
  const finish = () =>
    send.mutate(
      { path: `${base}/tasks/${task.id}/end`, body: { state: "done", outcome: outcome.trim() } },
      { onError: (error) => void message.error(sentence(error)) },
    );
  if (task.state !== "open") {
    return (
      <li>
        <s>{task.title}</s> <span className="page-note">{task.outcome || task.doneBy}</span>
      </li>
    );
  }
  return (
    <li>
      <span>
        {task.title} <Tag tone={task.dueOn < today ? "red" : "plain"} text={task.dueOn} />{" "}
        <span className="page-note">{task.owner?.name}</span>
      </span>
      <span className="disputes-say">
        <Input
          size="small"
          value={outcome}
          maxLength={500}
          placeholder={w("taskOutcome")}
          aria-label={w("taskOutcome")}
          style={{ width: 160 }}
          onChange={({ target }) => setOutcome(target.value)}
        />
        <RefusedButton size="small" reason={refusal} loading={send.isPending} onClick={finish}>
          {w("taskDone")}
        </RefusedButton>
      </span>
    </li>
  );
}

function AddTask(props: {
  readonly disputeId: number;
  readonly dueOn: string;
  readonly onDone: () => void;
}) {
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [title, setTitle] = useState("");
  const [dueOn, setDueOn] = useState(props.dueOn);
  const send = useSend(idPath, "POST", [`${base}/disputes`, `${base}/tasks`]);
  const add = () =>
    send.mutate(
      {
        path: `${base}/tasks`,
        body: { kind: "other", title: title.trim(), dueOn, disputeId: props.disputeId },
      },
      { onSuccess: props.onDone, onError: (error) => void message.error(sentence(error)) },
    );
  return (
    <div className="disputes-say">
      <Input
        value={title}
        maxLength={300}
        placeholder={w("taskTitle")}
        aria-label={w("taskTitle")}
        style={{ flex: 1, minWidth: 180 }}
        onChange={({ target }) => setTitle(target.value)}
      />
      <DayField label={w("taskDue")} value={dueOn} onChange={setDueOn} />
      <RefusedButton
        reason={refusal}
        disabled={title.trim() === "" || dueOn === ""}
        loading={send.isPending}
        onClick={add}
      >
        {w("addTask")}
      </RefusedButton>
    </div>
  );
}
