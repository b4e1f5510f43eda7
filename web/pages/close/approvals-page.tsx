// 审批: what waits for a second person, from whom, how much, what it books, on what evidence.
import "./close.css";
import { App, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type Approval,
  type ApprovalDetail,
  approvalDetail,
  approvalFiles,
  approvalList,
  approvalOutcome,
} from "../../../src/contract/adjustments.ts";
import { actOfAdjustment } from "../../../src/core/ledger/adjustment-kinds.ts";
import { roleNames } from "../../../src/core/roles.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useSession } from "../../api/session.tsx";
import { EvidenceLinks, EvidenceUpload } from "../../components/evidence-files.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { useAddress } from "../../ui/address.ts";
import { formatInstant, InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { StatusTag } from "../../ui/status-tag.tsx";
import { closeWords } from "../../words/close.ts";
import { useList, useSentence, useWords } from "../../words/words.ts";
import { SettingsChange } from "../books-settings/settings-change.tsx";
import { CreditChangeText } from "../credit/credit-change.tsx";
import { PayAccountChange } from "../pay-accounts/pay-account-change.tsx";
import { actTitles, nameOfPosition, needsCall } from "./approval-names.ts";
import { useRecognition } from "./bill-fields.tsx";
import { EffectTable } from "./effect-table.tsx";
import { GoodsFacts } from "./goods-facts.tsx";
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
  const chosenId = Number(search.get("id")) || data?.rows[0]?.id;
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
          <ul className="panel approval-list">
            {data.rows.map((row) => (
              <li key={row.id}>
                <ApprovalRow
                  approval={row}
                  isCurrent={row.id === chosenId}
                  onChoose={() => put({ id: String(row.id) })}
                />
              </li>
            ))}
          </ul>
          <section className="panel approval-detail">
            {chosenId === undefined ? null : <Detail key={chosenId} approvalId={chosenId} />}
          </section>
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
      <small>{item ? `${item.customerName} · ${item.no}` : approval.reason}</small>
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
      <Facts approval={data.approval} />
      <Effect detail={data} />
      {data.approval.state === "pending" ? <Decide detail={data} /> : null}
    </>
  );
}

function Facts({ approval }: { readonly approval: Approval }) {
  const w = useWords(closeWords);
  const list = useList();
  const word = useSentence();
  const { id: booksId, timeZone } = useBooks();
  const { subject, item, amount, currency } = approval;
  const request = subject.kind === "adjustment" ? subject.request : null;
  const recognition = useRecognition()(request?.kind ?? "");
  const signed = approval.signatures.map(({ name, at }) =>
    w("signed", { name, at: formatInstant(at, timeZone, false) }),
  );
  return (
    <dl className="facts">
      {amount !== null && currency !== null ? (
        <Fact name={w("amount")}>
          <MoneyText amount={amount} currency={currency} showCurrency bold />
        </Fact>
      ) : null}
      {subject.kind === "accuracy" ? (
        <Fact name={w("what")}>{w("accuracyChange", { from: subject.from, to: subject.to })}</Fact>
      ) : null}
      {subject.kind === "credit" ? (
        <Fact name={w("what")}>
          <CreditChangeText subject={subject} />
        </Fact>
      ) : null}
      {subject.kind === "limits" ? (
        <Fact name={w("what")}>
          {w("limitsChange", {
            name: subject.name,
            adjustFrom: subject.from.adjustAlone ?? w("limitDefault"),
            adjustTo: subject.to.adjustAlone ?? w("limitDefault"),
            signFrom: subject.from.approve ?? w("limitNone"),
            signTo: subject.to.approve ?? w("limitNone"),
          })}
        </Fact>
      ) : null}
      {subject.kind === "books_limits" || subject.kind === "accounts" ? (
        <Fact name={w("what")}>
          <SettingsChange subject={subject} />
        </Fact>
      ) : null}
      {subject.kind === "pay_account" ? (
        <Fact name={w("what")}>
          <PayAccountChange from={subject.from} to={subject.to} />
        </Fact>
      ) : null}
      {item ? (
        <Fact name={w("document")}>
          <Link to={`${pathTo("items", { booksId })}?q=${encodeURIComponent(item.no)}`}>
            {item.no}
          </Link>{" "}
          {item.customerName}
        </Fact>
      ) : null}
      <Fact name={w("askedBy")}>
        {approval.askedBy} · <InstantText at={approval.askedAt} timeZone={timeZone} withYear />
      </Fact>
      <Fact name={w("reason")}>{approval.reason}</Fact>
      {request?.difference ? <Fact name={w("difference")}>{request.difference}</Fact> : null}
      {request?.agreementNo ? <Fact name={w("agreement")}>{request.agreementNo}</Fact> : null}
      {request?.responsible ? <Fact name={w("responsible")}>{request.responsible}</Fact> : null}
      {request?.toAccount ? <Fact name={w("toAccount")}>{request.toAccount}</Fact> : null}
      {request?.toName ? <Fact name={w("toWhom")}>{request.toName}</Fact> : null}
      {request?.toName ? (
        <Fact name={recognition.question}>
          {request.isDerecognised ? recognition.yes : recognition.no}
        </Fact>
      ) : null}
      {request?.passedOn ? <Fact name={w("passedOn")}>{request.passedOn}</Fact> : null}
      {request?.proceeds && currency ? (
        <Fact name={w("proceeds", { currency })}>
          <MoneyText amount={request.proceeds} currency={currency} />
        </Fact>
      ) : null}
      {request?.goods ? <GoodsFacts goods={request.goods} /> : null}
      {request?.due ? <Fact name={w("warrantyEnd")}>{request.due}</Fact> : null}
      {request ? (
        <Fact name={w("evidence")}>
          {list(request.evidence)} <EvidenceLinks files={approval.files} />
          {request.evidence.length + approval.files.length === 0 ? w("noEvidence") : null}
          {approval.state === "pending" ? <AddPaper approval={approval} /> : null}
        </Fact>
      ) : null}
      <Fact name={w("signers")}>
        {approval.by.map((one) => nameOfPosition(one, word)).join(" + ")}
        {signed.length > 0 ? ` · ${list(signed)}` : ""}
      </Fact>
      {approval.decidedBy && approval.decidedAt ? (
        <Fact name={w("decision")}>
          {w("decidedBy", {
            name: approval.decidedBy,
            at: formatInstant(approval.decidedAt, timeZone, true),
          })}
          {approval.comment === "" ? "" : ` · ${approval.comment}`}
        </Fact>
      ) : null}
    </dl>
  );
}

/** A paper that is brought later, by whoever asked or might have asked. */
function AddPaper({ approval }: { readonly approval: Approval }) {
  const base = useBooksPath();
  const { acts, organisation } = useSession();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(approvalFiles, "POST", [base]);
  const { id, subject, askedById, files } = approval;
  if (subject.kind !== "adjustment") return null;
  const { kind } = subject.request;
  const mayAsk = askedById === organisation.memberId || acts.includes(actOfAdjustment[kind]);
  if (!mayAsk) return null;
  return (
    <EvidenceUpload
      kind={files.length === 0 ? kind : ""}
      files={[]}
      onChange={(change) => {
        const fileIds = change([]).map((file) => file.id);
        send.mutate(
          { path: `${base}/approvals/${id}/files`, body: { fileIds } },
          { onError: (fault) => void message.error(sentence(fault)) },
        );
      }}
    />
  );
}

function Fact(props: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
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
