// Beside the provision report: how it is worked out, who is assessed by itself, and the month's entry.
import { App, Button, DatePicker, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { z } from "zod";
import { agingBuckets, bookAgeBuckets } from "../../../src/contract/aging.ts";
import {
  type ProvisionProposalOnWire,
  type ProvisionStateOnWire,
  postedProvision,
  provisionProposal,
  provisionState,
} from "../../../src/contract/reports.ts";
import { agingBucketWords } from "../../../src/core/words/aging.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { reportWords } from "../../words/reports.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { UndoButton } from "../close/undo-dialog.tsx";
import { type Choice, CustomerPicker } from "../customers/customer-picker.tsx";

type Setting = ProvisionStateOnWire["setting"];
const methods = [
  ["age", "methodAge"],
  ["overdue", "methodOverdue"],
  ["migration", "methodMigration"],
  ["cohort", "methodCohort"],
] as const;
const newId = z.object({ id: z.number() });

export function ProvisionPanel() {
  const w = useWords(reportWords);
  const base = useBooksPath();
  const { data, error, refetch } = useGet(provisionState, `${base}/provision`);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <section className="report-aside">
      <Settings key={data.version} state={data} />
      <Specifics state={data} />
      {data.hasAllowance ? <Proposal /> : <p className="page-note">{w("noAllowance")}</p>}
    </section>
  );
}

function Settings({ state }: { readonly state: ProvisionStateOnWire }) {
  const w = useWords(reportWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const reason = useRefusal("change_rules");
  const [setting, set] = useState<Setting>(state.setting);
  const save = useSend(z.object({ version: z.number() }), "PUT", [base]);
  const isTyped = setting.method === "age" || setting.method === "overdue";
  const list = setting.method === "age" ? "ageRates" : "overdueRates";
  const buckets = setting.method === "age" ? bookAgeBuckets : agingBuckets;
  const setRate = (at: number, rate: string) =>
    set({ ...setting, [list]: setting[list].map((old, n) => (n === at ? rate : old)) });
  return (
    <div className="panel report-box">
      <h2>{w("method")}</h2>
      {state.version === 0 ? <p className="report-warn">{w("usualRates")}</p> : null}
      <Select
        aria-label={w("method")}
        value={setting.method}
        onChange={(method) => set({ ...setting, method })}
        options={methods.map(([value, key]) => ({ value, label: w(key) }))}
      />
      {isTyped ? (
        <fieldset className="report-rates" aria-label={w("rates")}>
          {buckets.map((bucket, at) => (
            <div key={bucket}>
              <span>{word(agingBucketWords[bucket])}</span>
              <Percent
                label={word(agingBucketWords[bucket])}
                value={setting[list][at] ?? "0"}
                onChange={(rate) => setRate(at, rate)}
              />
            </div>
          ))}
        </fieldset>
      ) : (
        <div className="report-line">
          <span>{w("adjustment")}</span>
          <Percent
            label={w("adjustment")}
            value={setting.adjustment}
            onChange={(adjustment) => set({ ...setting, adjustment })}
          />
        </div>
      )}
      <div className="report-line">
        <span>{w("relatedRate")}</span>
        <Percent
          label={w("relatedRate")}
          value={setting.relatedRate ?? ""}
          placeholder={w("relatedNone")}
          onChange={(rate) => set({ ...setting, relatedRate: rate === "" ? null : rate })}
        />
      </div>
      <RefusedButton
        reason={reason}
        loading={save.isPending}
        onClick={() => save.mutate({ path: `${base}/provision`, body: setting })}
      >
        {w("saveSetting")}
      </RefusedButton>
      {save.error ? <p className="form-fault">{sentence(save.error)}</p> : null}
    </div>
  );
}

/** Percent as text, so that 0.3 stays 0.3. */
function Percent(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <InputNumber<string>
      stringMode
      aria-label={props.label}
      min="0"
      max="100"
      controls={false}
      value={props.value}
      placeholder={props.placeholder ?? ""}
      onChange={(value) => props.onChange(value === null ? "" : String(value))}
      suffix="%"
      style={{ width: props.placeholder ? 170 : 110 }}
    />
  );
}

