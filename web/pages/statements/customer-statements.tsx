// A customer's statements: the list, whom they go to, how often, and the clause of its contracts.
import "./statements.css";
import { App, Button, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type Contact,
  type ContactBody,
  type CustomerStatements,
  customerStatements,
  type StatementPlan,
  statementList,
} from "../../../src/contract/statements.ts";
import { cycles } from "../../../src/core/statements/cycle.ts";
import { statementForms } from "../../../src/core/statements/statement.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { statementWords } from "../../words/statements.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { MakeDialog } from "./make-dialog.tsx";
import { MessageList } from "./message-list.tsx";
import { RepliesPanel } from "./replies-panel.tsx";
import { ConfirmationTag, SettlementTag } from "./statement-columns.tsx";

export function CustomerStatementsTab({ customerId }: { readonly customerId: number }) {
  const base = useBooksPath();
  const path = `${base}/customers/${customerId}`;
  const { data, error, refetch } = useGet(customerStatements, `${path}/statement-plan`);
  return (
    <div className="customer-statements" style={{ minHeight: 0, overflow: "auto" }}>
      <StatementTable customerId={customerId} />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Contacts path={path} contacts={data.contacts} />
          <PlanForm path={path} of={data} />
        </>
      ) : error ? null : (
        <Skeleton />
      )}
      <section className="panel">
        <div className="panel-body">
          <RepliesPanel customer={customerId} />
          <MessageList query={{ customer: customerId }} />
          <Evidence customerId={customerId} />
        </div>
      </section>
    </div>
  );
}

function Evidence({ customerId }: { readonly customerId: number }) {
  const w = useWords(statementWords);
  const base = useBooksPath();
  const language = useLanguage();
  const refusal = useRefusal("collect");
  const { today } = useBooks();
  const from = `${+today.slice(0, 4) - 2}-01-01`;
  return (
    <div className="statement-ask">
      <RefusedButton
        reason={refusal}
        href={downloadAddress(`${base}/evidence`, { customerId, from, to: today, language })}
      >
        {w("evidence")}
      </RefusedButton>
      <span className="page-note">{w("evidenceNote")}</span>
    </div>
  );
}

function StatementTable({ customerId }: { readonly customerId: number }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const refusal = useRefusal("send_statements");
  const [isMaking, setMaking] = useState(false);
  const query = { customer: customerId, limit: 50 };
  const { data } = useGet(statementList, `${useBooksPath()}/statements`, { query });
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("tab")}</h2>
        <span className="is-end">
          <RefusedButton reason={refusal} onClick={() => setMaking(true)}>
            {w("stateMonth")}
          </RefusedButton>
        </span>
      </header>
      <div className="matrix-scroll">
        <table className="matrix">
          <tbody>
            {(data?.rows ?? []).map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={`${pathTo("statements", { booksId })}?month=all&statement=${row.id}`}>
                    {row.no}
                  </Link>
                </td>
                <td>
                  {row.from} – {row.to}
                </td>
                <td>{word(statementForms[row.form])}</td>
                <td className="is-right">
                  <MoneyText amount={row.closing} currency={row.currency} showCurrency />
                </td>
                <td>
                  <ConfirmationTag row={row} />
                </td>
                <td>
                  <SettlementTag settlement={row.settlement} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isMaking ? <MakeDialog customerId={customerId} onClose={() => setMaking(false)} /> : null}
    </section>
  );
}

