// 登记保证金: money of a line that is held for a customer and given back one day.
import { Input, Modal } from "antd";
import { useState } from "react";
import { type DepositBody, depositPreview, depositTaken } from "../../../src/contract/deposits.ts";
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { lineEndWords } from "../../words/line-ends.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { Field } from "../close/adjust-targets.tsx";
import { EffectTable } from "../close/effect-table.tsx";
import { undoDecision } from "../close/undo-now.ts";
import { type Choice, CustomerPicker } from "../customers/customer-picker.tsx";

type Line = Pick<
  BankLineDetail["line"],
  "id" | "amount" | "unapplied" | "currency" | "receipt" | "customerId" | "customerName"
>;

export function DepositDialog(props: {
  readonly line: Line;
  readonly onClose: (isDone: boolean) => void;
}) {
  const w = useWords(lineEndWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const { homeCurrency } = useBooks();
  const { line, onClose } = props;
  const { currency } = line;
  // what is called no receivable has no receipt, and all of its money is there
  const left = line.receipt === null ? line.amount : line.unapplied;
  const [customer, choose] = useState<Choice | null>(line.receipt?.customer ?? payerOf(line));
  const [fields, change] = useState({ amount: left, number: "", due: "", reason: "" });
  const [key, renew] = useState(() => crypto.randomUUID());
  const path = `${base}/bank-lines/${line.id}/deposit`;
  const ask = useSend(depositPreview, "POST");
  const post = useSend(depositTaken, "POST", [base]);
  const put = (changes: Partial<typeof fields>) => {
    change({ ...fields, ...changes });
    ask.reset();
    renew(crypto.randomUUID());
  };
  const isFilled = customer !== null && /^\d+(\.\d+)?$/.test(fields.amount);
  const body = (customerId: number): DepositBody => {
    const { due, ...typed } = fields;
    return { ...typed, customerId, due: due === "" ? null : due };
  };
  const look = () => {
    if (customer) ask.mutate({ path: `${path}/preview`, body: body(customer.id) });
  };
  const submit = () => {
    if (!customer) return;
    post.mutate(
      { path, body: body(customer.id), key },
      {
        onSuccess: ({ decisionId }) => {
          const amount = formatAmount(fields.amount, currency, language);
          offerUndo({
            message: w("depositDone", { amount: `${currency} ${amount}` }),
            undo: () => undoDecision(base, decisionId),
          });
          onClose(true);
        },
        onError: () => renew(crypto.randomUUID()),
      },
    );
  };
  const fault = ask.error ?? post.error;
  return (
    <Modal
      open
      width={560}
      title={w("depositTitle")}
      cancelText={w("cancel")}
      onCancel={() => onClose(false)}
      okText={w(ask.data ? "depositPost" : "depositLook")}
      okButtonProps={{ disabled: !isFilled }}
      confirmLoading={ask.isPending || post.isPending}
      onOk={ask.data ? submit : look}
    >
      <div className="adjust-form">
        <p className="page-note">{w("depositIntro")}</p>
        <Field label={w("depositCustomer")}>
          <CustomerPicker
            value={customer}
            onChange={(choice) => {
              choose(choice);
              put({});
            }}
          />
        </Field>
        <Field
          label={w("depositAmount", { currency, amount: formatAmount(left, currency, language) })}
        >
          <Input
            inputMode="decimal"
            aria-label={w("depositAmount", { currency, amount: left })}
            value={fields.amount}
            onChange={(event) => put({ amount: event.target.value.trim() })}
          />
        </Field>
        <Field label={w("depositNumber")}>
          <Input
            maxLength={100}
            aria-label={w("depositNumber")}
            value={fields.number}
            onChange={(event) => put({ number: event.target.value })}
          />
        </Field>
        <Field label={w("depositDue")}>
          <DayField label={w("depositDue")} value={fields.due} onChange={(due) => put({ due })} />
        </Field>
        <Field label={w("reason")}>
          <Input
            maxLength={500}
            aria-label={w("reason")}
            value={fields.reason}
            onChange={(event) => put({ reason: event.target.value })}
          />
        </Field>
        {fault ? <p className="form-fault">{sentence(fault)}</p> : null}
        {ask.data ? (
          <div className="adjust-preview" role="status">
            {ask.data.entries.map((entry) => (
              <div key={entry.event}>
                <p>
                  {w("books")} {entry.event}{" "}
                  <span className="page-note">{entry.accountingDate}</span>
                </p>
                <EffectTable lines={entry.lines} currency={homeCurrency} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
    </Modal>
  );
}

/** The customer whose money it looks like; a person may choose another. */
function payerOf({ customerId, customerName }: Line): Choice | null {
  return customerId === null ? null : { id: customerId, name: customerName ?? "" };
}
