// What was said and promised, the newest first, and what is to be done next.
import { App, Button } from "antd";
import { Link } from "react-router";
import { type CaseDetail, collectionDone } from "../../../src/contract/collections.ts";
import { callChannels, callOutcomes, taskKinds } from "../../../src/core/collections/outcome.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useSentence, useWords } from "../../words/words.ts";

const promiseTones = { open: "amber", kept: "green", broken: "red", withdrawn: "hatched" } as const;

export function CaseHistory({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const { calls, promises, tasks, letters } = detail;
  const isEmpty = calls.length + promises.length + tasks.length + letters.length === 0;
  return (
    <section className="collections-box">
      <h3>{w("history")}</h3>
      {isEmpty ? <p className="page-note">{w("historyNone")}</p> : null}
      <ul className="collections-history">
        {tasks.map((task) => (
          <TaskLine key={`task ${task.id}`} task={task} />
        ))}
        {promises.map((promise) => (
          <PromiseLine key={`promise ${promise.id}`} promise={promise} />
        ))}
        {letters.map((letter) => (
          <LetterLine key={`letter ${letter.id}`} letter={letter} />
        ))}
        {calls.map((call) => (
          <CallLine key={`call ${call.id}`} call={call} />
        ))}
      </ul>
    </section>
  );
}

function useChange(path: string) {
  const base = `${useBooksPath()}/collections`;
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(collectionDone, "POST", [base]);
  return (body: object) =>
    send.mutate(
      { path: `${base}${path}`, body },
      { onError: (error) => void message.error(sentence(error)) },
    );
}

function TaskLine({ task }: { readonly task: CaseDetail["tasks"][number] }) {
  const w = useWords(collectionWords);
  const word = useSentence();
  const { today } = useBooks();
  const change = useChange(`/tasks/${task.id}`);
  const isDue = task.dueOn <= today;
  return (
    <li>
      <Tag tone={isDue ? "amber" : "plain"} text={`${w("next")} · ${word(taskKinds[task.kind])}`} />
      <span className="collections-said">
        {task.dueOn} {task.note}
      </span>
      <Button size="small" onClick={() => change({ state: "done" })}>
        {w("taskDone")}
      </Button>
      <Button size="small" onClick={() => change({ state: "dropped" })}>
        {w("taskDrop")}
      </Button>
    </li>
  );
}

function PromiseLine({ promise }: { readonly promise: CaseDetail["promises"][number] }) {
  const w = useWords(collectionWords);
  const takeBack = useChange(`/promises/${promise.id}/withdrawal`);
  const { state, amount, received, currency, dueOn, by, note } = promise;
  return (
    <li>
      <Tag tone={promiseTones[state]} text={w(`promise_${state}`)} />
      <span className="collections-said">
        {w("promise", { date: dueOn })}{" "}
        <MoneyText amount={amount} currency={currency} showCurrency bold />{" "}
        {state === "open" ? null : (
          <span className="page-note">{w("promiseReceived", { amount: received })}</span>
        )}{" "}
        <span className="page-note">
          {by} {note}
        </span>
      </span>
      {state === "open" ? (
        <Button size="small" onClick={() => takeBack({ reason: w("takeBackReason") })}>
          {w("takeBack")}
        </Button>
      ) : null}
    </li>
  );
}

const letterTones = { proposed: "amber", released: "blue", done: "green" } as const;

function LetterLine({ letter }: { readonly letter: CaseDetail["letters"][number] }) {
  const w = useWords(collectionWords);
  const { id: booksId, homeCurrency } = useBooks();
  const { channel, state, day, asked } = letter;
  return (
    <li>
      <Tag tone={letterTones[state]} text={w(`letter_${channel}`)} />
      <span className="collections-said">
        {day} <MoneyText amount={asked} currency={homeCurrency} showCurrency />{" "}
        <span className="page-note">{w(`letter_${state}`)}</span>
      </span>
      {state === "proposed" ? (
        <Link to={pathTo("dunning", { booksId })}>{w("toDunning")}</Link>
      ) : null}
    </li>
  );
}

function CallLine({ call }: { readonly call: CaseDetail["calls"][number] }) {
  const word = useSentence();
  const { timeZone } = useBooks();
  const { outcome, channel, note, contact, by, at } = call;
  return (
    <li>
      <Tag
        tone={outcome === "no_answer" ? "plain" : "blue"}
        text={`${word(callChannels[channel])} · ${word(callOutcomes[outcome])}`}
      />
      <span className="collections-said">
        {note}{" "}
        <span className="page-note">
          {contact} <InstantText at={at} timeZone={timeZone} /> {by}
        </span>
      </span>
    </li>
  );
}
