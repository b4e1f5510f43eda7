// What an approval is about, as the second person reads it: every fact of the request, its papers, who
// has signed.
import { App } from "antd";
import { Link } from "react-router";
import {
  type Approval,
  type ApprovalDetail,
  approvalFiles,
} from "../../../src/contract/adjustments.ts";
import { actOfAdjustment } from "../../../src/core/ledger/adjustment-kinds.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useSession } from "../../api/session.tsx";
import { EvidenceLinks, EvidenceUpload } from "../../components/evidence-files.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { formatInstant, InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useList, useSentence, useWords } from "../../words/words.ts";
import { SettingsChange } from "../books-settings/settings-change.tsx";
import { CreditChangeText } from "../credit/credit-change.tsx";
import { PayAccountChange } from "../pay-accounts/pay-account-change.tsx";
import { nameOfPosition } from "./approval-names.ts";
import { useRecognition } from "./bill-fields.tsx";
import { GoodsFacts } from "./goods-facts.tsx";
import { Fact, NamedFacts } from "./named-facts.tsx";

export function ApprovalFacts({ detail }: { readonly detail: ApprovalDetail }) {
  const { approval, named } = detail;
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
          <Link to={`${pathTo("items", { booksId })}?scope=all&item=${item.id}`}>{item.no}</Link>{" "}
          {item.customerName}
        </Fact>
      ) : null}
      {named ? <NamedFacts approval={approval} named={named} /> : null}
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
