// People and rights: members with role and limits, the matrix of acts by roles, conflicting duties.
import { App, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import {
  createdMember,
  type Member,
  type MemberChange,
  memberList,
  member as memberShape,
  type NewMember,
} from "../../src/contract/members.ts";
import {
  type Act,
  actNames,
  acts,
  conflictsOf,
  mayDo,
  type Role,
  roleNames,
  roles,
} from "../../src/core/roles.ts";
import { useGet, useSend } from "../api/query.ts";
import { useBooks, useRefusal, useSession } from "../api/session.tsx";
import { Failure, useErrorSentence } from "../components/failure.tsx";
import { RefusedButton } from "../components/refused-button.tsx";
import { SecretOnce } from "../components/secret-once.tsx";
import { SettingsFrame } from "../components/settings-frame.tsx";
import { InstantText } from "../ui/date-text.tsx";
import { MoneyText } from "../ui/money-text.tsx";
import { useIsPhone } from "../ui/phone.ts";
import { Skeleton } from "../ui/states.tsx";
import { StatusTag, Tag } from "../ui/status-tag.tsx";
import { peopleWords } from "../words/people.ts";
import { useSentence, useWords } from "../words/words.ts";

const path = "/members";

export function Component() {
  const w = useWords(peopleWords);
  const refusal = useRefusal("manage_people");
  const { data, error, refetch } = useGet(memberList, path);
  const [isAdding, add] = useState(false);
  const [changing, change] = useState<Member | null>(null);
  return (
    <SettingsFrame title={w("people")} note={w("peopleText")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <section className="panel">
        <div className="panel-head">
          <h2>{w("people")}</h2>
          <span className="is-end">
            <RefusedButton type="primary" reason={refusal} onClick={() => add(true)}>
              {w("addMember")}
            </RefusedButton>
          </span>
        </div>
        {data ? (
          <MemberTable rows={data.rows} refusal={refusal} onChange={change} />
        ) : (
          <div className="panel-body">
            <Skeleton />
          </div>
        )}
      </section>
      <RightsMatrix />
      {isAdding ? <MemberForm onClose={() => add(false)} /> : null}
      {changing ? <ChangeForm member={changing} onClose={() => change(null)} /> : null}
    </SettingsFrame>
  );
}

type MemberTableProps = {
  readonly rows: readonly Member[];
  readonly refusal: string | null;
  readonly onChange: (member: Member) => void;
};

function MemberTable({ rows, refusal, onChange }: MemberTableProps) {
  const w = useWords(peopleWords);
  const word = useSentence();
  const { organisation } = useSession();
  const { homeCurrency, timeZone } = useBooks();
  const isPhone = useIsPhone();
  const limit = (amount: string | undefined) =>
    amount === undefined ? "–" : <MoneyText amount={amount} currency={homeCurrency} />;
  if (isPhone) return <MemberCards rows={rows} refusal={refusal} onChange={onChange} />;
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("name")}</th>
            <th>{w("role")}</th>
            <th className="is-right">{w("adjustAlone")}</th>
            <th className="is-right">{w("approve")}</th>
            <th>{w("secondFactor")}</th>
            <th>{w("lastSignIn")}</th>
            <th>{w("state")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isMe = row.id === organisation.memberId;
            return (
              <tr key={row.id}>
                <td>
                  {row.name} {isMe ? <Tag text={w("you")} tone="blue" /> : null}
                  <div className="page-note">{row.email}</div>
                </td>
                <td>{word(roleNames[row.role])}</td>
                <td className="is-right">{limit(row.limits.adjustAlone)}</td>
                <td className="is-right">{limit(row.limits.approve)}</td>
                <td>
                  <Tag
                    tone={row.hasSecondFactor ? "green" : "plain"}
                    text={w(row.hasSecondFactor ? "secondFactorOn" : "secondFactorOff")}
                  />
                </td>
                <td>
                  {row.lastSignInAt ? (
                    <InstantText at={row.lastSignInAt} timeZone={timeZone} withYear />
                  ) : (
                    <span className="page-note">{w("never")}</span>
                  )}
                </td>
                <td>
                  <StatusTag status={row.active ? "active" : "inactive"} />
                </td>
                <td className="is-right">
                  <RefusedButton
                    size="small"
                    reason={refusal ?? (isMe ? w("ownRole") : null)}
                    onClick={() => onChange(row)}
                  >
                    {w("change")}
                  </RefusedButton>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function MemberCards({ rows, refusal, onChange }: MemberTableProps) {
  const w = useWords(peopleWords);
  const word = useSentence();
  const { organisation } = useSession();
  return rows.map((row) => {
    const isMe = row.id === organisation.memberId;
    return (
      <div key={row.id} className="card-row">
        <div className="card-row-top">
          <span>{row.name}</span>
          <StatusTag status={row.active ? "active" : "inactive"} />
        </div>
        <div className="card-row-rest">
          <span>{word(roleNames[row.role])}</span>
          <span>{row.email}</span>
        </div>
        <div>
          <RefusedButton
            size="small"
            reason={refusal ?? (isMe ? w("ownRole") : null)}
            onClick={() => onChange(row)}
          >
            {w("change")}
          </RefusedButton>
        </div>
      </div>
    );
  });
}

function useRoleOptions() {
  const word = useSentence();
  return roles.map((value) => ({ value, label: word(roleNames[value]) }));
}

const amountPattern = /^\d{1,12}(\.\d{1,2})?$/;

type Fields = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly adjustAlone?: string;
  readonly approve?: string;
};

/** Fields left empty are no limits. */
function limitsOf({ adjustAlone, approve }: Pick<Fields, "adjustAlone" | "approve">) {
  return {
    ...(adjustAlone ? { adjustAlone } : {}),
    ...(approve ? { approve } : {}),
  };
}

function LimitFields() {
  const w = useWords(peopleWords);
  const rules = [{ pattern: amountPattern, message: w("amountBad") }];
  return (
    <div style={{ display: "flex", gap: 16 }}>
      <Form.Item name="adjustAlone" label={w("adjustAlone")} rules={rules} style={{ flex: 1 }}>
        <Input inputMode="decimal" className="money" />
      </Form.Item>
      <Form.Item name="approve" label={w("approve")} rules={rules} style={{ flex: 1 }}>
        <Input inputMode="decimal" className="money" />
      </Form.Item>
    </div>
  );
}

function MemberForm({ onClose }: { onClose: () => void }) {
  const w = useWords(peopleWords);
  const sentence = useErrorSentence();
  const [form] = Form.useForm<Fields>();
  const roleOptions = useRoleOptions();
  const create = useSend(createdMember, "POST", [path]);
  const [key] = useState(() => crypto.randomUUID());
  const submit = (fields: Fields) => {
    const body: NewMember = {
      email: fields.email.trim(),
      name: fields.name.trim(),
      role: fields.role,
      language: "zh",
      limits: limitsOf(fields),
    };
    create.mutate({ path, body, key });
  };
  if (create.data) {
    const { member, firstPassword } = create.data;
    return (
      <SecretOnce
        title={w("memberAdded", { name: member.name })}
        label={firstPassword ? w("firstPassword") : w("hasAccount")}
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
      </Form>
      {create.error ? <p style={{ color: "var(--red)" }}>{sentence(create.error)}</p> : null}
    </Modal>
  );
}

function ChangeForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const w = useWords(peopleWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const save = useSend(memberShape, "PATCH", [path]);
  const send = (body: MemberChange) =>
    save.mutate(
      { path: `${path}/${member.id}`, body },
      {
        onSuccess: () => {
          message.success(w("saved"));
          onClose();
        },
      },
    );
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
        initialValues={{ name: member.name, role: member.role, ...member.limits }}
        onFinish={(fields) =>
          send({ name: fields.name.trim(), role: fields.role, limits: limitsOf(fields) })
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
          <Select options={useRoleOptions()} />
        </Form.Item>
        <LimitFields />
      </Form>
      {save.error ? <p style={{ color: "var(--red)" }}>{sentence(save.error)}</p> : null}
    </Modal>
  );
}

function RightsMatrix() {
  const w = useWords(peopleWords);
  const word = useSentence();
  const conflicts = roles.flatMap((role) => conflictsOf(role).map(([a, b]) => ({ role, a, b })));
  const name = (act: Act) => word(acts[act]);
  if (useIsPhone()) return <p className="page-note">{w("matrixOnComputer")}</p>;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("matrix")}</h2>
      </div>
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th>{w("act")}</th>
              {roles.map((role) => (
                <th key={role} className="is-centre">
                  {word(roleNames[role])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {actNames.map((act) => (
              <tr key={act}>
                <th scope="row">{name(act)}</th>
                {roles.map((role) => (
                  <td key={role} className="is-centre">
                    {mayDo(role, act) ? (
                      <span role="img" style={{ color: "var(--green)" }} aria-label={w("mayDo")}>
                        ✓
                      </span>
                    ) : (
                      <span style={{ color: "#c3cad3" }}>–</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {conflicts.length > 0 ? (
        <div className="panel-body">
          <p className="page-note" style={{ marginBottom: 8 }}>
            {w("conflictsText")}
          </p>
          <div className="chips">
            {conflicts.map(({ role, a, b }) => (
              <Tag
                key={`${role}${a}${b}`}
                tone="amber"
                text={w("conflictsOf", { role: word(roleNames[role]), a: name(a), b: name(b) })}
              />
            ))}
          </div>
        </div>
      ) : null}
    </section>
  );
}
