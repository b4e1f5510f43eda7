// The items of one proposal: what is open, what it takes, what stays. A long list is folded, so that
// its sum and what speaks for it are in sight; what needs a look is never among the folded.
import { Button } from "antd";
import { useState } from "react";
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { residualWords } from "../../../src/core/words/outcome.ts";
import { useBooks } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { amountOf, minorOf } from "./amounts.ts";
import { ItemDates, ItemKindWord, ItemNumber } from "./item-cells.tsx";
import type { ShortItem } from "./proposal-now.ts";
import { openResiduals } from "./sum-terms.ts";

/** Up to so many items stand in full; of more the first ones. */
const mostInFull = 8;
const firstOnes = 5;

type CandidateItemsProps = {
  readonly candidate: LineCandidate;
  readonly currency: string;
  readonly showCustomer: boolean;
  readonly short: readonly ShortItem[];
  readonly differing: ReadonlySet<number>;
};

type Allocation = LineCandidate["allocations"][number];

export function CandidateItems(props: CandidateItemsProps) {
  const { candidate, currency, short, differing } = props;
  const w = useWords(workbenchWords);
  const [isUnfolded, unfold] = useState(false);
  const { allocations } = candidate;
  const isForeign = allocations.some(({ item }) => item.currency !== currency);
  const isLong = allocations.length > mostInFull;
  const stand = (one: Allocation, at: number) =>
    at < firstOnes ||
    differing.has(one.item.id) ||
    short.some(({ itemId }) => itemId === one.item.id) ||
    staysOpen(candidate, one.item.id).length > 0;
  const shown = isLong && !isUnfolded ? allocations.filter(stand) : allocations;
  const folded = allocations.filter((one) => !shown.includes(one));
  // where they would stand, so that the numbers run on
  const foldedAt = folded[0] ? allocations.indexOf(folded[0]) : shown.length;
  const rowsOf = (some: readonly Allocation[]) =>
    some.map((one) => <ItemRow key={one.item.id} {...props} one={one} isForeign={isForeign} />);
  return (
    <div className="wb-items-scroll">
      <table className="wb-items">
        <thead>
          <tr>
            <th>{w("colItem")}</th>
            <th>{w("colKind")}</th>
            <th>{w("colIssued")}</th>
            <th>{w("colDue")}</th>
            <th className="is-right">{w("colOpen")}</th>
            <th className="is-right">{w("colApplied")}</th>
            {isForeign ? <th className="is-right">{w("colTakes")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rowsOf(shown.slice(0, foldedAt))}
          {isLong && folded.length !== 1 ? (
            <FoldRow
              folded={folded}
              isForeign={isForeign}
              currency={currency}
              isInARow={folded.every((one, at) => allocations.indexOf(one) - at === firstOnes)}
              onToggle={() => unfold(!isUnfolded)}
            />
          ) : null}
          {rowsOf(shown.slice(foldedAt))}
        </tbody>
      </table>
    </div>
  );
}

function ItemRow(props: CandidateItemsProps & { one: Allocation; isForeign: boolean }) {
  const { candidate, currency, isForeign } = props;
  const { item, amount, lineAmount } = props.one;
  const w = useWords(workbenchWords);
  const { today } = useBooks();
  const isDiffering = props.differing.has(item.id);
  const lack = props.short.find(({ itemId }) => itemId === item.id);
  return (
    <tr className={isDiffering ? "is-differing" : undefined}>
      <td>
        <ItemNumber no={item.no} />
        {isDiffering ? <span className="wb-differs">{w("differs")}</span> : null}
        {props.showCustomer ? <div className="page-note">{item.customerName}</div> : null}
      </td>
      <td>
        <ItemKindWord kind={item.kind} />
      </td>
      <ItemDates item={item} today={today} />
      <td className="is-right">
        <MoneyText amount={item.open} currency={item.currency} showCurrency={isForeign} />
        {lack ? (
          <div className="wb-stays-open">
            {w("shortBy")} <MoneyText amount={lack.lack} currency={lack.currency} />
          </div>
        ) : null}
      </td>
      <td className="is-right">
        <MoneyText amount={amount} currency={item.currency} bold showCurrency={isForeign} />
        <StaysOpen candidate={candidate} itemId={item.id} showCurrency={isForeign} />
      </td>
      {isForeign ? (
        <td className="is-right">
          <MoneyText amount={lineAmount} currency={currency} showCurrency />
        </td>
      ) : null}
    </tr>
  );
}

/** How many are folded, from which to which, and what they come to; or the way back. */
function FoldRow(props: {
  readonly folded: readonly Allocation[];
  readonly isForeign: boolean;
  readonly currency: string;
  /** They follow each other in the list: the first and the last name them all. */
  readonly isInARow: boolean;
  readonly onToggle: () => void;
}) {
  const { folded, isForeign, currency } = props;
  const w = useWords(workbenchWords);
  const isFolded = folded.length > 0;
  const sum = folded.reduce((n, one) => n + minorOf(one.lineAmount, currency), 0n);
  const [first, last] = [folded[0]?.item.no ?? "", folded.at(-1)?.item.no ?? ""];
  const range = props.isInARow ? "foldedRange" : "foldedItems";
  const currencies = new Set(folded.map(({ item }) => item.currency));
  const other = isForeign && currencies.size === 1 ? folded[0]?.item.currency : undefined;
  return (
    <tr className="wb-fold">
      <td colSpan={5}>
        {isFolded ? w(range, { count: folded.length, first, last }) : null}{" "}
        <Button
          type="link"
          size="small"
          aria-expanded={!isFolded}
          onClick={(event) => {
            event.stopPropagation();
            props.onToggle();
          }}
        >
          {w(isFolded ? "unfold" : "fold")}
        </Button>
      </td>
      {isForeign ? (
        <td className="is-right">
          {other === undefined ? null : (
            <MoneyText
              amount={amountOf(
                folded.reduce((n, { amount }) => n + minorOf(amount, other), 0n),
                other,
              )}
              currency={other}
              bold
              showCurrency
            />
          )}
        </td>
      ) : null}
      <td className="is-right">
        {isFolded ? (
          <MoneyText
            amount={amountOf(sum, currency)}
            currency={currency}
            bold
            showCurrency={isForeign}
          />
        ) : null}
      </td>
    </tr>
  );
}

function staysOpen(candidate: LineCandidate, itemId: number) {
  return openResiduals(candidate).filter((residual) => residual.itemId === itemId);
}

/** What is left on the item on purpose, with its reason. */
function StaysOpen(props: {
  readonly candidate: LineCandidate;
  readonly itemId: number;
  readonly showCurrency: boolean;
}) {
  const w = useWords(workbenchWords);
  const word = useSentence();
  return staysOpen(props.candidate, props.itemId).map(({ code, amount, currency }) => (
    <div key={code} className="wb-stays-open">
      {word(residualWords[code])} {w("staysOpen")}{" "}
      <MoneyText amount={amount} currency={currency} showCurrency={props.showCurrency} />
    </div>
  ));
}
