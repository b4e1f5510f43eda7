// The receivers: state, address, events, and what may be done with each.
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { z } from "zod";
import {
  queuedDelivery,
  type WebhookEndpoint,
  webhookEndpoint,
  webhookSecret,
} from "../../../src/contract/webhooks.ts";
import { webhookTypes, webhookTypeWords } from "../../../src/core/webhooks/event-types.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { SecretOnce } from "../../components/secret-once.tsx";
import { formatInstant, InstantText } from "../../ui/date-text.tsx";
import { useQuestion } from "../../ui/question.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { webhookWords } from "../../words/webhooks.ts";
import { useSentence, useWords } from "../../words/words.ts";

type EndpointListProps = {
  readonly rows: readonly WebhookEndpoint[];
  readonly onEdit: (endpoint: WebhookEndpoint) => void;
};

export function EndpointList({ rows, onEdit }: EndpointListProps) {
  const w = useWords(webhookWords);
  const { timeZone } = useBooks();
  const [secret, showSecret] = useState<{ title: string; secret: string } | null>(null);
  return (
    <>
      <ul className="webhook-list">
        {rows.map((row) => (
          <li key={row.id} className="webhook-row">
            <State endpoint={row} />
            <span className="webhook-what">
              <b>{row.url}</b>
              <span className="page-note">
                {row.note === "" ? null : `${row.note} · `}
                <Types types={row.types} />
                {" · "}
                {row.lastDeliveredAt ? (
                  <>
                    {w("lastDelivered")}{" "}
                    <InstantText at={row.lastDeliveredAt} timeZone={timeZone} withYear />
                  </>
                ) : (
                  w("neverDelivered")
                )}
                <Notes endpoint={row} />
              </span>
            </span>
            <Acts endpoint={row} onEdit={() => onEdit(row)} onSecret={showSecret} />
          </li>
        ))}
      </ul>
      {secret ? (
        <SecretOnce {...secret} label={w("secret")} onClose={() => showSecret(null)} />
      ) : null}
    </>
  );
}

function Types({ types }: Pick<WebhookEndpoint, "types">) {
  const w = useWords(webhookWords);
  const word = useSentence();
  const names = types.map((type) => word(webhookTypeWords[type]));
  const count = types.length;
  if (count <= 2) return names.join(" · ");
  const isAll = count === webhookTypes.length;
  return <span title={names.join("\n")}>{w(isAll ? "allTypes" : "someTypes", { count })}</span>;
}

function State({ endpoint: { isOn, offBecause } }: { readonly endpoint: WebhookEndpoint }) {
  const w = useWords(webhookWords);
  if (isOn) return <Tag tone="green" text={w("on")} />;
  return offBecause === "gone" ? (
    <Tag tone="red" text={w("off")} title={w("gone")} />
  ) : (
    <Tag text={w("off")} />
  );
}

/** What asks for a look: waiting, given up, gone, an old secret that is still good. */
function Notes({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const w = useWords(webhookWords);
  const { timeZone } = useBooks();
  const { offBecause, waiting, failed, oldSecretUntil } = endpoint;
  const isOldAlive = oldSecretUntil !== null && oldSecretUntil > new Date().toISOString();
  const notes = [
    ...(offBecause === "gone" ? [w("gone")] : []),
    ...(waiting > 0 ? [w("waitingCount", { count: waiting })] : []),
    ...(failed > 0 ? [w("failedCount", { count: failed })] : []),
    ...(isOldAlive ? [w("oldUntil", { at: formatInstant(oldSecretUntil, timeZone, false) })] : []),
  ];
  return notes.length === 0 ? null : ` · ${notes.join(" · ")}`;
}

type ActsProps = {
  readonly endpoint: WebhookEndpoint;
  readonly onEdit: () => void;
  readonly onSecret: (shown: { title: string; secret: string }) => void;
};

function Acts({ endpoint, onEdit, onSecret }: ActsProps) {
  const w = useWords(webhookWords);
  const { message } = App.useApp();
  const askFirst = useQuestion();
  const sentence = useErrorSentence();
  const list = `${useBooksPath()}/webhooks`;
  const path = `${list}/${endpoint.id}`;
  const refreshed = [list, `${list.replace(/webhooks$/, "webhook-deliveries")}`];
  const onError = (error: Error) => void message.error(sentence(error));
  const test = useSend(queuedDelivery, "POST", refreshed);
  const change = useSend(webhookEndpoint, "PATCH", refreshed);
  const renew = useSend(webhookSecret, "POST", refreshed);
  const remove = useSend(z.null(), "DELETE", refreshed);
  const isOn = endpoint.isOn;
  const acts: Readonly<Record<string, () => void>> = {
    change: onEdit,
    switch: () => change.mutate({ path, body: { isOn: !isOn } }, { onError }),
    renew: () =>
      askFirst({
        title: w("renew"),
        content: w("renewText"),
        okText: w("renew"),
        cancelText: w("cancel"),
        onOk: async () => {
          const shown = await renew.mutateAsync({ path: `${path}/secret` });
          onSecret({ title: endpoint.url, secret: shown.secret });
        },
      }),
    remove: () =>
      askFirst({
        title: `${w("remove")} ${endpoint.url}`,
        content: w("removeText"),
        okText: w("remove"),
        okButtonProps: { danger: true },
        cancelText: w("cancel"),
        onOk: () => remove.mutateAsync({ path }).catch(onError),
      }),
  };
  return (
    <span className="webhook-acts">
      <Button
        size="small"
        disabled={!isOn || test.isPending}
        onClick={() =>
          test.mutate(
            { path: `${path}/test` },
            { onSuccess: () => void message.success(w("tested")), onError },
          )
        }
      >
        {w("test")}
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "change", label: w("change") },
            { key: "switch", label: w(isOn ? "switchOff" : "switchOn") },
            { key: "renew", label: w("renew") },
            { key: "remove", label: w("remove"), danger: true },
          ],
          onClick: ({ key }) => acts[key]?.(),
        }}
      >
        <Button size="small">{w("more")}</Button>
      </Dropdown>
    </span>
  );
}
