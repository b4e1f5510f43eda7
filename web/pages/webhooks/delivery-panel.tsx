// The last deliveries: what happened, whether it was taken, what was sent and answered, once more.
import { App, Button } from "antd";
import { useState } from "react";
import {
  deliveryStates,
  queuedDelivery,
  type WebhookDelivery,
  type WebhookEndpoint,
  webhookDeliveries,
} from "../../../src/contract/webhooks.ts";
import { webhookTypeWords } from "../../../src/core/webhooks/event-types.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { formatSecond } from "../../ui/date-text.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { webhookWords } from "../../words/webhooks.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { KeptForm } from "./kept-form.tsx";

/** What was queued is answered within seconds. */
const refreshMs = 4_000;

const tones: Readonly<Record<WebhookDelivery["state"], Tone>> = {
  queued: "amber",
  delivered: "green",
  failed: "red",
  cancelled: "hatched",
};

type StateChoice = WebhookDelivery["state"] | "all";

export function DeliveryPanel({ endpoints }: { readonly endpoints: readonly WebhookEndpoint[] }) {
  const w = useWords(webhookWords);
  const [state, choose] = useState<StateChoice>("all");
  const { data, error } = useGet(webhookDeliveries, `${useBooksPath()}/webhook-deliveries`, {
    query: state === "all" ? {} : { state },
    refreshMs,
    keep: true,
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("deliveries")}</h2>
        <span className="is-end">
          <Segmented<StateChoice>
            size="small"
            value={state}
            onChange={choose}
            options={[
              { label: w("allStates"), value: "all" },
              ...deliveryStates.map((one) => ({ label: w(one), value: one })),
            ]}
          />
        </span>
      </div>
      {error ? <Failure error={error} /> : null}
      {data ? (
        <Deliveries rows={data.rows} endpoints={endpoints} />
      ) : (
        <div className="panel-body">
          <Skeleton lines={3} />
        </div>
      )}
      <KeptForm />
    </section>
  );
}

type DeliveriesProps = {
  readonly rows: readonly WebhookDelivery[];
  readonly endpoints: readonly WebhookEndpoint[];
};

function Deliveries({ rows, endpoints }: DeliveriesProps) {
  const w = useWords(webhookWords);
  if (rows.length === 0) {
    return <EmptyState kind="yet" title={w("noDeliveries")} text={w("noDeliveriesText")} />;
  }
  return (
    <ol className="webhook-deliveries">
      {rows.map((row) => (
        <Delivery
          key={row.id}
          row={row}
          receiver={endpoints.find(({ id }) => id === row.endpointId)}
          isNamed={endpoints.length > 1}
        />
      ))}
    </ol>
  );
}

type DeliveryProps = {
  readonly row: WebhookDelivery;
  /** Undefined: it was removed. */
  readonly receiver: WebhookEndpoint | undefined;
  readonly isNamed: boolean;
};

function Delivery({ row, receiver, isNamed }: DeliveryProps) {
  const w = useWords(webhookWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const { timeZone } = useBooks();
  const { message } = App.useApp();
  const list = `${useBooksPath()}/webhook-deliveries`;
  const again = useSend(queuedDelivery, "POST", [list]);
  const { type, state } = row;
  const name = isTypeKnown(type) ? word(webhookTypeWords[type]) : type;
  return (
    <li>
      <div className="webhook-row">
        <Tag tone={tones[state]} text={w(state)} />
        <span className="webhook-what">
          <b>{name}</b> {row.customerName}
          <span className="page-note">
            {formatSecond(row.happenedAt, timeZone)}
            {isNamed && receiver ? ` · ${receiver.url}` : ""}
          </span>
        </span>
        <Outcome row={row} />
        {state === "queued" || !receiver?.isOn ? null : (
          <Button
            size="small"
            disabled={again.isPending}
            onClick={() =>
              again.mutate(
                { path: `${list}/${row.id}/again` },
                {
                  onSuccess: () => void message.success(w("queuedAgain")),
                  onError: (error) => void message.error(sentence(error)),
                },
              )
            }
          >
            {w("again")}
          </Button>
        )}
      </div>
      <details>
        <summary>{w("details")}</summary>
        <dl>
          <dt>{w("id")}</dt>
          <dd>
            <code>{row.webhookId}</code>
          </dd>
          {row.answer === "" ? null : (
            <>
              <dt>{w("answer")}</dt>
              <dd>
                <code>{row.answer}</code>
              </dd>
            </>
          )}
        </dl>
        <pre>{JSON.stringify(JSON.parse(row.body), null, 2)}</pre>
      </details>
    </li>
  );
}

function Outcome({ row }: { readonly row: WebhookDelivery }) {
  const w = useWords(webhookWords);
  const { timeZone } = useBooks();
  const { attempts, error, status, tookMs, nextTryAt } = row;
  const timeOf = (at: string) => formatSecond(at, timeZone).slice(5);
  const parts = [
    ...(error === "" ? [] : [error]),
    ...(error === "" && status !== null ? [`HTTP ${status}`] : []),
    ...(tookMs === null ? [] : [w("took", { ms: tookMs })]),
    ...(nextTryAt !== null && attempts > 0
      ? [w("nextTry", { attempts, at: timeOf(nextTryAt) })]
      : []),
    ...(nextTryAt !== null && attempts === 0 && nextTryAt > new Date().toISOString()
      ? [w("waits", { at: timeOf(nextTryAt) })]
      : []),
  ];
  return <span className="webhook-outcome page-note">{parts.join(" · ")}</span>;
}

function isTypeKnown(type: string): type is keyof typeof webhookTypeWords {
  return Object.hasOwn(webhookTypeWords, type);
}
