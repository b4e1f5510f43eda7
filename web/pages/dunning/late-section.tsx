// Late interest and fees of a customer: a memo first; charged as items of their own once the customer
// has accepted.
import { App, Checkbox, Input } from "antd";
import { useState } from "react";
import { charged, type LateFigures, lateFigures } from "../../../src/contract/dunning-charges.ts";
import { addDays, isoDate } from "../../../src/core/date.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";

export function LateSection({ customerId }: { readonly customerId: number }) {
  const w = useWords(dunningWords);
  const path = `${useBooksPath()}/dunning/customers/${customerId}/late`;
  const { data, error } = useGet(lateFigures, path);
  const asked = data?.rows.filter(({ basis }) => basis !== null) ?? [];
  const reasons = [...new Set(data?.rows.flatMap(({ refused }) => refused ?? []) ?? [])];
  return (
    <section>
      <h3>{w("lateTitle")}</h3>
      <p className="page-note">{w("lateNote")}</p>
      {error ? <Failure error={error} /> : null}
      {data && asked.length === 0 ? (
        <p className="page-note">
          {w("noLate")}
          {reasons.map((code) => ` · ${w(refusedWord(code))}`).join("")}
        </p>
      ) : null}
      {data && asked.length > 0 ? <Figures figures={data} /> : null}
    </section>
  );
}

function refusedWord(code: string) {
  if (code === "size_not_declared") return "refused_size_not_declared";
  return code === "not_a_rate" ? "refused_not_a_rate" : "refused_interest_not_agreed";
}

function Figures({ figures }: { readonly figures: LateFigures }) {
  const w = useWords(dunningWords);
  const rows = figures.rows.filter(({ basis }) => basis !== null);
  return (
    <>
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th>{w("documents")}</th>
              <th>{w("period")}</th>
              <th>{w("rate")}</th>
              <th className="is-right">{w("interest")}</th>
              <th className="is-right">{w("fee")}</th>
              <th className="is-right">{w("chargedAlready")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.item.id}>
                <td>{row.item.no}</td>
                <td>
                  {row.from} – {row.to}
                  <div className="page-note">{w("days", { days: row.days })}</div>
                </td>
                <td>
                  {row.percentPerDay} % · {w(row.basis === "statutory" ? "statutory" : "agreed")}
                  {row.isBelowLpr ? <Tag tone="amber" text={w("belowLpr")} /> : null}
                </td>
                <td className="is-right">
                  <MoneyText amount={row.interest} currency={row.currency} showCurrency bold />
                </td>
                <td className="is-right">
                  <MoneyText amount={row.fee} currency={row.currency} />
                </td>
                <td className="is-right">
                  <MoneyText amount={row.charged} currency={row.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ChargeForm figures={figures} />
    </>
  );
}

function ChargeForm({ figures }: { readonly figures: LateFigures }) {
  const w = useWords(dunningWords);
  const books = useBooksPath();
  const { today } = useBooks();
  const refusal = useRefusal("adjust");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [acceptance, setAcceptance] = useState("");
  const [withFees, setWithFees] = useState(false);
  const send = useSend(charged, "POST", [`${books}/dunning`, `${books}/items`]);
  const body = {
    customerId: figures.customer.id,
    itemIds: figures.rows.filter(({ basis }) => basis !== null).map(({ item }) => item.id),
    to: today,
    withFees,
    acceptance,
    dueDate: addDays(isoDate(today), 15),
  };
  const charge = () =>
    send.mutate(
      { path: `${books}/dunning/charges`, body },
      {
        onSuccess: ({ items }) => {
          setAcceptance("");
          const list = items.map(({ no, amount }) => `${no} ${amount.amount}`);
          void message.success(w("charged", { items: list }));
        },
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <div className="dunning-tools">
      <Input
        value={acceptance}
        maxLength={300}
        placeholder={w("acceptance")}
        aria-label={w("acceptance")}
        onChange={({ target }) => setAcceptance(target.value)}
      />
      <Checkbox checked={withFees} onChange={({ target }) => setWithFees(target.checked)}>
        {w("withFees")}
      </Checkbox>
      <RefusedButton
        reason={refusal ?? (acceptance.trim() === "" ? w("acceptance") : null)}
        loading={send.isPending}
        onClick={charge}
      >
        {w("charge")}
      </RefusedButton>
    </div>
  );
}
