// Proposals: what would change, why, from when; approved or rejected on the spot, or sent to an approver.
import { App, Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type CreditProposal,
  creditDone,
  creditProposals,
  proposalOutcome,
} from "../../../src/contract/credit.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { creditWords } from "../../words/credit.ts";
import { useWords } from "../../words/words.ts";
import { CreditChangeText } from "./credit-change.tsx";
import { RatingTag } from "./rating-tag.tsx";

export function ProposalsPanel(props: { readonly onOpen: (customerId: number) => void }) {
  const w = useWords(creditWords);
  const [isAll, showAll] = useState(false);
  const [ticked, tick] = useState<ReadonlySet<number>>(new Set());
  const path = `${useBooksPath()}/credit/proposals`;
  const { data, error, refetch } = useGet(creditProposals, path, {
    query: { state: isAll ? "all" : "waiting" },
    keep: true,
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <section className="panel credit-proposals">
      <header className="panel-head">
        <h2>{w("proposals")}</h2>
        <span className="is-end">
          <BulkAccept ids={[...ticked]} onDone={() => tick(new Set())} />
          <Checkbox checked={isAll} onChange={({ target }) => showAll(target.checked)}>
            {w("showAll")}
          </Checkbox>
        </span>
      </header>
      {data.rows.length === 0 ? (
        <EmptyState kind="left" title={w("noProposals")} text={w("noProposalsText")} />
      ) : (
        <ul>
          {data.rows.map((row) => (
            <li key={row.id}>
              {row.state === "open" ? (
                <Checkbox
                  checked={ticked.has(row.id)}
                  aria-label={w("tick", { name: row.customer.name })}
                  onChange={({ target }) => {
                    const next = new Set(ticked);
                    if (target.checked) next.add(row.id);
                    else next.delete(row.id);
                    tick(next);
                  }}
                />
              ) : null}{" "}
              <button type="button" className="link" onClick={() => props.onOpen(row.customer.id)}>
                {row.customer.name}
              </button>{" "}
              <RatingTag rating={row.rating} />
              <Proposal proposal={row} currency={data.currency} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One after another, each a decision of its own; the first refusal stops the rest. */
function BulkAccept(props: { readonly ids: readonly number[]; readonly onDone: () => void }) {
  const w = useWords(creditWords);
  const base = useBooksPath();
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const refusal = useRefusal("change_credit");
  const [isRunning, run] = useState(false);
  const { ids, onDone } = props;
  const refreshes = [`${base}/credit`, `${base}/customers`, `${base}/approvals`];
  const send = useSend(proposalOutcome, "POST", refreshes);
  if (ids.length === 0) return null;
  const acceptAll = async () => {
    run(true);
    try {
      for (const id of ids) {
        await send.mutateAsync({ path: `${base}/credit/proposals/${id}/accept`, body: {} });
      }
      void message.success(w("acceptedMany", { count: ids.length }));
    } catch (fault) {
      void message.error(sentence(fault));
    }
    run(false);
    onDone();
  };
  return (
    <RefusedButton type="primary" reason={refusal} loading={isRunning} onClick={acceptAll}>
      {w("acceptTicked", { count: ids.length })}
    </RefusedButton>
  );
}

const stateWords = {
  open: "stateOpen",
  asked: "stateAsked",
  approved: "stateApproved",
  rejected: "stateRejected",
  superseded: "stateSuperseded",
} as const;
const stateTones: Readonly<Record<CreditProposal["state"], Tone>> = {
  open: "amber",
  asked: "amber",
  approved: "green",
  rejected: "plain",
  superseded: "hatched",
};

export function Proposal(props: { readonly proposal: CreditProposal; readonly currency: string }) {
  const w = useWords(creditWords);
  const word = useBecause();
  const { proposal, currency } = props;
  const { state, madeBy, decidedBy, comment } = proposal;
  return (
    <div className="credit-proposal">
      <div className="credit-proposal-head">
        <Tag tone={stateTones[state]} text={w(stateWords[state])} />
        <CreditChangeText subject={{ ...proposal, currency, from: proposal.effectiveFrom }} />
      </div>
      <ul className="credit-reasons">
        {proposal.because.map((one) => (
          <li key={one.key}>{word(one)}</li>
        ))}
      </ul>
      <div className="credit-proposal-foot">
        <small>
          {madeBy ?? w("byRule")}
          {decidedBy ? ` → ${decidedBy}` : ""}
          {comment === "" ? "" : ` · ${comment}`}
        </small>
        {state === "open" ? <Decide proposal={proposal} /> : null}
        {state === "asked" ? <ApprovalLink id={proposal.approvalId} /> : null}
      </div>
    </div>
  );
}

function ApprovalLink({ id }: { readonly id: number | null }) {
  const w = useWords(creditWords);
  const { id: booksId } = useBooks();
  const query = id === null ? "" : `?id=${id}`;
  return <Link to={`${pathTo("approvals", { booksId })}${query}`}>{w("toApprovals")}</Link>;
}

function Decide({ proposal }: { readonly proposal: CreditProposal }) {
  const w = useWords(creditWords);
  const base = useBooksPath();
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const mayGrant = useMay("approve");
  const asks = useRefusal("change_credit");
  const rejects = useRefusal("approve");
  const [isRejecting, reject] = useState(false);
  const refreshes = [`${base}/credit`, `${base}/customers`, `${base}/approvals`];
  const send = useSend(proposalOutcome, "POST", refreshes);
  const accept = () =>
    send.mutate(
      { path: `${base}/credit/proposals/${proposal.id}/accept`, body: {} },
      {
        onSuccess: ({ state }) => {
          const done = w("accepted", { date: proposal.effectiveFrom });
          void message.success(state === "approved" ? done : w("asked"));
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <span className="credit-decide">
      <RefusedButton size="small" reason={asks} loading={send.isPending} onClick={accept}>
        {w(mayGrant ? "accept" : "acceptAsk")}
      </RefusedButton>
      <RefusedButton size="small" reason={rejects} onClick={() => reject(true)}>
        {w("reject")}
      </RefusedButton>
      {isRejecting ? (
        <RejectDialog proposal={proposal} refreshes={refreshes} onClose={() => reject(false)} />
      ) : null}
    </span>
  );
}

function RejectDialog(props: {
  readonly proposal: CreditProposal;
  readonly refreshes: readonly string[];
  readonly onClose: () => void;
}) {
  const w = useWords(creditWords);
  const base = useBooksPath();
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const [comment, write] = useState("");
  const send = useSend(creditDone, "POST", props.refreshes);
  const reject = () =>
    send.mutate(
      { path: `${base}/credit/proposals/${props.proposal.id}/reject`, body: { comment } },
      {
        onSuccess: () => {
          void message.success(w("rejected"));
          props.onClose();
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <Modal
      open
      title={w("reject")}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {w("cancel")}
        </Button>,
        <RefusedButton
          key="reject"
          type="primary"
          reason={comment.trim() === "" ? w("rejectReason") : null}
          loading={send.isPending}
          onClick={reject}
        >
          {w("reject")}
        </RefusedButton>,
      ]}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={500}
        value={comment}
        aria-label={w("rejectReason")}
        placeholder={w("rejectReason")}
        onChange={({ target }) => write(target.value)}
      />
    </Modal>
  );
}