function Specifics({ state }: { readonly state: ProvisionStateOnWire }) {
  const w = useWords(reportWords);
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const reason = useRefusal("change_rules");
  const [customer, setCustomer] = useState<Choice | null>(null);
  const [rate, setRate] = useState("50");
  const [why, setWhy] = useState("");
  const add = useSend(newId, "POST", [base]);
  const end = useSend(z.null(), "DELETE", [base]);
  const isReady = customer !== null && rate !== "" && why.trim() !== "";
  return (
    <div className="panel report-box">
      <h2>{w("specifics")}</h2>
      <ul className="report-schedules">
        {state.specifics.map((one) => (
          <li key={one.id}>
            <b>{one.customerName}</b>
            <span>
              {one.rate} % · {one.reason}
            </span>
            <Button
              size="small"
              type="text"
              disabled={reason !== null}
              onClick={() => end.mutate({ path: `${base}/provision/specifics/${one.id}` })}
            >
              {w("endSpecific")}
            </Button>
          </li>
        ))}
      </ul>
      <CustomerPicker value={customer} onChange={setCustomer} />
      <div className="report-line">
        <Percent label={w("specificRate")} value={rate} onChange={setRate} />
        <Input
          aria-label={w("specificReason")}
          placeholder={w("specificReason")}
          value={why}
          maxLength={300}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
      <RefusedButton
        reason={reason}
        disabled={!isReady}
        loading={add.isPending}
        onClick={() =>
          add.mutate(
            {
              path: `${base}/provision/specifics`,
              body: { customerId: customer?.id, rate, reason: why },
            },
            { onSuccess: () => setWhy("") },
          )
        }
      >
        {w("addSpecific")}
      </RefusedButton>
      {add.error ? <p className="form-fault">{sentence(add.error)}</p> : null}
    </div>
  );
}

function Proposal() {
  const w = useWords(reportWords);
  const { today } = useBooks();
  const base = useBooksPath();
  const [month, setMonth] = useState(() => dayjs(today).subtract(1, "month").format("YYYY-MM"));
  const path = `${base}/provision/proposal`;
  const { data, error, refetch } = useGet(provisionProposal, path, {
    query: { month },
    keep: true,
  });
  return (
    <div className="panel report-box is-wide">
      <h2>
        {w("proposal")}{" "}
        <DatePicker
          picker="month"
          allowClear={false}
          aria-label={w("postMonth")}
          value={dayjs(`${month}-01`)}
          onChange={(day) => setMonth(day?.format("YYYY-MM") ?? month)}
        />
      </h2>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <ProposalBody key={month} proposal={data} onChanged={() => void refetch()} /> : null}
    </div>
  );
}

/** Lines shown; the entry holds all. */
const shownLines = 8;

function ProposalBody(props: {
  readonly proposal: ProvisionProposalOnWire;
  readonly onChanged: () => void;
}) {
  const { proposal } = props;
  const w = useWords(reportWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { timeZone } = useBooks();
  const base = useBooksPath();
  const reason = useRefusal("close_period");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const post = useSend(postedProvision, "POST", [base]);
  const { homeCurrency: currency, charge, lines, done } = proposal;
  const chargeText = formatAmount(charge, currency, language);
  const submit = () =>
    post.mutate(
      { path: `${base}/provision/postings`, body: { month: proposal.month, charge }, key },
      {
        onSuccess: () => {
          message.success(w("posted"));
          setKey(crypto.randomUUID());
          props.onChanged();
        },
      },
    );
  return (
    <>
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th>{w("specificCustomer")}</th>
              <th className="is-right">{w("required")}</th>
              <th className="is-right">{w("allowance")}</th>
              <th className="is-right">{w("charge")}</th>
            </tr>
            <tr className="is-total">
              <th>{proposal.date}</th>
              {[proposal.required, proposal.allowance, charge].map((amount, at) => (
                <th className="is-right" key={["required", "allowance", "charge"][at]}>
                  <MoneyText amount={amount} currency={currency} bold />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shownLines).map((line) => (
              <tr key={line.customerId ?? 0}>
                <td>{line.customerName || "–"}</td>
                <td className="is-right">
                  <MoneyText amount={line.required} currency={currency} />
                </td>
                <td className="is-right">
                  <MoneyText amount={line.allowance} currency={currency} />
                </td>
                <td className="is-right">
                  <MoneyText amount={line.charge} currency={currency} />
                </td>
              </tr>
            ))}
            {lines.length > shownLines ? (
              <tr>
                <td colSpan={4}>… {lines.length - shownLines}</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      <p className="page-note">{w("chargeLine", { charge: chargeText })}</p>
      {done.map(({ decisionId, at, by }) => (
        <p key={decisionId}>
          ✓ {w("charged", { at: "", by: by ?? "" })}{" "}
          <InstantText at={at} timeZone={timeZone} withYear />{" "}
          <UndoButton decisionId={decisionId} onDone={props.onChanged} />
        </p>
      ))}
      <RefusedButton
        type="primary"
        reason={reason}
        disabled={lines.length === 0}
        loading={post.isPending}
        onClick={submit}
      >
        {w("postCharge", { charge: chargeText })}
      </RefusedButton>
      {post.error ? <p className="form-fault">{sentence(post.error)}</p> : null}
    </>
  );
}
