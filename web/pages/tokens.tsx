// My API tokens.
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { z } from "zod";
import {
  type ApiToken,
  apiTokenList,
  createdApiToken,
  type NewApiToken,
} from "../../src/contract/tokens.ts";
import { useGet, useSend } from "../api/query.ts";
import { useBooks } from "../api/session.tsx";
import { Failure, useErrorSentence } from "../components/failure.tsx";
import { SecretOnce } from "../components/secret-once.tsx";
import { SettingsFrame } from "../components/settings-frame.tsx";
import { InstantText } from "../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../ui/states.tsx";
import { StatusTag, Tag } from "../ui/status-tag.tsx";
import { peopleWords } from "../words/people.ts";
import { useWords } from "../words/words.ts";

const path = "/tokens";

export function Component() {
  const w = useWords(peopleWords);
  const { data, error, refetch } = useGet(apiTokenList, path);
  const [isCreating, create] = useState(false);
  return (
    <SettingsFrame title={w("tokens")} note={w("tokensText")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <section className="panel">
        <div className="panel-head">
          <h2>{w("tokens")}</h2>
          <a href="/api/openapi.json">{w("apiDocument")}</a>
          <span className="is-end">
            <Button type="primary" onClick={() => create(true)}>
              {w("newToken")}
            </Button>
          </span>
        </div>
        {data ? (
          <TokenTable rows={data.rows} />
        ) : (
          <div className="panel-body">
            <Skeleton lines={2} />
          </div>
        )}
      </section>
      {isCreating ? <TokenForm onClose={() => create(false)} /> : null}
    </SettingsFrame>
  );
}

function TokenTable({ rows }: { rows: readonly ApiToken[] }) {
  const w = useWords(peopleWords);
  const { timeZone } = useBooks();
  const revoke = useSend(z.null(), "DELETE", [path]);
  if (rows.length === 0) return <EmptyState kind="yet" title={w("noTokens")} />;
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("tokenName")}</th>
            <th>{w("scopes")}</th>
            <th>{w("created")}</th>
            <th>{w("expires")}</th>
            <th>{w("lastUsed")}</th>
            <th>{w("state")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              <td>
                <span className="chips">
                  {row.scopes.map((scope) => (
                    <Tag key={scope} text={w(scope === "read" ? "scopeRead" : "scopeWrite")} />
                  ))}
                </span>
              </td>
              <td>
                <InstantText at={row.createdAt} timeZone={timeZone} withYear />
              </td>
              <td>
                {row.expiresAt ? (
                  <InstantText at={row.expiresAt} timeZone={timeZone} withYear />
                ) : (
                  w("noExpiry")
                )}
              </td>
              <td>
                {row.lastUsedAt ? (
                  <InstantText at={row.lastUsedAt} timeZone={timeZone} withYear />
                ) : (
                  w("never")
                )}
              </td>
              <td>
                <StatusTag status={stateOf(row)} />
              </td>
              <td className="is-right">
                {stateOf(row) === "active" ? (
                  <Button
                    size="small"
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ path: `${path}/${row.id}` })}
                  >
                    {w("revoke")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiToken): "active" | "revoked" | "expired" {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt < new Date().toISOString() ? "expired" : "active";
}

function TokenForm({ onClose }: { onClose: () => void }) {
  const w = useWords(peopleWords);
  const sentence = useErrorSentence();
  const [form] = Form.useForm<NewApiToken>();
  const create = useSend(createdApiToken, "POST", [path]);
  const [key] = useState(() => crypto.randomUUID());
  if (create.data) {
    const { token, secret } = create.data;
    return (
      <SecretOnce title={token.name} label={w("tokenSecret")} secret={secret} onClose={onClose} />
    );
  }
  return (
    <Modal
      open
      title={w("newToken")}
      okText={w("newToken")}
      cancelText={w("cancel")}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scopes: ["read"], expiresInDays: 365 }}
        onFinish={(body) => create.mutate({ path, body, key })}
      >
        <Form.Item
          name="name"
          label={w("tokenName")}
          rules={[{ required: true, whitespace: true, message: w("tokenNameMissing") }]}
        >
          <Input autoFocus maxLength={80} />
        </Form.Item>
        <Form.Item name="scopes" label={w("scopes")} rules={[{ required: true }]}>
          <Select
            mode="multiple"
            options={[
              { value: "read", label: w("scopeRead") },
              { value: "write", label: w("scopeWrite") },
            ]}
          />
        </Form.Item>
        <Form.Item name="expiresInDays" label={w("expiresIn")}>
          <Select
            options={[
              ...[30, 90, 365].map((days) => ({ value: days, label: w("days", { days }) })),
              { value: null, label: w("noExpiry") },
            ]}
          />
        </Form.Item>
      </Form>
      {create.error ? <p style={{ color: "var(--red)" }}>{sentence(create.error)}</p> : null}
    </Modal>
  );
}
