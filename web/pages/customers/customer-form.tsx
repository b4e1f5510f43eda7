// A customer's master data: new or changed. Terms are read back in words while they are typed.
import "./customer.css";
import { Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { z } from "zod";
import { type CustomerHead, customerHead } from "../../../src/contract/customers.ts";
import { describeTerms } from "../../../src/core/terms/describe-terms.ts";
import { parseTerms } from "../../../src/core/terms/parse-terms.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { customerWords } from "../../words/customers.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { type Choice, CustomerPicker } from "./customer-picker.tsx";

type Fields = {
  readonly name: string;
  readonly no: string;
  readonly taxId: string;
  readonly terms: string;
  readonly paymentHabit: string;
  readonly feeBearer: "us" | "customer";
  readonly tieRule: "ask" | "earliest";
  readonly ownerMemberId: number | null | undefined;
  readonly parent: Choice | null;
  readonly isRelatedParty: boolean;
  readonly onHold: boolean;
  readonly segment: string;
  readonly region: string;
  readonly department: string;
};

const owners = z.object({ rows: z.array(z.object({ id: z.number(), name: z.string() })) });

export function CustomerForm(props: {
  readonly customer: CustomerHead | null;
  readonly onClose: () => void;
  readonly onSaved: (customer: CustomerHead) => void;
}) {
  const { customer, onClose, onSaved } = props;
  const w = useWords(customerWords);
  const sentence = useErrorSentence();
  const path = useBooksPath();
  const [form] = Form.useForm<Fields>();
  const [key, renewKey] = useState(() => crypto.randomUUID());
  const { data } = useGet(owners, `${path}/customer-owners`);
  const save = useSend(customerHead, customer ? "PATCH" : "POST", [`${path}/customers`]);
  const submit = ({ parent, ownerMemberId, ...fields }: Fields) => {
    const body = { ...fields, parentId: parent?.id ?? null, ownerMemberId: ownerMemberId ?? null };
    const address = customer ? `${path}/customers/${customer.id}` : `${path}/customers`;
    save.mutate(
      { path: address, body, key },
      {
        onSuccess: (saved) => {
          onClose();
          onSaved(saved);
        },
        // Another body under the same key would be refused.
        onError: () => renewKey(crypto.randomUUID()),
      },
    );
  };
  return (
    <Modal
      open
      width={640}
      title={customer ? w("edit") : w("newCustomer")}
      okText={w("save")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        initialValues={initialFields(customer)}
      >
        <Form.Item
          name="name"
          label={w("name")}
          rules={[{ required: true, min: 2, whitespace: true, message: w("nameMissing") }]}
        >
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <div className="form-columns">
          <Form.Item name="no" label={w("no")} extra={customer ? null : w("noHint")}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="taxId" label={w("taxId")}>
            <Input maxLength={40} />
          </Form.Item>
          <TermsField />
          <Form.Item name="ownerMemberId" label={w("owner")}>
            <Select
              allowClear
              options={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="parent" label={w("parent")}>
            <CustomerPicker without={customer?.id ?? null} />
          </Form.Item>
          <Form.Item name="paymentHabit" label={w("paymentHabit")}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="feeBearer" label={w("feeBearer")}>
            <Select
              options={[
                { value: "us", label: w("feeUs") },
                { value: "customer", label: w("feeCustomer") },
              ]}
            />
          </Form.Item>
          <Form.Item name="tieRule" label={w("tieRule")}>
            <Select
              options={[
                { value: "ask", label: w("tieAsk") },
                { value: "earliest", label: w("tieEarliest") },
              ]}
            />
          </Form.Item>
          <Form.Item name="segment" label={w("segment")}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="region" label={w("region")}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="department" label={w("department")} extra={w("departmentHint")}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        <Form.Item name="isRelatedParty" valuePropName="checked" noStyle>
          <Checkbox>{w("relatedParty")}</Checkbox>
        </Form.Item>
        <Form.Item name="onHold" valuePropName="checked" noStyle>
          <Checkbox>{w("onHold")}</Checkbox>
        </Form.Item>
      </Form>
      {save.error ? <p style={{ color: "var(--red)" }}>{sentence(save.error)}</p> : null}
    </Modal>
  );
}

function initialFields(customer: CustomerHead | null): Fields {
  return {
    name: customer?.name ?? "",
    no: customer?.no ?? "",
    taxId: customer?.taxId ?? "",
    terms: customer?.terms ?? "",
    paymentHabit: customer?.paymentHabit ?? "",
    feeBearer: customer?.feeBearer ?? "us",
    tieRule: customer?.tieRule ?? "ask",
    ownerMemberId: customer?.owner?.id,
    parent: customer?.parent ?? null,
    isRelatedParty: customer?.isRelatedParty ?? false,
    onHold: customer?.onHold ?? false,
    segment: customer?.segment ?? "",
    region: customer?.region ?? "",
    department: customer?.department ?? "",
  };
}

/** Says at once how the terms are understood. */
export function TermsField() {
  const w = useWords(customerWords);
  const language = useLanguage();
  const text: string = Form.useWatch("terms") ?? "";
  const parsed = text.trim() === "" ? null : parseTerms(text.trim());
  const read = parsed?.ok ? w("termsRead", { terms: describeTerms(parsed.value, language) }) : null;
  return (
    <Form.Item
      name="terms"
      label={w("terms")}
      extra={read ?? (parsed === null ? w("termsHint") : null)}
      {...(parsed !== null && !parsed.ok
        ? { validateStatus: "error" as const, help: `${w("termsUnclear")}：${w("termsHint")}` }
        : {})}
    >
      <Input maxLength={120} />
    </Form.Item>
  );
}
