// A voucher in the shape of paper: 摘要 | 科目 | 借方 | 贷方, the sum in capitals, red
// entries in red, who made it at the foot.
import type { JournalEntry } from "../../../src/contract/journal.ts";
import { parseMinor } from "../../../src/core/money.ts";
import { capitalAmount } from "../../../src/core/words/capital-amount.ts";
import { useBooks } from "../../api/session.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { journalWords } from "../../words/journal.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { narrationOf } from "./narration.ts";

type Line = JournalEntry["lines"][number];

/** Rows a voucher form has at least, as on paper. */
const leastRows = 4;

export function Voucher({ entry }: { readonly entry: JournalEntry }) {
  const w = useWords(journalWords);
  const word = useSentence();
  const language = useLanguage();
  const { timeZone } = useBooks();
  const isRed = entry.total.startsWith("-");
  const blanks = Math.max(0, leastRows - entry.lines.length);
  return (
    <article className={isRed ? "voucher is-red" : "voucher"} aria-label={w("voucherTitle")}>
      <header className="voucher-head">
        <span>
          {w("number")} {entry.seq}
        </span>
        <h3>{w("voucherTitle")}</h3>
        <span>{w("unit", { currency: entry.homeCurrency })}</span>
      </header>
      <div className="voucher-sub">
        <span>{entry.accountingDate}</span>
        <span>{word(entry.eventName)}</span>
        <span className="voucher-marks">
          <Tag
            text={w(entry.origin)}
            outlined
            title={w(entry.origin === "ours" ? "oursHint" : "glHint")}
          />
          {entry.reversesId === null ? null : <Tag tone="red" text={w("reversal")} />}
          {entry.reversedById === null ? null : <Tag tone="hatched" text={w("reversed")} />}
        </span>
      </div>
      <p className="voucher-narration">{narrationOf(entry, language)}</p>
      <table className="voucher-lines">
        <thead>
          <tr>
            <th>{w("narration")}</th>
            <th>{w("account")}</th>
            <th className="is-money">{w("debit")}</th>
            <th className="is-money">{w("credit")}</th>
          </tr>
        </thead>
        <tbody>
          {entry.lines.map((line, index) => (
            <VoucherLine
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an entry never change
              key={index}
              line={line}
              entry={entry}
              isFirst={index === 0}
            />
          ))}
          {Array.from({ length: blanks }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blank rows are all the same
            <tr key={row} className="is-blank">
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <VoucherSum entry={entry} />
        </tfoot>
      </table>
      <footer className="voucher-foot">
        <span>
          {w("poster")} {formatInstant(entry.recordedAt, timeZone, true)}
        </span>
        <span>{w("businessDate", { date: entry.businessDate })}</span>
        <span>
          {w("maker")} <MakerName entry={entry} />
        </span>
      </footer>
    </article>
  );
}

export function MakerName({ entry }: { readonly entry: Pick<JournalEntry, "by" | "rule"> }) {
  const w = useWords(journalWords);
  if (entry.by !== null) return entry.by;
  return entry.rule === "" ? w("system") : w("systemRule", { rule: entry.rule });
}

function VoucherLine(props: { line: Line; entry: JournalEntry; isFirst: boolean }) {
  const word = useSentence();
  const language = useLanguage();
  const { line, entry, isFirst } = props;
  const currency = entry.homeCurrency;
  const refs = [line.customerName, line.itemNo].filter((text) => text !== null);
  const money = <MoneyText amount={line.homeAmount} currency={currency} />;
  return (
    <tr>
      <td>{isFirst ? narrationOf(entry, language) : ""}</td>
      <td>
        <span className={line.side === "credit" ? "voucher-account is-credit" : "voucher-account"}>
          <b>{line.accountCode}</b> {word(line.accountName)}
        </span>
        {refs.length > 0 ? <small>{refs.join(" · ")}</small> : null}
        <ForeignAmount line={line} homeCurrency={currency} />
      </td>
      <td className="is-money">{line.side === "debit" ? money : null}</td>
      <td className="is-money">{line.side === "credit" ? money : null}</td>
    </tr>
  );
}

function ForeignAmount({ line, homeCurrency }: { line: Line; homeCurrency: string }) {
  const language = useLanguage();
  if (line.currency === homeCurrency) return null;
  return (
    <small>
      {line.currency} {formatAmount(line.amount, line.currency, language)}
    </small>
  );
}

/** Debits and credits are equal, so the sum in capitals stands for both. */
function VoucherSum({ entry }: { readonly entry: JournalEntry }) {
  const w = useWords(journalWords);
  const { total, homeCurrency } = entry;
  const minor = homeCurrency === "CNY" ? parseMinor(total, homeCurrency) : null;
  const sum = <MoneyText amount={total} currency={homeCurrency} bold />;
  return (
    <tr>
      <td>
        <b>{w("sum")}</b>
      </td>
      <td className="voucher-capitals">{minor === null ? null : capitalAmount(minor)}</td>
      <td className="is-money">{sum}</td>
      <td className="is-money">{sum}</td>
    </tr>
  );
}