function Contacts(props: { readonly path: string; readonly contacts: readonly Contact[] }) {
  const { path, contacts } = props;
  const w = useWords(statementWords);
  const refusal = useRefusal("edit_customers");
  const [editing, setEditing] = useState<Contact | "new" | null>(null);
  const remove = useSend(customerStatements, "DELETE", [path]);
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("contacts")}</h2>
        <span className="is-end">
          <RefusedButton reason={refusal} onClick={() => setEditing("new")}>
            {w("addContact")}
          </RefusedButton>
        </span>
      </header>
      <div className="matrix-scroll">
        <table className="matrix">
          <tbody>
            {contacts.map((contact) => (
              <tr key={contact.id}>
                <td>
                  {contact.name} {contact.position}
                </td>
                <td>{w(`purpose_${contact.purpose}`)}</td>
                <td>{contact.email}</td>
                <td>{contact.phone}</td>
                <td className="is-right">
                  <RefusedButton size="small" reason={refusal} onClick={() => setEditing(contact)}>
                    {w("edit")}
                  </RefusedButton>{" "}
                  <RefusedButton
                    size="small"
                    type="text"
                    reason={refusal}
                    onClick={() => remove.mutate({ path: `${path}/contacts/${contact.id}` })}
                  >
                    {w("remove")}
                  </RefusedButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing ? (
        <ContactForm
          path={path}
          contact={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}

function ContactForm(props: {
  readonly path: string;
  readonly contact: Contact | null;
  readonly onClose: () => void;
}) {
  const { path, contact, onClose } = props;
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const [form] = Form.useForm<ContactBody>();
  const send = useSend(customerStatements, contact ? "PUT" : "POST", [path]);
  const address = contact ? `${path}/contacts/${contact.id}` : `${path}/contacts`;
  const { id: _, ...present } = contact ?? { id: 0, language: "zh", purpose: "statement" };
  return (
    <Modal
      open
      title={w("addContact")}
      okText={w("save")}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<ContactBody>
        form={form}
        layout="vertical"
        initialValues={present}
        onFinish={(body) => send.mutate({ path: address, body }, { onSuccess: onClose })}
      >
        <Form.Item name="name" label={w("name")} rules={[{ required: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="position" label={w("position")}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="email" label={w("email")} rules={[{ type: "email" }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={w("phone")}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="postalAddress" label={w("postalAddress")}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="purpose" label={w("purpose")}>
          <Select
            options={(["statement", "payment", "superior"] as const).map((value) => ({
              value,
              label: w(`purpose_${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="language" label={w("language")}>
          <Select
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
          />
        </Form.Item>
      </Form>
      {send.error ? <p role="alert">{sentence(send.error)}</p> : null}
    </Modal>
  );
}

const usualPlan: StatementPlan = {
  cycle: "monthly",
  form: "detail",
  language: "zh",
  day: 3,
  replyDays: 10,
  contactId: null,
  memberId: null,
};

function PlanForm(props: { readonly path: string; readonly of: CustomerStatements }) {
  const { path, of } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const refusal = useRefusal("edit_customers");
  const send = useSend(customerStatements, "PUT", [path]);
  const told = {
    onSuccess: () => void message.success(w("saved")),
    onError: (error: Error) => void message.error(sentence(error)),
  };
  // until somebody says otherwise, in the language of whoever gets it
  const usual = { ...usualPlan, language: of.contacts[0]?.language ?? usualPlan.language };
  const plan = of.plan ?? usual;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("plan")}</h2>
      </header>
      <Form<StatementPlan>
        layout="vertical"
        className="statement-form panel-body"
        initialValues={plan}
        onFinish={(fields) => {
          const body = { ...plan, ...fields, contactId: fields.contactId ?? null };
          send.mutate({ path: `${path}/statement-plan`, body }, told);
        }}
      >
        <Form.Item name="cycle" label={w("cycle")}>
          <Select
            options={Object.entries(cycles).map(([value, name]) => ({ value, label: word(name) }))}
          />
        </Form.Item>
        <Form.Item name="form" label={w("form")}>
          <Select
            options={Object.entries(statementForms).map(([value, name]) => ({
              value,
              label: word(name),
            }))}
          />
        </Form.Item>
        <Form.Item name="language" label={w("language")}>
          <Select
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
          />
        </Form.Item>
        <Form.Item name="day" label={w("planDay")}>
          <InputNumber min={1} max={28} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="replyDays" label={w("replyDays")}>
          <InputNumber min={1} max={60} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="contactId" label={w("planContact")}>
          <Select
            allowClear
            options={of.contacts.map(({ id, name, email }) => ({
              value: id,
              label: `${name} ${email}`,
            }))}
          />
        </Form.Item>
        <Form.Item label=" ">
          <RefusedButton reason={refusal} htmlType="submit" loading={send.isPending}>
            {w("save")}
          </RefusedButton>
        </Form.Item>
      </Form>
      {of.contracts.length > 0 ? <p className="page-note">{w("clause")}</p> : null}
      {of.contracts.map(({ id, no, deemedDays }) => (
        <div className="statement-ask" key={id}>
          <span>{no}</span>
          <ClauseDays
            days={deemedDays}
            isOff={refusal !== null}
            onSave={(days) =>
              send.mutate({ path: `${path}/contracts/${id}/deemed-clause`, body: { days } }, told)
            }
          />
        </div>
      ))}
    </section>
  );
}

function ClauseDays(props: {
  readonly days: number | null;
  readonly isOff: boolean;
  readonly onSave: (days: number | null) => void;
}) {
  const w = useWords(statementWords);
  const [days, setDays] = useState(props.days);
  return (
    <>
      <InputNumber
        min={1}
        max={90}
        value={days}
        disabled={props.isOff}
        aria-label={w("clause")}
        onChange={setDays}
      />
      <Button
        disabled={props.isOff || days === props.days}
        title={days === props.days ? w("saved") : undefined}
        onClick={() => props.onSave(days)}
      >
        {w("save")}
      </Button>
    </>
  );
}
