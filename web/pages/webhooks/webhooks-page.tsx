// Webhooks: where events go, and what became of the last ones.
import "./webhooks.css";
import { Button } from "antd";
import { useState } from "react";
import { type WebhookEndpoint, webhookEndpoints } from "../../../src/contract/webhooks.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { webhookWords } from "../../words/webhooks.ts";
import { useWords } from "../../words/words.ts";
import { DeliveryPanel } from "./delivery-panel.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { EndpointList } from "./endpoint-list.tsx";

/** null: closed; "new": a new one; else the one that is changed. */
type Editing = WebhookEndpoint | "new" | null;

export function Component() {
  const w = useWords(webhookWords);
  const path = `${useBooksPath()}/webhooks`;
  const refusal = useRefusal("manage_books");
  const { data, error, refetch } = useGet(webhookEndpoints, path);
  const [editing, edit] = useState<Editing>(null);
  return (
    <SettingsFrame title={w("title")} note={w("text")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <section className="panel">
        <div className="panel-head">
          <h2>{w("endpoints")}</h2>
          <span className="is-end">
            <RefusedButton reason={refusal} type="primary" onClick={() => edit("new")}>
              {w("add")}
            </RefusedButton>
          </span>
        </div>
        <Endpoints rows={data?.rows ?? null} onEdit={edit} />
        <p className="page-note webhook-verify">{w("verify")}</p>
      </section>
      {data && data.rows.length > 0 ? <DeliveryPanel endpoints={data.rows} /> : null}
      {editing === null ? null : (
        <EndpointForm
          endpoint={editing === "new" ? null : editing}
          allowsPrivate={data?.allowsPrivate ?? false}
          onClose={() => edit(null)}
        />
      )}
    </SettingsFrame>
  );
}

type EndpointsProps = {
  readonly rows: readonly WebhookEndpoint[] | null;
  readonly onEdit: (editing: Editing) => void;
};

function Endpoints({ rows, onEdit }: EndpointsProps) {
  const w = useWords(webhookWords);
  if (rows === null) {
    return (
      <div className="panel-body">
        <Skeleton lines={2} />
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        kind="yet"
        title={w("none")}
        text={w("noneText")}
        action={<Button onClick={() => onEdit("new")}>{w("add")}</Button>}
      />
    );
  }
  return <EndpointList rows={rows} onEdit={onEdit} />;
}
