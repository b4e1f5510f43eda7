// 审批: what waits for a second person, from whom, how much, what it books, on what evidence.
import "./close.css";
import { App, Button, Input } from "antd";
import { useState } from "react";
import {
  type Approval,
  type ApprovalDetail,
  approvalDetail,
  approvalList,
  approvalOutcome,
} from "../../../src/contract/adjustments.ts";
import { roleNames } from "../../../src/core/roles.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useSession } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { useAddress } from "../../ui/address.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { StatusTag } from "../../ui/status-tag.tsx";
import { closeWords } from "../../words/close.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { ApprovalFacts } from "./approval-facts.tsx";
import { actTitles, nameOfPosition, needsCall } from "./approval-names.ts";
import { EffectTable } from "./effect-table.tsx";
import { SectionTabs } from "./section-tabs.tsx";

export function Component() {
  const w = useWords(closeWords);
  const base = useBooksPath();
  const { address: search, put } = useAddress();
  const state = search.get("state") === "all" ? "all" : "pending";
  const { data, error, refetch } = useGet(approvalList, `${base}/approvals`, {
    query: { state },
    keep: true,
  });
  const isPhone = useIsPhone();
  const askedId = Number(search.get("id")) || null;
  const chosenId = askedId ?? data?.rows[0]?.id;
  // on a phone one after the other: what is signed would stand below all that waits
  const shows = { list: !isPhone || askedId === null, detail: !isPhone || askedId !== null };
  return (
    <div className="page-body is-filling">
      <SectionTabs>
        <Segmented
          value={state}
          onChange={(value) => put({ state: value })}
          options={[
            { value: "pending", label: w("approvalsPending") },
            { value: "all", label: w("approvalsAll") },
          ]}
        />
      </SectionTabs>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={8} />}
      {data && data.rows.length === 0 ? (
        <section className="panel">
          <EmptyState kind="left" title={w("approvalsNone")} text={w("approvalsNoneText")} />
        </section>
      ) : null}
      {data && data.rows.length > 0 ? (
        <div className="approvals">
          {shows.list ? (
            <ul className="panel approval-list">
              {data.rows.map((row) => (
                <li key={row.id}>
                  <ApprovalRow
                    approval={row}
                    isCurrent={!isPhone && row.id === chosenId}
                    onChoose={() => put({ id: String(row.id) }, { isStep: isPhone })}
                  />
                </li>
              ))}
            </ul>
          ) : null}
          {shows.detail ? (
            <section className="panel approval-detail">
              {isPhone ? (
                <Button size="small" className="approval-back" onClick={() => put({ id: null })}>
                  {w("toApprovalList")}
                </Button>
              ) : null}
              {chosenId === undefined ? null : <Detail key={chosenId} approvalId={chosenId} />}
            </section>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** "坏账核销 · 上海启明 …5678"; a write-off is told by its kind, not by the act that allows it. */
function useTitle(): (approval: Approval) => string {
  const w = useWords(closeWords);
  const word = useSentence();
  return ({ subject, act }) => {
    if (subject.kind === "adjustment") return w(`kind_${subject.request.kind}`);
    const title = actTitles[act];
    const name = title ? word(title) : act;
    if (subject.kind === "reopen") return `${name} ${subject.month}`;
    if (subject.kind === "credit") return `${name} · ${subject.customerName}`;
    if (subject.kind === "pay_account")
      return w("payAccount", { end: subject.to.accountNo.slice(-4) });
    return name;
  };
}

function ApprovalRow(props: { approval: Approval; isCurrent: boolean; onChoose: () => void }) {
  const { approval, isCurrent } = props;
  const title = useTitle();
  const { timeZone } = useBooks();
  const { item, amount, currency } = approval;
  return (
    <button
      type="button"
      className={isCurrent ? "approval-row is-current" : "approval-row"}
      onClick={props.onChoose}
    >
      <span>
        <b>{title(approval)}</b> <StatusTag status={approval.state} />
      </span>
      {amount !== null && currency !== null ? (
        <MoneyText amount={amount} currency={currency} bold showCurrency />
      ) : (
        <span />
      )}
      <small>
        {item ? `${item.customerName} · ${item.no}` : (approval.payerName ?? approval.reason)}
      </small>
      <small>
        {approval.askedBy} <InstantText at={approval.askedAt} timeZone={timeZone} />
      </small>
    </button>
  );
}

function Detail({ approvalId }: { readonly approvalId: number }) {
  const path = `${useBooksPath()}/approvals/${approvalId}`;
  const { data, error, refetch } = useGet(approvalDetail, path);
  const title = useTitle();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      <h2>
        {title(data.approval)} <StatusTag status={data.approval.state} />
      </h2>
      <ApprovalFacts detail={data} />
      <Effect detail={data} />
      {data.approval.state === "pending" ? <Decide detail={data} /> : null}
    </>
  );
}

function Effect({ detail }: { readonly detail: ApprovalDetail }) {
  const w = useWords(closeWords);
  const word = useSentence();
  const { homeCurrency } = useBooks();
  const { approval, effect, problem } = detail;
  if (approval.state !== "pending") return null;
  return (
    <div>
      <h3>{w("effect")}</h3>
      {problem === null ? null : (
        <p className="form-fault">{w("nowRefused", { reason: problem })}</p>
      )}
      {approval.subject.kind === "reopen" ? (
        <p className="page-note">{w("effectReopen", { month: approval.subject.month })}</p>
      ) : null}
      {approval.subject.kind === "accuracy" ? (
        <p className="page-note">{w("effectAccuracy")}</p>
      ) : null}
      {approval.subject.kind === "limits" ? <p className="page-note">{w("effectLimits")}</p> : null}
      {approval.subject.kind === "books_limits" ? (
        <p className="page-note">{w("effectLimits")}</p>
      ) : null}
      {approval.subject.kind === "accounts" ? (
        <p className="page-note">{w("effectAccounts")}</p>
      ) : null}
      {approval.subject.kind === "pay_account" ? (
        <p className="page-note">{w("effectPayAccount")}</p>
      ) : null}
      {approval.subject.kind === "credit" ? (
        <p className="page-note">{w("effectCredit", { from: approval.subject.from })}</p>
      ) : null}
      {detail.narrations.map((one) => (
        <p key={one.zh}>{word(one)}</p>
      ))}
      {effect ? <EffectTable lines={effect} currency={homeCurrency} /> : null}
    </div>
  );
}

/** Why this reader may not sign, or null. */
function useSignRefusal(approval: Approval): string | null {
  const w = useWords(closeWords);
  const word = useSentence();
  const { organisation } = useSession();
  const { memberId, role } = organisation;
  if (approval.askedById === memberId) return w("own");
  if (approval.signatures.some((one) => one.memberId === memberId)) return w("alreadySigned");
  if (approval.isMine) return null;
  const who = approval.by.map((one) => nameOfPosition(one, word)).join(" / ");
  return w("notYours", { who, role: word(roleNames[role]) });
}

function Decide({ detail }: { readonly detail: ApprovalDetail }) {
  const w = useWords(closeWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { approval, problem } = detail;
  const [comment, write] = useState("");
  const send = useSend(approvalOutcome, "POST", [base, "/session", "/books"]);
  const refusal = useSignRefusal(approval);
  const decide = (approve: boolean) =>
    send.mutate(
      { path: `${base}/approvals/${approval.id}`, body: { approve, comment } },
      {
        onSuccess: ({ state, missing }) => {
          const who = missing.map((one) => nameOfPosition(one, word)).join(" + ");
          if (state === "pending") message.success(w("signedDone", { who }));
          else message.success(w(approve ? "approvedDone" : "rejectedDone"));
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const posts = approval.subject.kind === "adjustment";
  const isCalled = needsCall(approval.act);
  const callMissing = isCalled && comment.trim() === "" ? w("needsCall") : null;
  return (
    <div>
      {isCalled ? <p className="page-note">{w("needsCall")}</p> : null}
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={comment}
        disabled={refusal !== null}
        placeholder={w("commentHint")}
        aria-label={w("comment")}
        onChange={(event) => write(event.target.value)}
        style={{ marginBottom: 10 }}
      />
      <div className="act-foot">
        <RefusedButton
          type="primary"
          reason={refusal ?? problem ?? callMissing}
          loading={send.isPending}
          onClick={() => decide(true)}
        >
          {w(posts ? "approve" : "approveOnly")}
        </RefusedButton>
        <RefusedButton
          reason={refusal ?? (comment.trim() === "" ? w("commentHint") : null)}
          onClick={() => decide(false)}
        >
          {w("reject")}
        </RefusedButton>
        {refusal === null ? null : <span className="page-note">{refusal}</span>}
      </div>
    </div>
  );
}
