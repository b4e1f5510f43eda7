// 余额调节表 on screen: both balances, what each side still books, and the difference at the foot.
import type { ComparisonDetail, ReconciliationOnWire } from "../../../src/contract/comparisons.ts";
import { sectionWords } from "../../../src/core/words/comparison-paper.ts";
import { useBooks } from "../../api/session.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function ReconciliationTable(props: {
  readonly detail: ComparisonDetail;
  readonly table: ReconciliationOnWire;
}) {
  const w = useWords(comparisonPageWords);
  const { detail, table } = props;
  const { currency } = detail;
  const isTied = /^-?0*(\.0*)?$/.test(table.openingGap);
  return (
    <section className="comparison-table">
      <h2>{w("table")}</h2>
      <Side {...props} side="ours" />
      <Side {...props} side="theirs" />
      {isTied ? null : (
        <p className="comparison-row is-look">
          <span>{w("openingGap")}</span>
          <MoneyText amount={table.openingGap} currency={currency} />
        </p>
      )}
      <p className={isTied ? "comparison-row is-foot is-good" : "comparison-row is-foot"}>
        <span>{w("left")}</span>
        <MoneyText amount={table.left} currency={currency} bold />
      </p>
      <Signatures detail={detail} />
    </section>
  );
}

function Side({
  detail: { currency },
  table,
  side,
}: {
  readonly detail: ComparisonDetail;
  readonly table: ReconciliationOnWire;
  readonly side: "ours" | "theirs";
}) {
  const w = useWords(comparisonPageWords);
  const word = useSentence();
  const rows = table.rows.filter((row) => row.side === side);
  return (
    <div className="comparison-books">
      <p className="comparison-row is-head">
        <span>
          {w(side)} · {w("closing")}
        </span>
        <MoneyText amount={table[side].closing} currency={currency} bold />
      </p>
      {rows.map(({ section, count, amount }) => (
        <p key={section} className="comparison-row">
          <span>
            {word(sectionWords[section])} <small>{w("count", { count })}</small>
          </span>
          <MoneyText amount={amount} currency={currency} />
        </p>
      ))}
      <p className="comparison-row is-sum">
        <span>{w("adjusted")}</span>
        <MoneyText amount={table[side].adjusted} currency={currency} bold />
      </p>
    </div>
  );
}

function Signatures({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const { timeZone } = useBooks();
  const line = (signature: ComparisonDetail["ourSignature"]) =>
    signature === null
      ? w("notSigned")
      : w("signedLine", { ...signature, at: formatInstant(signature.at, timeZone, true) });
  return (
    <p className="page-note">
      {w("ours")}: {line(detail.ourSignature)}
      <br />
      {w("theirs")}: {line(detail.theirSignature)}
    </p>
  );
}
