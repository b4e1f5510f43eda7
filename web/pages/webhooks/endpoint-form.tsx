// A receiver added or changed. What is added shows its secret, once.
import { Checkbox, Form, Input, Modal } from "antd";
import { useState } from "react";
import {
  type NewWebhook,
  type WebhookEndpoint,
  webhookEndpoint,
  webhookSecret,
} from "../../../src/contract/webhooks.ts";
import { webhookTypes, webhookTypeWords } from "../../../src/core/webhooks/event-types.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { SecretOnce } from "../../components/secret-once.tsx";
import { webhookWords } from "../../words/webhooks.ts";
import { useSentence, useWords } from "../../words/words.ts";

type EndpointFormProps = {
  /** Null: a new one. */
  readonly endpoint: WebhookEndpoint | null;
  readonly allowsPrivate: boolean;
  readonly onClose: () => void;
};

export function EndpointForm({ endpoint, allowsPrivate, onClose }: EndpointFormProps) {
  const w = useWords(webhookWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const path = `${useBooksPath()}/webhooks`;
  const [form] = Form.useForm<NewWebhook>();
  const [key] = useState(() => crypto.randomUUID());
  const add = useSend(webhookSecret, "POST", [path]);
  const change = useSend(webhookEndpoint, "PATCH", [path]);
  if (add.data) {
    const { endpoint: added, secret } = add.data;
    return <SecretOnce title={added.url} label={w("secret")} secret={secret} onClose={onClose} />;
  }
  const submit = (body: NewWebhook) => {
    if (endpoint === null) return add.mutate({ path, body, key });
    change.mutate({ path: `${path}/${endpoint.id}`, body }, { onSuccess: onClose });
  };
  const error = add.error ?? change.error;
  return (
    <Modal
      open
      title={w(endpoint ? "change" : "add")}
      okText={w(endpoint ? "save" : "add")}
      cancelText={w("cancel")}
      confirmLoading={add.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={endpoint ?? { url: "", note: "", types: [...webhookTypes] }}
        onFinish={submit}
      >
        <Form.Item
          name="url"
          label={w("url")}
          extra={w(allowsPrivate ? "urlHintPrivate" : "urlHint")}
          rules={[{ required: true, whitespace: true, message: w("urlMissing") }]}
        >
          <Input autoFocus maxLength={2000} placeholder="https://" inputMode="url" />
        </Form.Item>
        <Form.Item
          name="types"
          label={w("types")}
          rules={[{ required: true, message: w("typesMissing") }]}
        >
          <Checkbox.Group className="webhook-types">
            {webhookTypes.map((type) => (
              <Checkbox key={type} value={type}>
                {word(webhookTypeWords[type])} <code>{type}</code>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
        <Form.Item name="note" label={w("note")}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {error ? (
        <p role="alert" className="webhook-fault">
          {sentence(error)}
        </p>
      ) : null}
    </Modal>
  );
}
