// What may be done to a statement now. A question is asked only for what cannot be taken back.
import { App, Button, Dropdown, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import {
  answeredStatement,
  chaseBody,
  doneAct,
  type StatementDetail,
  sentStatement,
} from "../../../src/contract/statements.ts";
import { chaseSteps } from "../../../src/core/statements/cycle.ts";
import { answerStrengths, mayStatement } from "../../../src/core/statements/statement.ts";
import { downloadAddress } from "../../api/client.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { useQuestion } from "../../ui/question.ts";
import { statementWords } from "../../words/statements.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";

export function StatementActions({ statement }: { readonly statement: StatementDetail }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const language = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const askFirst = useQuestion();
  const base = useBooksPath();
  const { id: booksId } = useBooks();
  const refusal = useRefusal("send_statements");
  const path = `${base}/statements/${statement.id}`;
  const refreshes = [`${base}/statements`, `${base}/statement-figures`, `${base}/messages`];
  const send = useSend(sentStatement, "POST", refreshes);
  const done = useSend(doneAct, "POST", refreshes);
  const chase = useSend(chaseBody, "POST", refreshes);
  const [isAgreeing, setAgreeing] = useState(false);
  const { confirmation, contact, onHold } = statement;
  const fail = { onError: (error: Error) => void message.error(sentence(error)) };
  const isDraft = confirmation === "draft";
  const noContact = contact === null ? w("noContactYet") : null;
  const withdraw = () =>
    askFirst({
      title: w("withdrawTitle", { no: statement.no }),
      content: w("withdrawText", {
        contact: contact?.name ?? "–",
        amount: `${statement.currency} ${formatAmount(statement.closing, statement.currency, language)}`,
      }),
      okText: w("withdraw"),
      onOk: () => done.mutateAsync({ path: `${path}/withdraw`, body: {} }).catch(fail.onError),
    });
  return (
    <div className="statement-head">
      {mayStatement("send", confirmation) || mayStatement("resend", confirmation) ? (
        <RefusedButton
          type={isDraft ? "primary" : "default"}
          reason={refusal ?? noContact}
          loading={send.isPending}
          onClick={() =>
            send.mutate(
              { path: `${path}/send`, body: {} },
              { ...fail, onSuccess: () => void message.success(w("sentToast")) },
            )
          }
        >
          {isDraft ? w("send") : w("resend")}
        </RefusedButton>
      ) : null}
      {mayStatement("answer", confirmation) ? (
        <RefusedButton reason={refusal} onClick={() => setAgreeing(true)}>
          {w("agreeAll")}
        </RefusedButton>
      ) : null}
      {mayStatement("chase", confirmation) ? (
        <Dropdown
          menu={{
            items: chaseSteps.map(({ code, zh, en }) => ({ key: code, label: word({ zh, en }) })),
            onClick: ({ key }) =>
              chase.mutate({ path: `${path}/chase`, body: { step: key } }, fail),
          }}
          disabled={refusal !== null}
        >
          <Button title={refusal ?? undefined}>{w("chase")}</Button>
        </Dropdown>
      ) : null}
      {mayStatement("deem", confirmation) && statement.deemedOn !== null ? (
        <RefusedButton
          reason={refusal}
          onClick={() => done.mutate({ path: `${path}/deem`, body: {} }, fail)}
        >
          {w("deem")}
        </RefusedButton>
      ) : null}
      {mayStatement("hold", confirmation) ? (
        <RefusedButton
          reason={refusal}
          onClick={() => done.mutate({ path: `${path}/hold`, body: { onHold: !onHold } }, fail)}
        >
          {onHold ? w("release") : w("hold")}
        </RefusedButton>
      ) : null}
      {mayStatement("withdraw", confirmation) ? (
        <RefusedButton reason={refusal} onClick={withdraw}>
          {w("withdraw")}
        </RefusedButton>
      ) : null}
      <Button href={downloadAddress(`${path}/paper`, { format: "pdf" })} target="_blank">
        {w("pdf")}
      </Button>
      <Button href={downloadAddress(`${path}/paper`, { format: "xlsx" })}>{w("xlsx")}</Button>
      {contact === null ? (
        <Button
          type="link"
          href={`${pathTo("customer", { booksId, customerId: statement.customer.id })}?tab=statements`}
        >
          {w("addContact")}
        </Button>
      ) : null}
      {isAgreeing ? <AgreeDialog statement={statement} onClose={() => setAgreeing(false)} /> : null}
    </div>
  );
}

type Agreement = {
  readonly name: string;
  readonly position?: string;
  readonly strength: string;
  readonly note?: string;
};

/** For answers that came by phone, mail or paper: open lines count as agreed, then it is finished. */
function AgreeDialog(props: { readonly statement: StatementDetail; readonly onClose: () => void }) {
  const { statement, onClose } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const path = `${base}/statements/${statement.id}`;
  const [form] = Form.useForm<Agreement>();
  const send = useSend(answeredStatement, "POST", [
    `${base}/statements`,
    `${base}/statement-figures`,
  ]);
  const submit = async (finish: Agreement) => {
    const open = statement.lines.filter(({ state }) => state === "open");
    const decisions = open.map(({ n }) => ({ n, state: "agreed" }));
    try {
      if (open.length > 0) await send.mutateAsync({ path: `${path}/answers`, body: { decisions } });
      await send.mutateAsync({ path: `${path}/finish`, body: finish });
      onClose();
    } catch {
      // shown below, what was typed is kept
    }
  };
  return (
    <Modal
      open
      title={w("agreeAll")}
      okText={w("agreeAll")}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="page-note">{w("agreeText")}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: statement.contact?.name ?? "", strength: "sealed_scan" }}
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item name="name" label={w("who")} rules={[{ required: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="position" label={w("position")}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="strength" label={w("strength")}>
          <Select
            options={Object.entries(answerStrengths).map(([value, name]) => ({
              value,
              label: word(name),
            }))}
          />
        </Form.Item>
        <Form.Item name="note" label={w("note")}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
      {send.error ? <p role="alert">{sentence(send.error)}</p> : null}
    </Modal>
  );
}
