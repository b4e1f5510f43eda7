// 沟通记录: everything that passed between us and customers in one order, searched; of one customer and
// a time it leaves as an evidence pack.
import "./communication.css";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import {
  communicationList,
  type SourceOnWire,
  satisfaction,
} from "../../../src/contract/communication.ts";
import { disputeReasons, isDisputeReason } from "../../../src/core/disputes/dispute.ts";
import { communicationSourceWords } from "../../../src/core/words/communication.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { type PutAddress, useAddress } from "../../ui/address.ts";
import { clearable } from "../../ui/clearable.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { communicationPageWords } from "../../words/communication.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { CustomerPicker } from "../workbench/customer-picker.tsx";
import { CommunicationRows } from "./communication-rows.tsx";

const sources = Object.keys(communicationSourceWords) as SourceOnWire[]; // the record's own keys
const atOnce = 100;

export function Component() {
  const w = useWords(communicationPageWords);
  const { address, put } = useAddress();
  const [limit, setLimit] = useState(atOnce);
  const read = (name: string) => address.get(name);
  const query = {
    customerId: read("customer"),
    source: read("source"),
    side: read("side"),
    q: read("q"),
    from: read("from"),
    to: read("to"),
    limit,
  };
  const path = `${useBooksPath()}/communication`;
  const { data, error } = useGet(communicationList, path, { query, keep: true });
  const isFiltered = [...address.keys()].some((name) => name !== "name");
  return (
    <div className="page-body communication">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="is-end">
          <PackButton address={address} />
        </span>
      </header>
      <Stars customerId={query.customerId} />
      <Filters address={address} put={put} />
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.rows.length === 0 ? (
        isFiltered ? (
          <EmptyState kind="found" title={w("nothingFound")} />
        ) : (
          <EmptyState kind="yet" title={w("nothing")} text={w("nothingText")} />
        )
      ) : null}
      <CommunicationRows rows={data?.rows ?? []} isOfAll={query.customerId === null} />
      {data?.nextCursor && limit < 500 ? (
        <Button onClick={() => setLimit(Math.min(500, limit + atOnce))}>{w("more")}</Button>
      ) : null}
    </div>
  );
}

type Filtering = {
  readonly address: URLSearchParams;
  readonly put: PutAddress;
};

function Filters({ address, put }: Filtering) {
  const w = useWords(communicationPageWords);
  const word = useSentence();
  const [isPicking, setPicking] = useState(false);
  const name = address.get("name") ?? "";
  const hasCustomer = address.get("customer") !== null;
  return (
    <div className="communication-filters">
      <Input.Search
        allowClear={clearable}
        placeholder={w("search")}
        aria-label={w("search")}
        defaultValue={address.get("q") ?? ""}
        onSearch={(q) => put({ q })}
      />
      <Button
        onClick={() => (hasCustomer ? put({ customer: null, name: null }) : setPicking(true))}
      >
        {hasCustomer ? `${name} ×` : w("chooseCustomer")}
      </Button>
      <Select
        allowClear
        aria-label={w("allSources")}
        placeholder={w("allSources")}
        style={{ minWidth: 140 }}
        value={address.get("source")}
        options={sources.map((value) => ({ value, label: word(communicationSourceWords[value]) }))}
        onChange={(source: string | undefined) => put({ source: source ?? null })}
      />
      <Select
        allowClear
        aria-label={w("bothSides")}
        placeholder={w("bothSides")}
        style={{ minWidth: 90 }}
        value={address.get("side")}
        options={[
          { value: "us", label: w("us") },
          { value: "customer", label: w("customer") },
        ]}
        onChange={(side: string | undefined) => put({ side: side ?? null })}
      />
      <DayField
        label={w("from")}
        placeholder={w("from")}
        value={address.get("from") ?? ""}
        onChange={(from) => put({ from })}
      />
      <DayField
        label={w("to")}
        placeholder={w("to")}
        value={address.get("to") ?? ""}
        onChange={(to) => put({ to })}
      />
      {isPicking ? (
        <Modal open title={w("chooseCustomer")} footer={null} onCancel={() => setPicking(false)}>
          <CustomerPicker
            onChoose={({ id, name: chosen }) => {
              put({ customer: String(id), name: chosen });
              setPicking(false);
            }}
            onLeave={() => setPicking(false)}
          />
        </Modal>
      ) : null}
    </div>
  );
}

/** What customers tapped in the portal; nothing where nobody has. */
function Stars({ customerId }: { readonly customerId: string | null }) {
  const w = useWords(communicationPageWords);
  const word = useSentence();
  const path = `${useBooksPath()}/satisfaction`;
  const { data } = useGet(satisfaction, path, { query: { customerId } });
  if (!data || data.tenths === null) return null;
  const stars = (tenths: number) => `${Math.floor(tenths / 10)}.${tenths % 10}`;
  const parts = data.parts.map(({ about, reason, ratings, tenths }) => {
    const name =
      about === "dispute" && isDisputeReason(reason)
        ? word(disputeReasons[reason])
        : word(communicationSourceWords[about]);
    return `${name} ${stars(tenths)} (${ratings})`;
  });
  return (
    <p>
      <b>{w("satisfaction", { stars: stars(data.tenths), count: data.ratings })}</b>{" "}
      <span className="page-note">{parts.join(" · ")}</span>
    </p>
  );
}

function PackButton({ address }: Pick<Filtering, "address">) {
  const w = useWords(communicationPageWords);
  const language = useLanguage();
  const base = useBooksPath();
  const refusal = useRefusal("collect");
  const [customerId, from, to] = ["customer", "from", "to"].map((name) => address.get(name));
  const isReady = customerId && from && to;
  const reason = refusal ?? (isReady ? null : w("packNeeds"));
  const file = downloadAddress(`${base}/evidence`, { customerId, from, to, language });
  return (
    <span title={w("packHint")}>
      <RefusedButton reason={reason} {...(isReady ? { href: file } : {})}>
        {w("pack")}
      </RefusedButton>
    </span>
  );
}
