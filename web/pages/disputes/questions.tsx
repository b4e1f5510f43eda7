// Questions of customers from the portal, the most pressing first, each with its answer box.
import { App, Button, Input } from "antd";
import { useState } from "react";
import { disputeDone, type QuestionList, questionList } from "../../../src/contract/disputes.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { formatDay, InstantText } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useWords } from "../../words/words.ts";

export function Questions() {
  const w = useWords(disputeWords);
  const { data, error } = useGet(questionList, `${useBooksPath()}/questions`);
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) return <EmptyState kind="left" title={w("noQuestions")} />;
  return (
    <div className="disputes-questions">
      {data.rows.map((question) => (
        <Question key={question.id} question={question} />
      ))}
    </div>
  );
}

function Question({ question }: { readonly question: QuestionList["rows"][number] }) {
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const { timeZone } = useBooks();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [body, setBody] = useState("");
  const send = useSend(disputeDone, "POST", [`${base}/questions`]);
  const answer = () =>
    send.mutate(
      { path: `${base}/questions/${question.id}/answers`, body: { body: body.trim() } },
      { onError: (error) => void message.error(sentence(error)) },
    );
  return (
    <section className="panel disputes-question">
      <h3>
        {question.customer.name} · {question.subject}
      </h3>
      <p className="page-note">{w("answerBy", { date: formatDay(question.answerBy, timeZone) })}</p>
      <ul className="disputes-thread">
        {question.messages.map((one) => (
          <li key={`${one.at} ${one.side}`} className={`is-${one.side}`}>
            <span className="page-note">
              {one.author} · <InstantText at={one.at} timeZone={timeZone} />
            </span>
            <p>{one.body}</p>
            {one.files.map((file) => (
              <a key={file.id} href={`/api/v1${base}/portal-files/${file.id}`} download={file.name}>
                {file.name}
              </a>
            ))}
          </li>
        ))}
      </ul>
      <div className="disputes-say">
        <Input.TextArea
          rows={2}
          maxLength={4000}
          aria-label={w("answer")}
          placeholder={w("answer")}
          value={body}
          onChange={({ target }) => setBody(target.value)}
        />
        <Button
          type="primary"
          disabled={body.trim() === ""}
          loading={send.isPending}
          onClick={answer}
        >
          {w("send")}
        </Button>
      </div>
    </section>
  );
}
