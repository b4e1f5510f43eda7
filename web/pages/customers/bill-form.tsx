// 收到承兑汇票: what stands on the bill, and which of the customer's items it settles at once; the rest
// stays on the customer's account.
import { DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { takenBill } from "../../../src/contract/bills.ts";
import { itemPage } from "../../../src/contract/items.ts";
import { formatMinor, parseMinor } from "../../../src/core/money.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { customerWords } from "../../words/customers.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { undoDecision } from "../close/undo-now.ts";

type Fields = {
  readonly acceptance: "bank" | "trade" | "platform";
  readonly number: string;
  readonly range?: string;
  readonly acceptor: string;
  readonly drawer?: string;
  readonly receivedOn: Dayjs;
  readonly dueDate: Dayjs;
  readonly amount: string;
  readonly items?: readonly number[];
};

const amountPattern = /^\d{1,14}(\.\d{1,2})?$/;

export function BillForm({ customerId, onClose }: { customerId: number; onClose: () => void }) {
  const w = useWords(customerWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const { homeCurrency, today } = useBooks();
  const [form] = Form.useForm<Fields>();
  const [key, renewKey] = useState(() => crypto.randomUUID());
  const take = useSend(takenBill, "POST", [base]);
  const { data } = useGet(itemPage, `${base}/items`, {
    query: { customer: customerId, currency: homeCurrency, scope: "receivable", limit: 200 },
  });
  const owed = (data?.rows ?? []).filter(({ open }) => !open.startsWith("-"));
  const amount = Form.useWatch("amount", form) ?? "";
  const chosen = Form.useWatch("items", form) ?? [];
  const acceptance = Form.useWatch("acceptance", form);
  const { parts, rest } = spread(
    amount,
    owed.filter(({ id }) => chosen.includes(id)),
    homeCurrency,
  );
  const submit = (fields: Fields) => {
    const { items: _, receivedOn, dueDate, ...typed } = fields;
    const body = {
      ...typed,
      customerId,
      receivedOn: receivedOn.format("YYYY-MM-DD"),
      dueDate: dueDate.format("YYYY-MM-DD"),
      parts,
    };
    take.mutate(
      { path: `${base}/bills`, body, key },
      {
        onSuccess: ({ decisionId }) => {
          const text = formatAmount(fields.amount, homeCurrency, language);
          offerUndo({
            message: w("billTaken", { amount: text }),
            undo: () => undoDecision(base, decisionId),
          });
          onClose();
        },
        onError: () => renewKey(crypto.randomUUID()),
      },
    );
  };
  return (
    <Modal
      open
      width={720}
      title={w("takeBill")}
      okText={w("billPost")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={take.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        initialValues={{ acceptance: "bank", receivedOn: dayjs(today) }}
      >
        <PaperFields currency={homeCurrency} />
        <Form.Item name="items" label={w("billSettles")}>
          <Select
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={w("billSettlesHint")}
            options={owed.map(({ id, no, open, dueDate }) => ({
              value: id,
              label: `${no} · ${dueDate ?? ""} · ${formatAmount(open, homeCurrency, language)}`,
            }))}
          />
        </Form.Item>
      </Form>
      {acceptance === "platform" ? <p className="page-note">{w("eReceivableNote")}</p> : null}
      {parts.map((part) => (
        <p key={part.itemId}>
          {owed.find(({ id }) => id === part.itemId)?.no}{" "}
          <MoneyText amount={part.amount} currency={homeCurrency} />
        </p>
      ))}
      <p className="page-note">
        {w("billRest", { amount: formatAmount(rest, homeCurrency, language) })}
      </p>
      {take.error ? <p className="form-fault">{sentence(take.error)}</p> : null}
    </Modal>
  );
}

/** What stands on the bill itself. */
function PaperFields({ currency }: { readonly currency: string }) {
  const w = useWords(customerWords);
  const needed = { required: true, message: w("fieldMissing") };
  return (
    <div className="form-columns is-three">
      <Form.Item name="acceptance" label={w("acceptance")}>
        <Select
          options={[
            { value: "bank", label: w("acceptedByBank") },
            { value: "trade", label: w("acceptedByFirm") },
            { value: "platform", label: w("eReceivable") },
          ]}
        />
      </Form.Item>
      <Form.Item name="number" label={w("billNumber")} rules={[needed]}>
        <Input autoFocus maxLength={40} className="table-number" />
      </Form.Item>
      <Form.Item name="range" label={w("billRange")}>
        <Input maxLength={30} placeholder="1-20000000" className="table-number" />
      </Form.Item>
      <Form.Item name="acceptor" label={w("acceptor")} rules={[needed]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="drawer" label={w("drawer")}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="amount"
        label={w("billAmount", { currency })}
        rules={[{ required: true, pattern: amountPattern, message: w("amountBad") }]}
      >
        <Input inputMode="decimal" className="money" />
      </Form.Item>
      <Form.Item name="receivedOn" label={w("receivedOn")} rules={[needed]}>
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="dueDate" label={w("billDue")} rules={[needed]}>
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
    </div>
  );
}

/** Gives the bill to the chosen items in their order, as far as it goes. */
function spread(
  amount: string,
  items: readonly { readonly id: number; readonly open: string }[],
  currency: string,
): { parts: { itemId: number; amount: string }[]; rest: string } {
  let left = amountPattern.test(amount) ? (parseMinor(amount, currency) ?? 0n) : 0n;
  const parts: { itemId: number; amount: string }[] = [];
  for (const { id, open } of items) {
    const wanted = parseMinor(open, currency) ?? 0n;
    const given = wanted < left ? wanted : left;
    if (given <= 0n) continue;
    parts.push({ itemId: id, amount: formatMinor(given, currency) });
    left -= given;
  }
  return { parts, rest: formatMinor(left, currency) };
}
