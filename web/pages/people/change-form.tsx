// A present member: role, limits, leave, a new password.
import { App, Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import {
  changedMember,
  type Member,
  type MemberChange,
  newPassword,
} from "../../../src/contract/members.ts";
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

export function ChangeForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const w = useWords(peopleWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const roleOptions = useRoleOptions();
  const [form] = Form.useForm<MemberFields>();
  const save = useSend(changedMember, "PATCH", [path]);
  const reset = useSend(newPassword, "POST", [path]);
  const [secondFactorToo, dropSecondFactor] = useState(false);
  const send = (body: Partial<MemberChange>) =>
    save.mutate(
      { path: `${path}/${member.id}`, body },
      {
        onSuccess: ({ approvalId }) => {
          message.success(w(approvalId === null ? "saved" : "limitsWait"));
          onClose();
        },
      },
    );
  if (reset.data) {
    return (
      <SecretOnce
        title={w("passwordReset", { name: member.name })}
        label={w("firstPassword")}
        secret={reset.data.firstPassword}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      open
      title={`${member.name} · ${member.email}`}
      onCancel={onClose}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button onClick={() => send({ active: !member.active })} disabled={save.isPending}>
            {w(member.active ? "deactivate" : "activate")}
          </Button>
          <Button
            loading={reset.isPending}
            onClick={() =>
              reset.mutate({
                path: `${path}/${member.id}/reset-password`,
                body: { secondFactorToo },
              })
            }
          >
            {w("resetPassword")}
          </Button>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{w("cancel")}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {w("save")}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          name: member.name,
          role: member.role,
          isLead: member.isLead,
          ...member.limits,
        }}
        onFinish={({ name, role, isLead, reason = "", ...fields }) =>
          send({ name: name.trim(), role, isLead, reason, limits: limitsOf(fields) })
        }
      >
        <Form.Item
          name="name"
          label={w("name")}
          rules={[{ required: true, whitespace: true, message: w("nameMissing") }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="role" label={w("role")}>
          <Select options={roleOptions} />
        </Form.Item>
        <LimitFields />
        <RightsFields />
      </Form>
      {member.hasSecondFactor ? (
        <Checkbox
          checked={secondFactorToo}
          onChange={(event) => dropSecondFactor(event.target.checked)}
        >
          {w("resetSecondFactor")}
        </Checkbox>
      ) : null}
      {(save.error ?? reset.error) ? (
        <p style={{ color: "var(--red)" }}>{sentence(save.error ?? reset.error)}</p>
      ) : null}
    </Modal>
  );
}
