// How messages leave: by which channel, how fast, when not, and what leaves by itself.
import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import {
  type SendingPolicy,
  type SendingSetup,
  sendingSetup,
} from "../../../src/contract/sending.ts";
import { type CauseDepartment, causeDepartments } from "../../../src/core/disputes/causes.ts";
import { useSend } from "../../api/query.ts";
import { useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { statementWords } from "../../words/statements.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { useSaved } from "./use-saved.ts";

const customerChannels = ["email", "aliyun_sms", "tencent_sms", "letter", "log"] as const;
const smsChannels = ["", "aliyun_sms", "tencent_sms"] as const;
const teamChannels = ["", "wecom", "dingtalk", "feishu"] as const;
const departments = Object.keys(causeDepartments) as CauseDepartment[]; // the record's own keys

export function PolicyForm({ setup }: { readonly setup: SendingSetup }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const refusal = useRefusal("manage_books");
  const send = useSend(sendingSetup, "PUT", ["/sending"]);
  const saved = useSaved();
  const isReady = (code: string) => {
    if (code === "" || code === "log" || code === "letter") return true;
    if (code === "email") return setup.email !== null;
    return setup.channels.some((channel) => channel.code === code && channel.isReady);
  };
  const options = (
    codes: readonly (typeof customerChannels | typeof smsChannels | typeof teamChannels)[number][],
  ) =>
    codes.map((value) => ({
      value,
      label: `${w(value === "" ? "channel_none" : `channel_${value}`)}${isReady(value) ? "" : w("notSetUp")}`,
      disabled: !isReady(value),
    }));
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("policyTitle")}</h2>
      </header>
      <Form<SendingPolicy>
        layout="vertical"
        className="panel-body"
        initialValues={setup.policy}
        onFinish={(fields) => {
          const body = { ...setup.policy, ...fields };
          send.mutate({ path: "/sending/policy", body }, saved);
        }}
      >
        <div className="statement-form">
          <Form.Item name="channel" label={w("channel")}>
            <Select options={options(customerChannels)} />
          </Form.Item>
          <Form.Item name="smsChannel" label={w("smsChannel")}>
            <Select options={options(smsChannels)} />
          </Form.Item>
          <Form.Item name="teamChannel" label={w("teamChannel")}>
            <Select options={options(teamChannels)} />
          </Form.Item>
          <Form.Item name="scheduled" label={w("scheduled")}>
            <Select
              options={(["off", "draft", "send"] as const).map((value) => ({
                value,
                label: w(`scheduled_${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="perMinute" label={w("perMinute")}>
            <InputNumber min={0} max={10_000} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="printDays" label={w("printDays")}>
            <InputNumber min={1} max={3650} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item label={w("quietHours")}>
            <Form.Item name="quietFrom" noStyle>
              <TimeField label={w("quietHours")} width="48%" />
            </Form.Item>{" "}
            <Form.Item name="quietTo" noStyle>
              <TimeField label={w("quietHours")} width="48%" />
            </Form.Item>
          </Form.Item>
        </div>
        {(["attachPdf", "chaseDaily", "tellDifferences"] as const).map((name) => (
          <Form.Item key={name} name={name} valuePropName="checked" style={{ marginBottom: 4 }}>
            <Checkbox>{w(name)}</Checkbox>
          </Form.Item>
        ))}
        <p className="page-note">{w("causeMails")}</p>
        <div className="statement-form">
          {departments.map((department) => (
            <Form.Item
              key={department}
              name={["causeMails", department]}
              label={word(causeDepartments[department])}
            >
              <Input type="email" maxLength={200} />
            </Form.Item>
          ))}
        </div>
        <RefusedButton reason={refusal} htmlType="submit" loading={send.isPending}>
          {w("save")}
        </RefusedButton>
      </Form>
    </section>
  );
}
