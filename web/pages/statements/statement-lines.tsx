// The lines of a statement with what was answered to each; each can be objected to, resolved and
// undone alone.
import { App, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { answeredStatement, type StatementDetail } from "../../../src/contract/statements.ts";
import { type ItemKind, itemKinds } from "../../../src/core/item-kinds.ts";
import {
  lineStates,
  mayStatement,
  type ObjectionReason,
  objectionReasons,
} from "../../../src/core/statements/statement.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useMay } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { useSentence, useWords } from "../../words/words.ts";

type Line = StatementDetail["lines"][number];

const tones: Readonly<Record<Line["state"], Tone>> = {
  open: "plain",
  agreed: "green",
  objected: "violet",
  resolved: "green",
  withdrawn: "hatched",
};

export function StatementLines({ statement }: { readonly statement: StatementDetail }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const may = useMay("send_statements");
  const path = `${base}/statements/${statement.id}`;
  const send = useSend(answeredStatement, "POST", [`${base}/statements`]);
  const [objecting, setObjecting] = useState<Line | null>(null);
  const act = (line: Line, what: "undo" | "resolve") =>
    send.mutate(
      { path: `${path}/lines/${line.n}/${what}`, body: {} },
      { onError: (error) => void message.error(sentence(error)) },
    );
  const { confirmation, currency } = statement;
  return (
    <div className="matrix-scroll statement-lines">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("line")}</th>
            <th>{w("what")}</th>
            <th>{w("number")}</th>
            <th>{w("due")}</th>
            <th className="is-right">{w("open")}</th>
            <th className="is-right">{w("now")}</th>
            <th>{w("answer")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {statement.lines.map((line) => (
            <tr key={line.n}>
              <td>{line.n}</td>
              <td>
                {line.itemKind === ""
                  ? w(lineWord(line))
                  : word(itemKinds[line.itemKind as ItemKind])}
                {line.factor === "" ? null : (
                  <div className="page-note">{w("payFactor", { factor: line.factor })}</div>
                )}
              </td>
              <td>{line.no}</td>
              <td>{line.dueDate ?? ""}</td>
              <td className="is-right">
                <MoneyText amount={line.open} currency={currency} />
              </td>
              <td className="is-right">
                {line.openNow === null ? null : (
                  <MoneyText amount={line.openNow} currency={currency} />
                )}
              </td>
              <td className="is-text">
                <Tag tone={tones[line.state]} text={word(lineStates[line.state])} />{" "}
                <AnswerText line={line} />
              </td>
              <td>
                {may && line.state === "open" && mayStatement("answer", confirmation) ? (
                  <Button size="small" onClick={() => setObjecting(line)}>
                    {w("object")}
                  </Button>
                ) : null}
                {may && line.state === "objected" && mayStatement("resolve", confirmation) ? (
                  <Button size="small" onClick={() => act(line, "resolve")}>
                    {w("resolve")}
                  </Button>
                ) : null}{" "}
                {may && line.decidedAt !== null && mayStatement("undo_line", confirmation) ? (
                  <Button size="small" type="text" onClick={() => act(line, "undo")}>
                    {w("undoLine")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {objecting ? (
        <ObjectDialog path={path} line={objecting} onClose={() => setObjecting(null)} />
      ) : null}
    </div>
  );
}

function lineWord(line: Line): "wholeBalance" | "receipt" {
  return line.kind === "balance" ? "wholeBalance" : "receipt";
}

function AnswerText({ line }: { readonly line: Line }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const reason = Object.hasOwn(objectionReasons, line.reason)
    ? word(objectionReasons[line.reason as ObjectionReason]) // just looked up
    : line.reason;
  const their = line.their === null ? "" : w("theirs", { amount: line.their });
  return (
    <>{[reason, their, line.note, line.decidedBy].filter((part) => part !== "").join(" · ")}</>
  );
}

type Objection = {
  readonly reason: ObjectionReason;
  readonly their?: string;
  readonly note?: string;
};

function ObjectDialog(props: {
  readonly path: string;
  readonly line: Line;
  readonly onClose: () => void;
}) {
  const { path, line, onClose } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const [form] = Form.useForm<Objection>();
  const send = useSend(answeredStatement, "POST", [`${base}/statements`]);
  const submit = ({ reason, their, note }: Objection) => {
    const decision = {
      n: line.n,
      state: "objected",
      reason,
      their: their || null,
      note: note ?? "",
    };
    send.mutate(
      { path: `${path}/answers`, body: { decisions: [decision] } },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open
      title={`${w("object")}　${line.no}`}
      okText={w("object")}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={submit} initialValues={{ reason: "price" }}>
        <Form.Item name="reason" label={w("reason")}>
          <Select
            options={Object.entries(objectionReasons).map(([value, name]) => ({
              value,
              label: word(name),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="their"
          label={w("their")}
          rules={[{ pattern: /^-?\d{1,14}(\.\d{1,3})?$/ }]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="note" label={w("note")}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
      {send.error ? <p role="alert">{sentence(send.error)}</p> : null}
    </Modal>
  );
}
