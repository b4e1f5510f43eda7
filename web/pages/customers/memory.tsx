// 档案: names, accounts and relations by which this customer's money is recognised, each with where
// it was learned, and 撤销.
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type CustomerFact, customerFacts } from "../../../src/contract/customers.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { customerWords } from "../../words/customers.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { type Choice, CustomerPicker } from "./customer-picker.tsx";

export function Memory({ customerId }: { customerId: number }) {
  const w = useWords(customerWords);
  const path = `${useBooksPath()}/customers/${customerId}/facts`;
  const { data, error, refetch } = useGet(customerFacts, path);
  return (
    <section className="panel" style={{ minHeight: 0, overflow: "auto" }}>
      <header className="panel-head">
        <h2>{w("memory")}</h2>
        <span className="page-note">{w("memoryText")}</span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <FactTable rows={data.rows} path={path} /> : error ? null : <Skeleton />}
      <div className="panel-body">
        <AddFacts path={path} customerId={customerId} />
        <p className="page-note" style={{ marginTop: 8 }}>
          {w("accountsByHand")}
        </p>
      </div>
    </section>
  );
}

const kindWords = {
  alias: "alias",
  former_name: "former_name",
  account: "accountFact",
  pays_for: "pays_for",
} as const;

function FactTable({ rows, path }: { rows: readonly CustomerFact[]; path: string }) {
  const w = useWords(customerWords);
  const { timeZone } = useBooks();
  if (rows.length === 0) return <p className="panel-body page-note">{w("noFacts")}</p>;
  return (
    <div className="matrix-scroll">
      <table className="matrix fact-table">
        <thead>
          <tr>
            <th>{w("factKind")}</th>
            <th>{w("factValue")}</th>
            <th>{w("learnedFrom")}</th>
            <th>{w("since")}</th>
            <th>{w("lastUsed")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((fact) => (
            <tr key={fact.id} style={fact.revokedAt ? { color: "var(--grey)" } : {}}>
              <td>{w(kindWords[fact.kind])}</td>
              <td style={{ overflowWrap: "anywhere" }}>
                <FactValue fact={fact} />
              </td>
              <td>
                <Origin fact={fact} />
              </td>
              <td>
                <InstantText at={fact.createdAt} timeZone={timeZone} withYear />
                {fact.by === null ? null : <div className="page-note">{fact.by}</div>}
              </td>
              <td>
                <InstantText at={fact.lastUsedAt} timeZone={timeZone} withYear />
              </td>
              <td className="is-right">
                {fact.revokedAt === null ? (
                  <RevokeButton fact={fact} path={path} />
                ) : (
                  <StatusTag status="revoked" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FactValue({ fact }: { fact: CustomerFact }) {
  const w = useWords(customerWords);
  const { id: booksId } = useBooks();
  const struck = fact.revokedAt === null ? {} : { textDecoration: "line-through" };
  return (
    <>
      {fact.paysFor ? (
        <Link style={struck} to={pathTo("customer", { booksId, customerId: fact.paysFor.id })}>
          {fact.paysFor.name}
        </Link>
      ) : (
        <span className={fact.kind === "account" ? "table-number" : ""} style={struck}>
          {fact.value}
        </span>
      )}
      {fact.alsoAt.length > 0 ? (
        <div>
          <Tag tone="amber" text={w("alsoAt", { names: fact.alsoAt.map(({ name }) => name) })} />
        </div>
      ) : null}
    </>
  );
}

function Origin({ fact }: { fact: CustomerFact }) {
  const w = useWords(customerWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const seesLines = useMay("view_bank_lines");
  if (fact.provenance === "master") return w("master");
  const from = fact.learnedFrom;
  return (
    <>
      {w("learned")} · {w("confirmations", { count: fact.confirmations })}
      {from ? (
        <div>
          {seesLines ? (
            <Link to={`${pathTo("lines", { booksId })}?line=${from.lineId}`}>
              {w("lineOf", {
                date: from.date,
                amount: formatAmount(from.amount, from.currency, language),
              })}
            </Link>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function RevokeButton({ fact, path }: { fact: CustomerFact; path: string }) {
  const w = useWords(customerWords);
  const refusal = useRefusal("edit_memory");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const revoke = useSend(customerFacts, "DELETE", [path]);
  return (
    <RefusedButton
      size="small"
      reason={refusal}
      loading={revoke.isPending}
      onClick={() =>
        revoke.mutate(
          { path: `${path}/${fact.id}` },
          {
            onSuccess: () => void message.success(w("revoked", { value: fact.value })),
            onError: (error) => void message.error(sentence(error)),
          },
        )
      }
    >
      {w("revoke")}
    </RefusedButton>
  );
}

function AddFacts({ path, customerId }: { path: string; customerId: number }) {
  const w = useWords(customerWords);
  const refusal = useRefusal("edit_memory");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const add = useSend(customerFacts, "POST", [path]);
  const [alias, setAlias] = useState("");
  const [other, setOther] = useState<Choice | null>(null);
  const onError = (error: Error) => void message.error(sentence(error));
  if (refusal !== null) return <p className="page-note">{refusal}</p>;
  return (
    <div className="form-columns" style={{ rowGap: 8 }}>
      <div style={{ display: "flex", gap: 8 }}>
        <Input
          placeholder={w("addAlias")}
          aria-label={w("addAlias")}
          value={alias}
          maxLength={120}
          onChange={(event) => setAlias(event.target.value)}
        />
        <Button
          disabled={alias.trim().length < 2}
          loading={add.isPending}
          onClick={() =>
            add.mutate(
              { path, body: { kind: "alias", value: alias.trim() } },
              { onSuccess: () => setAlias(""), onError },
            )
          }
        >
          {w("addAlias")}
        </Button>
      </div>
      <div style={{ display: "flex", gap: 8 }}>
        <CustomerPicker value={other} onChange={setOther} without={customerId} />
        <Button
          disabled={other === null}
          loading={add.isPending}
          onClick={() =>
            add.mutate(
              { path, body: { kind: "pays_for", customerId: other?.id } },
              { onSuccess: () => setOther(null), onError },
            )
          }
        >
          {w("addPaysFor")}
        </Button>
      </div>
    </div>
  );
}
