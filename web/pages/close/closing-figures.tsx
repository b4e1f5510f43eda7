// What the figures were when a month was closed, beside its closing; and the note on reports of a month
// that is open again.
import { Modal } from "antd";
import type { ClosingFigures } from "../../../src/contract/periods.ts";
import { periodList } from "../../../src/contract/periods.ts";
import { agingBucketWords } from "../../../src/core/words/aging.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { closeWords } from "../../words/close.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function FiguresDialog(props: {
  readonly month: string;
  readonly figures: ClosingFigures;
  readonly onClose: () => void;
}) {
  const w = useWords(closeWords);
  const word = useSentence();
  const { month, figures, onClose } = props;
  const { accounts, aging, homeCurrency, lastEntry } = figures;
  return (
    <Modal open width={760} footer={null} title={w("figuresTitle", { month })} onCancel={onClose}>
      <div className="adjust-form">
        <h3>{w("figuresAging")}</h3>
        <FigureTable
          homeCurrency={homeCurrency}
          rows={aging
            .toSorted((a, b) => placeOf(a, homeCurrency) - placeOf(b, homeCurrency))
            .map((row) => ({ ...row, name: bucketName(row.bucket, word) }))}
        />
        <h3>{w("figuresBalances")}</h3>
        <FigureTable
          homeCurrency={homeCurrency}
          rows={accounts.map((row) => ({
            ...row,
            name: `${row.accountCode} ${word(row.accountName)}`,
          }))}
        />
        {lastEntry ? (
          <p className="page-note">
            {w("figuresLink", { seq: lastEntry.seq, hash: lastEntry.hash.slice(0, 16) })}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}

function FigureTable(props: {
  readonly homeCurrency: string;
  readonly rows: readonly {
    readonly name: string;
    readonly currency: string;
    readonly amount: string;
    readonly homeAmount: string;
  }[];
}) {
  const { homeCurrency, rows } = props;
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.name} ${row.currency}`}>
              <td>{row.name}</td>
              <td className="is-right">
                {row.currency === homeCurrency ? null : (
                  <MoneyText amount={row.amount} currency={row.currency} showCurrency />
                )}
              </td>
              <td className="is-right">
                <MoneyText amount={row.homeAmount} currency={homeCurrency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const bucketWords: Readonly<Record<string, { zh: string; en: string } | undefined>> = {
  ...agingBucketWords,
  credits: closeWords.bucketCredits,
  unapplied: closeWords.bucketUnapplied,
  allowance: closeWords.bucketAllowance,
};

const bucketOrder = Object.keys(bucketWords);

/** Home currency first, within a currency as the aging report has its columns. */
function placeOf(
  { bucket, currency }: ClosingFigures["aging"][number],
  homeCurrency: string,
): number {
  const group =
    currency === homeCurrency ? 0 : 1 + currency.charCodeAt(0) * 256 + currency.charCodeAt(1);
  return group * (bucketOrder.length + 1) + bucketOrder.indexOf(bucket);
}

function bucketName(
  bucket: string,
  word: (sentence: { zh: string; en: string }) => string,
): string {
  const found = bucketWords[bucket];
  return found ? word(found) : bucket;
}

/** On a report: its month, or an earlier one, was closed and is open again. */
export function ReopenedNote({ asOf }: { readonly asOf: string }) {
  const w = useWords(closeWords);
  const { data } = useGet(periodList, `${useBooksPath()}/periods`);
  const months = (data?.reopened ?? []).filter((month) => month <= asOf.slice(0, 7));
  if (months.length === 0) return null;
  return <Tag tone="amber" text={w("reopenedTag")} title={w("reopenedNote", { list: months })} />;
}
