// What was decided about a line, newest first, each with its way back.
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { lineEndWords } from "../../words/line-ends.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { UndoButton } from "../close/undo-dialog.tsx";
import { useCodeName } from "../close/use-code-name.ts";
import { ItemNumber } from "./item-cells.tsx";
import { useRuleName } from "./rule-names.ts";

const kindWord: Readonly<Record<string, keyof typeof workbenchWords>> = {
  auto: "decisionAuto",
  confirm: "decisionConfirm",
  manual: "decisionManual",
  claim: "decisionClaim",
  categorise: "decisionCategorise",
  adjust: "decisionAdjust",
  netting: "decisionNetting",
  reverse: "decisionReverse",
};

const shownAtFirst = 3;

export function LineDecisions(props: {
  readonly detail: BankLineDetail;
  readonly onUndone: (decisionId: number) => void;
}) {
  const w = useWords(workbenchWords);
  const [isLong, setLong] = useState(false);
  const ruleName = useRuleName(props.detail);
  const { decisions } = props.detail;
  if (decisions.length === 0) return null;
  const shown = isLong ? decisions : decisions.slice(0, shownAtFirst);
  return (
    <section className="wb-decisions panel" aria-label={w("decisions")}>
      <h3>{w("decisions")}</h3>
      {shown.map((decision) => (
        <Decision
          key={decision.id}
          decision={decision}
          rule={ruleName(decision.rule)}
          onUndone={props.onUndone}
        />
      ))}
      {decisions.length > shown.length ? (
        <Button type="link" size="small" onClick={() => setLong(true)}>
          {w("moreCandidates", { count: decisions.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}

function Decision(props: {
  readonly decision: BankLineDetail["decisions"][number];
  /** With its name. */
  readonly rule: string;
  readonly onUndone: (decisionId: number) => void;
}) {
  const { decision } = props;
  const w = useWords(workbenchWords);
  const { timeZone } = useBooks();
  const codeName = useCodeName();
  const isReversal = decision.kind === "reverse";
  return (
    <div className={decision.undone ? "wb-decision is-undone" : "wb-decision"}>
      <div className="wb-decision-head">
        <b>{w(kindWord[decision.kind] ?? "decisionAdjust")}</b>
        <InstantText at={decision.at} timeZone={timeZone} withYear />
        <span>{decision.by ?? w("bySystem", { rule: props.rule })}</span>
        {decision.reason === "" ? null : <span className="page-note">{decision.reason}</span>}
        {decision.undone || isReversal ? null : (
          <UndoButton
            decisionId={decision.id}
            className="wb-decision-undo"
            onDone={() => props.onUndone(decision.id)}
          />
        )}
      </div>
      {decision.otherBooks ? <WhereItWent to={decision.otherBooks} /> : null}
      {decision.allocations.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is posted never moves
        <div className="wb-decision-row" key={index}>
          {one.itemNo === null ? <span>{codeName(one.code)}</span> : <ItemNumber no={one.itemNo} />}
          <span className="page-note">{one.customerName}</span>
          <MoneyText amount={one.amount} currency={one.currency} />
        </div>
      ))}
    </div>
  );
}

/** The voucher in the set of books the money belongs to. */
function WhereItWent(props: {
  readonly to: NonNullable<BankLineDetail["decisions"][number]["otherBooks"]>;
}) {
  const w = useWords(lineEndWords);
  const { booksId, entryId, name } = props.to;
  return (
    <div className="wb-decision-row">
      <Link to={pathTo("entry", { booksId, entryId })}>{w("otherBooksTo", { books: name })}</Link>
    </div>
  );
}
