// A new member: name, address, role, limits; the first password is shown once.
import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { createdMember, type NewMember } from "../../../src/contract/members.ts";
import { useSend } from "../../api/query.ts";
import { useErrorSentence } from "../../components/failure.tsx";
import { SecretOnce } from "../../components/secret-once.tsx";
import { peopleWords } from "../../words/people.ts";
import { useWords } from "../../words/words.ts";
import {
  LimitFields,
  limitsOf,
  type MemberFields,
  membersPath as path,
  RightsFields,
  useRoleOptions,
} from "./member-fields.tsx";

export function MemberForm({ onClose }: { onClose: () => void }) {
  const w = useWords(peopleWords);
  const sentence = useErrorSentence();
  const [form] = Form.useForm<MemberFields>();
  const roleOptions = useRoleOptions();
  const create = useSend(createdMember, "POST", [path]);
  const [key] = useState(() => crypto.randomUUID());
  const submit = (fields: MemberFields) => {
    const body: NewMember = {
      email: fields.email.trim(),
      name: fields.name.trim(),
      role: fields.role,
      language: "zh",
      limits: limitsOf(fields),
      isLead: fields.isLead ?? false,
      reason: fields.reason?.trim() ?? "",
    };
    create.mutate({ path, body, key });
  };
  if (create.data) {
    const { member, firstPassword, approvalId } = create.data;
    return (
      <SecretOnce
        title={w("memberAdded", { name: member.name })}
        label={
          (firstPassword ? w("firstPassword") : w("hasAccount")) +
          (approvalId === null ? "" : ` · ${w("limitsWait")}`)
        }
        secret={firstPassword}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      open
      title={w("addMember")}
      okText={w("addMember")}
      cancelText={w("cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={create.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        initialValues={{ role: "accountant" }}
      >
        <Form.Item
          name="name"
          label={w("name")}
          rules={[{ required: true, whitespace: true, message: w("nameMissing") }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="email"
          label={w("email")}
          rules={[{ required: true, type: "email", message: w("emailBad") }]}
        >
          <Input type="email" />
        </Form.Item>
        <Form.Item name="role" label={w("role")}>
          <Select options={roleOptions} />
        </Form.Item>
        <LimitFields />
        <RightsFields />
      </Form>
      {create.error ? <p style={{ color: "var(--red)" }}>{sentence(create.error)}</p> : null}
    </Modal>
  );
}
