// 合同: a customer's contracts, what was invoiced under each, and its instalments.
import { Input, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type ContractRow, contractList, contractRow } from "../../../src/contract/contracts.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { DueText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { customerWords } from "../../words/customers.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { isZero } from "../items/item-columns.tsx";
import { ContractForm } from "./contract-form.tsx";

export function Contracts({ customerId }: { customerId: number }) {
  const w = useWords(customerWords);
  const refusal = useRefusal("edit_customers");
  const path = `${useBooksPath()}/contracts`;
  const { data, error, refetch } = useGet(contractList, path, { query: { customer: customerId } });
  const [isAdding, add] = useState(false);
  const button = (
    <RefusedButton reason={refusal} onClick={() => add(true)}>
      {w("newContract")}
    </RefusedButton>
  );
  return (
    <section className="panel" style={{ minHeight: 0, overflow: "auto" }}>
      <header className="panel-head">
        <h2>{w("tabContracts")}</h2>
        <span className="is-end">{data && data.rows.length > 0 ? button : null}</span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.rows.length === 0 ? (
        <EmptyState
          kind="yet"
          title={w("noContracts")}
          text={w("noContractsText")}
          action={button}
        />
      ) : null}
      {data && data.rows.length > 0 ? <ContractTable rows={data.rows} /> : null}
      {isAdding ? <ContractForm customerId={customerId} onClose={() => add(false)} /> : null}
    </section>
  );
}

function ContractTable({ rows }: { rows: readonly ContractRow[] }) {
  const w = useWords(customerWords);
  const word = useSentence();
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("contractNo")}</th>
            <th className="is-right">{w("contractAmount")}</th>
            <th className="is-right">{w("invoiced")}</th>
            <th className="is-right">{w("contractOpen")}</th>
            <th>{w("terms")}</th>
            <th className="is-right">{w("retentionPct")}</th>
            <th>{w("signedOn")}</th>
            <th>{w("plan")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {row.no}{" "}
                {row.cancelled ? (
                  <Tag tone="hatched" text={w("cancelledContract")} title={row.cancelled.reason} />
                ) : null}
              </td>
              <td className="is-right">
                <MoneyText amount={row.amount} currency={row.currency} showCurrency />
              </td>
              <td className="is-right">
                <MoneyText amount={row.invoiced} currency={row.currency} />
              </td>
              <td className="is-right">
                <MoneyText amount={row.open} currency={row.currency} bold />
              </td>
              <td title={row.terms}>{row.termsInWords ? word(row.termsInWords) : row.terms}</td>
              <td className="is-right">{row.retentionPct ?? "–"}</td>
              <td className="date">{row.signedOn ?? "–"}</td>
              <td>
                <Plan row={row} />
              </td>
              <td>{row.cancelled ? null : <Acts row={row} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Acts({ row }: { row: ContractRow }) {
  const w = useWords(customerWords);
  const refusal = useRefusal("edit_customers");
  const [open, show] = useState<"edit" | "cancel" | null>(null);
  return (
    <span style={{ display: "inline-flex", gap: 6 }}>
      <RefusedButton size="small" reason={refusal} onClick={() => show("edit")}>
        {w("editContract")}
      </RefusedButton>
      <RefusedButton size="small" reason={refusal} onClick={() => show("cancel")}>
        {w("cancelContract")}
      </RefusedButton>
      {open === "edit" ? (
        <ContractForm customerId={row.customer.id} contract={row} onClose={() => show(null)} />
      ) : null}
      {open === "cancel" ? <CancelForm row={row} onClose={() => show(null)} /> : null}
    </span>
  );
}

function CancelForm({ row, onClose }: { row: ContractRow; onClose: () => void }) {
  const w = useWords(customerWords);
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const [reason, write] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const send = useSend(contractRow, "POST", [`${base}/contracts`, `${base}/items`]);
  const path = `${base}/contracts/${row.id}/cancel`;
  return (
    <Modal
      open
      title={w("cancelContractTitle", { no: row.no })}
      okText={w("cancelContract")}
      cancelText={w("cancel")}
      okButtonProps={{ disabled: reason.trim() === "", title: w("cancelReason") }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate({ path, body: { reason }, key }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p className="page-note">{w("cancelContractNote")}</p>
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={500}
        value={reason}
        aria-label={w("cancelReason")}
        placeholder={w("cancelReason")}
        onChange={(event) => write(event.target.value)}
      />
      {send.error ? <p className="form-fault">{sentence(send.error)}</p> : null}
    </Modal>
  );
}

function Plan({ row }: { row: ContractRow }) {
  const { id: booksId, today } = useBooks();
  if (row.plan.length === 0) return "–";
  return (
    <table className="entry-lines">
      <tbody>
        {row.plan.map((part) => (
          <tr key={part.no}>
            <td>
              {part.itemId === null ? (
                part.label || part.no
              ) : (
                <Link
                  to={`${pathTo("items", { booksId })}?scope=all&state=all&item=${part.itemId}`}
                >
                  {part.label || part.no}
                </Link>
              )}
            </td>
            <td>
              <DueText due={part.dueDate} today={today} settled={isZero(part.open)} />
            </td>
            <td>
              <MoneyText amount={part.amount} currency={row.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
