// 处理: what the figures suggest, each with its grounds; applied or put aside with one click.
import { App } from "antd";
import { Link } from "react-router";
import { collectionDone } from "../../../src/contract/collections.ts";
import type { Cycle, ProposalOnWire } from "../../../src/contract/pdca.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState } from "../../ui/states.tsx";
import { pdcaWords } from "../../words/pdca.ts";
import { useWords } from "../../words/words.ts";

export function ProposalList({ data }: { readonly data: Cycle }) {
  const w = useWords(pdcaWords);
  return (
    <section className="panel" aria-label={w("act")}>
      <h2 className="panel-head">
        {w("act")}
        <span className="page-note">{w("proposals")}</span>
      </h2>
      {data.proposals.length === 0 ? (
        <EmptyState kind="left" title={w("proposalsNone")} />
      ) : (
        <ul className="pdca-proposals">
          {data.proposals.map((proposal) => (
            <Proposal key={proposal.kind} proposal={proposal} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Proposal({ proposal }: { readonly proposal: ProposalOnWire }) {
  const w = useWords(pdcaWords);
  const base = useBooksPath();
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const dunning = pathTo("dunning", { booksId: useBooks().id });
  const { message } = App.useApp();
  const { kind, because, change } = proposal;
  const send = useSend(collectionDone, "POST", [`${base}/collections`, `${base}/dunning`]);
  const decide = (state: "applied" | "declined") =>
    send.mutate(
      { path: `${base}/collections/pdca/proposals`, body: { kind, state } },
      {
        onSuccess: () => void message.success(w(state, { what: w(kind) })),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <li>
      <b>{w(kind)}</b>
      <p>{w(`because_${kind}`, { ...because, ...change })}</p>
      <span className="pdca-buttons">
        {kind === "dunning_on" ? (
          <Link to={dunning}>{w("byHand")}</Link>
        ) : (
          <RefusedButton
            type="primary"
            size="small"
            reason={refusal}
            loading={send.isPending}
            onClick={() => decide("applied")}
          >
            {w("apply")}
          </RefusedButton>
        )}
        <RefusedButton size="small" reason={refusal} onClick={() => decide("declined")}>
          {w("decline")}
        </RefusedButton>
      </span>
    </li>
  );
}
