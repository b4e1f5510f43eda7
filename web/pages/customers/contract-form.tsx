// A new contract: amount, terms, retention, and the instalment plan, by hand or from the terms.
import { Button, DatePicker, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { useState } from "react";
import { type ContractRow, contractRow } from "../../../src/contract/contracts.ts";
import { currencyCodes } from "../../../src/core/currency.ts";
import { isoDate } from "../../../src/core/date.ts";
import { formatMinor, parseMinor } from "../../../src/core/money.ts";
import { parseTerms } from "../../../src/core/terms/parse-terms.ts";
import { dueParts, type TermBase } from "../../../src/core/terms/terms.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { formatAmount } from "../../ui/amount.ts";
import { customerWords } from "../../words/customers.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { TermsField } from "./customer-form.tsx";

type Part = {
  readonly itemId?: number | null;
  readonly label?: string;
  readonly due?: Dayjs | null;
  readonly amount?: string;
};

type Fields = {
  readonly no: string;
  readonly currency: string;
  readonly amount?: string;
  readonly terms?: string;
  readonly retentionPct?: string;
  readonly taxRate?: string;
  readonly signedOn?: Dayjs | null;
  readonly endsOn?: Dayjs | null;
  readonly plan?: readonly Part[];
};

const amountPattern = /^\d{1,14}(\.\d{1,3})?$/;
const percentPattern = /^\d{1,3}(\.\d{1,2})?$/;

export function ContractForm(props: {
  readonly customerId: number;
  /** The one to change; none: a new one. Its number and currency stay. */
  readonly contract?: ContractRow;
  readonly onClose: () => void;
}) {
  const { customerId, contract, onClose } = props;
  const w = useWords(customerWords);
  const sentence = useErrorSentence();
  const path = useBooksPath();
  const books = useBooks();
  const [form] = Form.useForm<Fields>();
  const [key, renewKey] = useState(() => crypto.randomUUID());
  const create = useSend(contractRow, contract ? "PUT" : "POST", [
    `${path}/contracts`,
    `${path}/items`,
  ]);
  const submit = (fields: Fields) =>
    create.mutate(
      contract
        ? { path: `${path}/contracts/${contract.id}`, body: changeOf(fields), key }
        : { path: `${path}/contracts`, body: bodyOf(fields, customerId), key },
      { onSuccess: onClose, onError: () => renewKey(crypto.randomUUID()) },
    );
  const amountRule = { pattern: amountPattern, message: w("amountBad") };
  const percentRule = { pattern: percentPattern, message: w("amountBad") };
  return (
    <Modal
      open
      width={760}
      title={contract ? w("editContractTitle", { no: contract.no }) : w("newContract")}
      okText={w("save")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={create.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        initialValues={contract ? fieldsOf(contract) : { currency: books.homeCurrency, plan: [] }}
      >
        <div className="form-columns is-three">
          <Form.Item
            name="no"
            label={w("contractNo")}
            rules={[{ required: true, whitespace: true, message: w("contractNoMissing") }]}
          >
            <Input autoFocus maxLength={60} disabled={contract !== undefined} />
          </Form.Item>
          <Form.Item name="currency" label={w("currency")}>
            <Select
              showSearch
              disabled={contract !== undefined}
              options={currencyCodes.map((code) => ({ value: code, label: code }))}
            />
          </Form.Item>
          <Form.Item name="amount" label={w("contractAmount")} rules={[amountRule]}>
            <Input inputMode="decimal" className="money" />
          </Form.Item>
          <TermsField />
          <Form.Item name="retentionPct" label={w("retentionPct")} rules={[percentRule]}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="taxRate" label={w("taxRate")} rules={[percentRule]}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="signedOn" label={w("signedOn")}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="endsOn" label={w("endsOn")}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <PlanFields />
      </Form>
      {create.error ? <p style={{ color: "var(--red)" }}>{sentence(create.error)}</p> : null}
    </Modal>
  );
}

function PlanFields() {
  const w = useWords(customerWords);
  const form = Form.useFormInstance<Fields>();
  const values = Form.useWatch([], form) as Fields | undefined; // all fields of this form
  const nameOf = (base: TermBase) => w(`planOf_${base}`);
  const [added, setAdded] = useState(-1);
  const generated = values ? partsFromTerms(values, nameOf) : null;
  return (
    <Form.List name="plan">
      {(fields, { add, remove }) => (
        <>
          <h3 style={{ margin: "4px 0" }}>{w("plan")}</h3>
          <p className="page-note" style={{ marginBottom: 8 }}>
            {w("planText")}
          </p>
          {fields.map(({ key, name }) => (
            <div className="plan-row" key={key}>
              <span className="page-note">{w("planPart", { n: name + 1 })}</span>
              <Form.Item name={[name, "itemId"]} hidden noStyle>
                <Input />
              </Form.Item>
              <Form.Item name={[name, "label"]} noStyle>
                <Input
                  // a part just added is written next
                  autoFocus={name === added}
                  placeholder={w("planLabel")}
                  aria-label={w("planLabel")}
                  maxLength={60}
                />
              </Form.Item>
              <Form.Item name={[name, "due"]} noStyle>
                <DatePicker placeholder={w("planDue")} aria-label={w("planDue")} />
              </Form.Item>
              <Form.Item
                name={[name, "amount"]}
                noStyle
                rules={[{ required: true, pattern: amountPattern, message: w("amountBad") }]}
              >
                <Input
                  inputMode="decimal"
                  className="money"
                  placeholder={w("planAmount")}
                  aria-label={w("planAmount")}
                />
              </Form.Item>
              <Button type="text" onClick={() => remove(name)}>
                {w("remove")}
              </Button>
            </div>
          ))}
          <div style={{ display: "flex", gap: 8, alignItems: "center", flexWrap: "wrap" }}>
            <Button
              onClick={() => {
                setAdded(fields.length);
                add({});
              }}
            >
              {w("planAdd")}
            </Button>
            {generated ? (
              <Button onClick={() => form.setFieldsValue({ plan: generated })}>
                {w("planFromTerms")}
              </Button>
            ) : null}
            <PlanSum fields={values} />
          </div>
        </>
      )}
    </Form.List>
  );
}

/** Amber while the parts do not make up the amount; the server refuses it too. */
function PlanSum({ fields }: { fields: Fields | undefined }) {
  const w = useWords(customerWords);
  const language = useLanguage();
  const { plan = [], amount = "", currency = "CNY" } = fields ?? {};
  const whole = parseMinor(amount, currency);
  if (plan.length === 0 || whole === null) return null;
  const text = (minor: bigint) => formatAmount(formatMinor(minor, currency), currency, language);
  const sum = plan.reduce((total, part) => total + (minorOf(part, currency) ?? 0n), 0n);
  return (
    <span style={{ color: sum === whole ? "var(--green)" : "var(--amber)" }}>
      {sum === whole ? "✓ " : ""}
      {w("planSum", { sum: text(sum), amount: text(whole) })}
    </span>
  );
}

function minorOf(part: Part | undefined, currency: string): bigint | null {
  return parseMinor(part?.amount ?? "", currency);
}

/** The parts that instalment terms make of the amount; null where they make none. */
function partsFromTerms(
  { terms = "", amount = "", currency, signedOn }: Fields,
  nameOf: (base: TermBase) => string,
): Part[] | null {
  const parsed = terms.trim() === "" ? null : parseTerms(terms.trim());
  const whole = parseMinor(amount, currency);
  if (!parsed?.ok || whole === null || whole <= 0n) return null;
  const signed = signedOn ? { contract: isoDate(signedOn.format("YYYY-MM-DD")) } : {};
  return dueParts(parsed.value, whole, signed, { monthEnd: "days_after" }).map((part) => ({
    label: nameOf(part.base),
    due: part.dueDate === null ? null : dayjs(part.dueDate),
    amount: formatMinor(part.amountMinor, currency),
  }));
}

function bodyOf(fields: Fields, customerId: number) {
  const day = (date: Dayjs | null | undefined) => date?.format("YYYY-MM-DD") ?? null;
  return {
    customerId,
    no: fields.no,
    currency: fields.currency,
    amount: fields.amount || null,
    terms: fields.terms ?? "",
    retentionPct: fields.retentionPct || null,
    taxRate: fields.taxRate || null,
    signedOn: day(fields.signedOn),
    endsOn: day(fields.endsOn),
    plan: (fields.plan ?? []).map((part) => ({
      label: part.label ?? "",
      dueDate: day(part.due),
      amount: part.amount ?? "",
    })),
  };
}

/** What may change of a contract that stands; instalments keep their items. */
function changeOf(fields: Fields) {
  const { customerId: _, no: __, currency: ___, plan, ...rest } = bodyOf(fields, 0);
  return {
    ...rest,
    plan: plan.map((part, place) => ({ ...part, itemId: fields.plan?.[place]?.itemId ?? null })),
  };
}

function fieldsOf(contract: ContractRow): Fields {
  const day = (date: string | null) => (date === null ? null : dayjs(date));
  return {
    no: contract.no,
    currency: contract.currency,
    amount: contract.amount ?? "",
    terms: contract.terms,
    retentionPct: contract.retentionPct ?? "",
    taxRate: contract.taxRate ?? "",
    signedOn: day(contract.signedOn),
    endsOn: day(contract.endsOn),
    plan: contract.plan.map(({ itemId, label, dueDate, amount }) => ({
      itemId,
      label,
      due: day(dueDate),
      amount,
    })),
  };
}
