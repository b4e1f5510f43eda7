// For how many days deliveries are kept: those that were taken, and those that were given up.
import { App, Form, InputNumber } from "antd";
import {
  type SendingPolicy,
  type SendingSetup,
  sendingSetup,
} from "../../../src/contract/sending.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { webhookWords } from "../../words/webhooks.ts";
import { useWords } from "../../words/words.ts";

export function KeptForm() {
  const { data } = useGet(sendingSetup, "/sending");
  return data ? <KeptFields setup={data} /> : null;
}

type Kept = Pick<SendingPolicy, "webhookDays" | "webhookFailedDays">;

function KeptFields({ setup }: { readonly setup: SendingSetup }) {
  const w = useWords(webhookWords);
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(sendingSetup, "PUT", ["/sending"]);
  const save = (fields: Kept) =>
    send.mutate(
      { path: "/sending/policy", body: { ...setup.policy, ...fields } },
      {
        onSuccess: () => void message.success(w("keptSaved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <Form<Kept> className="webhook-kept" initialValues={setup.policy} onFinish={save}>
      {(["webhookDays", "webhookFailedDays"] as const).map((name) => (
        <Form.Item key={name} name={name} label={w(name)}>
          <InputNumber<number> min={1} max={3650} precision={0} suffix={w("days")} />
        </Form.Item>
      ))}
      <RefusedButton reason={refusal} htmlType="submit" loading={send.isPending}>
        {w("save")}
      </RefusedButton>
      <p className="page-note">{w("keptText")}</p>
    </Form>
  );
}
