// A person's own change of limit, method or days: from a day on, with a reason, for a second person.
import { App, DatePicker, Form, Input, InputNumber, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { type CreditCard, proposalOutcome } from "../../../src/contract/credit.ts";
import { type CreditMethod, creditMethods } from "../../../src/core/credit/terms.ts";
import { methodWords } from "../../../src/core/words/credit.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";

type Fields = {
  readonly limit?: string;
  readonly method: CreditMethod;
  readonly creditDays?: number | null;
  readonly from: Dayjs;
  readonly reason: string;
};

const amountPattern = /^\d{1,14}(\.\d{1,3})?$/;

export function ChangeForm(props: { readonly card: CreditCard; readonly onClose: () => void }) {
  const { card, onClose } = props;
  const w = useWords(creditWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { today } = useBooks();
  const base = useBooksPath();
  const [form] = Form.useForm<Fields>();
  const [key, renewKey] = useState(() => crypto.randomUUID());
  const refreshes = [`${base}/credit`, `${base}/customers`, `${base}/approvals`];
  const send = useSend(proposalOutcome, "POST", refreshes);
  const submit = ({ limit = "", method, creditDays, from, reason }: Fields) => {
    const body = {
      limit: limit.trim() === "" ? null : limit.trim(),
      method,
      creditDays: creditDays ?? null,
      effectiveFrom: from.format("YYYY-MM-DD"),
      reason,
    };
    send.mutate(
      { path: `${base}/customers/${card.customer.id}/credit-changes`, body, key },
      {
        onSuccess: () => {
          void message.success(w("asked"));
          onClose();
        },
        onError: (fault) => {
          renewKey(crypto.randomUUID());
          void message.error(sentence(fault));
        },
      },
    );
  };
  return (
    <Modal
      open
      title={w("changeTitle", { name: card.customer.name })}
      okText={w("submit")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={send.isPending}
    >
      <p className="page-note">{w("changeNote")}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{
          limit: card.release.limit ?? card.formula.limit ?? "",
          method: card.release.method,
          creditDays: null,
          from: dayjs(today),
        }}
      >
        <Form.Item
          name="limit"
          label={w("limitField", { currency: card.currency })}
          rules={[{ pattern: amountPattern, message: w("amountBad") }]}
        >
          <Input inputMode="decimal" autoFocus />
        </Form.Item>
        <Form.Item name="method" label={w("method")}>
          <Select
            options={creditMethods.map((value) => ({ value, label: word(methodWords[value]) }))}
          />
        </Form.Item>
        <Form.Item name="creditDays" label={w("daysField")}>
          <InputNumber min={0} max={365} precision={0} />
        </Form.Item>
        <Form.Item name="from" label={w("effective")} rules={[{ required: true }]}>
          <DatePicker minDate={dayjs(today)} allowClear={false} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={w("reason")}
          rules={[{ required: true, whitespace: true, message: w("reason") }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
