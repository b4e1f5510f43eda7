// A new due date or a disputed amount for an item. Nothing is posted; the change is one more record.
import { Button, DatePicker, Form, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { type ItemDetail, itemDetail } from "../../../src/contract/items.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { itemWords } from "../../words/items.ts";
import { useWords } from "../../words/words.ts";

type Fields = {
  readonly due: Dayjs | null;
  readonly disputed: string;
  readonly reason: string;
};

export function ItemChangeForm({ item, onDone }: { item: ItemDetail["item"]; onDone: () => void }) {
  const w = useWords(itemWords);
  const sentence = useErrorSentence();
  const path = useBooksPath();
  const save = useSend(itemDetail, "POST", [`${path}/items`, `${path}/customers`]);
  const [key] = useState(() => crypto.randomUUID());
  const [isSame, setSame] = useState(false);
  const isOwed = !item.open.startsWith("-");
  const submit = ({ due, disputed, reason }: Fields) => {
    const dueDate = due?.format("YYYY-MM-DD");
    const amount = disputed.trim().replace(/[,，\s]/g, "");
    const body = {
      reason,
      ...(dueDate && dueDate !== item.dueDate ? { dueDate } : {}),
      ...(amount !== "" && amount !== item.disputed ? { disputed: amount } : {}),
    };
    if (!("dueDate" in body) && !("disputed" in body)) return setSame(true);
    setSame(false);
    save.mutate({ path: `${path}/items/${item.id}/changes`, body, key }, { onSuccess: onDone });
  };
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      initialValues={{
        due: item.dueDate === null ? null : dayjs(item.dueDate),
        disputed: item.disputed,
        reason: "",
      }}
    >
      <p className="page-note">{w("changeText")}</p>
      <div style={{ display: "flex", gap: 16, flexWrap: "wrap" }}>
        <Form.Item name="due" label={w("newDue")}>
          <DatePicker allowClear={false} style={{ width: 180 }} />
        </Form.Item>
        {isOwed ? (
          <Form.Item name="disputed" label={`${w("newDisputed")} ${item.currency}`}>
            <Input inputMode="decimal" className="money" style={{ width: 180 }} />
          </Form.Item>
        ) : null}
      </div>
      <Form.Item
        name="reason"
        label={w("reason")}
        rules={[{ required: true, whitespace: true, message: w("reasonMissing") }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      {isSame ? <p style={{ color: "var(--amber)" }}>{w("nothingChanged")}</p> : null}
      {save.error ? <p style={{ color: "var(--red)" }}>{sentence(save.error)}</p> : null}
      <div style={{ display: "flex", gap: 8, marginBottom: 12 }}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {w("save")}
        </Button>
        <Button onClick={onDone}>{w("cancel")}</Button>
      </div>
    </Form>
  );
}
