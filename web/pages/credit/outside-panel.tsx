// What is known from outside, and what covers the customer: noted here, ended here.
import { App, Button, Checkbox, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import {
  type CreditCard,
  coverKinds,
  creditDone,
  flagKinds,
} from "../../../src/contract/credit.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { creditWords } from "../../words/credit.ts";
import { useWords } from "../../words/words.ts";

export function OutsidePanel({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const refusal = useRefusal("edit_customers");
  const [adding, add] = useState<"flag" | "cover" | null>(null);
  return (
    <section>
      <h3>
        {w("outside")}{" "}
        <RefusedButton size="small" reason={refusal} onClick={() => add("flag")}>
          {w("addFlag")}
        </RefusedButton>
      </h3>
      {card.flags.length === 0 ? <p className="page-note">{w("outsideNone")}</p> : null}
      {card.flags.map((flag) => (
        <p key={flag.id} className="credit-term">
          <b>{flag.foundOn}</b>
          <Tag
            tone={flag.isSevere ? "red" : flag.kind === "clear" ? "green" : "amber"}
            text={w(`flag_${flag.kind}`)}
          />
          {flag.isSevere ? <span>{w("severe")}</span> : null}
          <small>
            {flag.note} {flag.by ?? ""}
          </small>
          <EndButton card={card} kind="credit-flags" id={flag.id} />
        </p>
      ))}
      <h3>
        {w("cover")}{" "}
        <RefusedButton size="small" reason={refusal} onClick={() => add("cover")}>
          {w("addCover")}
        </RefusedButton>
      </h3>
      {card.covers.length === 0 ? <p className="page-note">{w("coverNone")}</p> : null}
      {card.covers.map((cover) => (
        <p key={cover.id} className="credit-term">
          <b>{w(`cover_${cover.kind}`)}</b>
          <MoneyText amount={cover.amount} currency={card.currency} showCurrency />
          {cover.validTo ? (
            <span>
              {w("validTo")} {cover.validTo}
            </span>
          ) : null}
          <small>
            {cover.note} {cover.by ?? ""}
          </small>
          <EndButton card={card} kind="credit-covers" id={cover.id} />
        </p>
      ))}
      {adding === "flag" ? <FlagForm card={card} onClose={() => add(null)} /> : null}
      {adding === "cover" ? <CoverForm card={card} onClose={() => add(null)} /> : null}
    </section>
  );
}

type Kind = "credit-flags" | "credit-covers";

function useOutside(card: CreditCard, method: "POST" | "DELETE") {
  const w = useWords(creditWords);
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(creditDone, method, [`${base}/credit`, `${base}/customers`]);
  const run = (of: { kind: Kind; id?: number; body?: object; onDone?: () => void }) =>
    send.mutate(
      {
        path: `${base}/customers/${card.customer.id}/${of.kind}${of.id === undefined ? "" : `/${of.id}`}`,
        ...(of.body === undefined ? {} : { body: of.body }),
      },
      {
        onSuccess: () => {
          void message.success(w("saved"));
          of.onDone?.();
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return { run, isPending: send.isPending };
}

function EndButton(props: { readonly card: CreditCard; readonly kind: Kind; readonly id: number }) {
  const w = useWords(creditWords);
  const refusal = useRefusal("edit_customers");
  const { run, isPending } = useOutside(props.card, "DELETE");
  if (refusal !== null) return null;
  return (
    <Button
      size="small"
      type="link"
      loading={isPending}
      onClick={() => run({ kind: props.kind, id: props.id })}
    >
      {w("end")}
    </Button>
  );
}

type FlagFields = {
  readonly kind: (typeof flagKinds)[number];
  readonly isSevere: boolean;
  readonly foundOn: Dayjs;
  readonly note?: string;
};

function FlagForm({ card, onClose }: { readonly card: CreditCard; readonly onClose: () => void }) {
  const w = useWords(creditWords);
  const { today } = useBooks();
  const [form] = Form.useForm<FlagFields>();
  const { run, isPending } = useOutside(card, "POST");
  const submit = ({ kind, isSevere, foundOn, note = "" }: FlagFields) =>
    run({
      kind: "credit-flags",
      body: {
        kind,
        isSevere: kind !== "clear" && isSevere,
        foundOn: foundOn.format("YYYY-MM-DD"),
        note,
      },
      onDone: onClose,
    });
  return (
    <Modal
      open
      title={w("outside")}
      okText={w("save")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={isPending}
    >
      <Form<FlagFields>
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{ kind: "clear", isSevere: false, foundOn: dayjs(today) }}
      >
        <Form.Item name="kind" label={w("kind")}>
          <Select options={flagKinds.map((value) => ({ value, label: w(`flag_${value}`) }))} />
        </Form.Item>
        <Form.Item name="isSevere" valuePropName="checked">
          <Checkbox>{w("isSevere")}</Checkbox>
        </Form.Item>
        <Form.Item name="foundOn" label={w("foundOn")}>
          <DatePicker allowClear={false} maxDate={dayjs(today)} />
        </Form.Item>
        <Form.Item name="note" label={w("note")}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

type CoverFields = {
  readonly kind: (typeof coverKinds)[number];
  readonly amount: string;
  readonly validTo?: Dayjs | null;
  readonly note?: string;
};

function CoverForm({ card, onClose }: { readonly card: CreditCard; readonly onClose: () => void }) {
  const w = useWords(creditWords);
  const [form] = Form.useForm<CoverFields>();
  const { run, isPending } = useOutside(card, "POST");
  const submit = ({ kind, amount, validTo, note = "" }: CoverFields) =>
    run({
      kind: "credit-covers",
      body: { kind, amount, validTo: validTo?.format("YYYY-MM-DD") ?? null, note },
      onDone: onClose,
    });
  return (
    <Modal
      open
      title={w("cover")}
      okText={w("save")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={isPending}
    >
      <Form<CoverFields>
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{ kind: "insurance" }}
      >
        <Form.Item name="kind" label={w("kind")}>
          <Select options={coverKinds.map((value) => ({ value, label: w(`cover_${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="amount"
          label={`${w("amount")} (${card.currency})`}
          rules={[
            { required: true, message: w("amountBad") },
            { pattern: /^\d{1,14}(\.\d{1,3})?$/, message: w("amountBad") },
          ]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="validTo" label={w("validTo")}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="note" label={w("note")}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
