// What happened to an item: allocations with who, when and by which rule, differences, changes of
// due date and dispute, journal entries.
import { Link } from "react-router";
import type { ItemAllocation, ItemDetail, ItemEntry } from "../../../src/contract/items.ts";
import { eventTitles } from "../../../src/core/ledger/event-codes.ts";
import { useBooks, useMay } from "../../api/session.tsx";
import { EvidenceLinks } from "../../components/evidence-files.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/amount.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { itemWords } from "../../words/items.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { UndoButton } from "../close/undo-dialog.tsx";
import { useCodeName } from "../close/use-code-name.ts";
import { isZero } from "./item-columns.tsx";

/** The invoices of a delivery, the deliveries of an invoice: each undone alone. */
export function Billing(props: { detail: ItemDetail; onShow: (id: number) => void }) {
  const w = useWords(itemWords);
  const { item, billing } = props.detail;
  if (billing.length === 0) return null;
  return (
    <section className="drawer-section">
      <h3>{w(item.kind === "delivery" ? "billing_delivery" : "billing_invoice")}</h3>
      <ul className="drawer-list">
        {billing.map((one) => (
          <li key={one.item.id}>
            <span>
              <button
                type="button"
                className="link-button"
                onClick={() => props.onShow(one.item.id)}
              >
                {one.item.no}
              </button>{" "}
              <UndoButton decisionId={one.decisionId} />
            </span>
            <MoneyText amount={one.amount} currency={item.currency} bold />
          </li>
        ))}
      </ul>
    </section>
  );
}

const kindWords = {
  receipt: "byReceipt",
  netting: "byNetting",
  adjustment: "byAdjustment",
  cancel: "byCancel",
} as const;

export function Allocations(props: { detail: ItemDetail; onShow: (id: number) => void }) {
  const w = useWords(itemWords);
  const { item, allocations } = props.detail;
  return (
    <section className="drawer-section">
      <h3>{w("allocations")}</h3>
      {allocations.length === 0 ? (
        <p className="page-note">
          {isZero(item.applied) ? w("noAllocations") : w("fromOpening", { amount: item.applied })}
        </p>
      ) : (
        <ul className="drawer-list">
          {allocations.map((one) => (
            <Allocation key={one.id} one={one} currency={item.currency} onShow={props.onShow} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Allocation(props: {
  one: ItemAllocation;
  currency: string;
  onShow: (id: number) => void;
}) {
  const { one, currency, onShow } = props;
  const w = useWords(itemWords);
  const { id: booksId } = useBooks();
  const seesLines = useMay("view_bank_lines");
  const { receipt, otherItem } = one;
  const code = useCodeName()(one.code);
  // undone among the invoices above
  const isBilled = one.code === "invoice_delivery";
  return (
    <li className={one.isReversed || one.isReversal ? "is-reversed" : ""}>
      <span>
        {one.accountingDate} {w(kindWords[one.kind])}
        {code === "" ? "" : ` · ${isBilled ? w("billedBy") : code}`}
        {one.difference === null ? "" : ` · ${one.difference}`}
        {receipt ? ` · ${receipt.payer}` : ""}{" "}
        {one.isReversal ? <Tag tone="hatched" text={w("reversal")} /> : null}
        {one.isReversed ? <Tag tone="hatched" text={w("reversed")} /> : null}
      </span>
      <MoneyText amount={one.amount} currency={currency} bold />
      <small>
        {one.by ?? w("system")}
        {one.rule === "" ? "" : ` · ${w("rule", { rule: one.rule })}`} · <At at={one.at} />
        {one.reason === "" ? "" : ` · ${one.reason}`}
        {receipt?.lineId && seesLines ? (
          <Link to={`${pathTo("lines", { booksId })}?state=all&line=${receipt.lineId}`}>
            {w("openLine")}
          </Link>
        ) : null}
        {otherItem ? (
          <button type="button" className="link-button" onClick={() => onShow(otherItem.id)}>
            {otherItem.no}
          </button>
        ) : null}
        <EvidenceLinks files={one.files} />
        {one.isReversal || one.isReversed || isBilled ? null : (
          <UndoButton decisionId={one.decisionId} />
        )}
      </small>
    </li>
  );
}

function At({ at }: { at: string }) {
  const { timeZone } = useBooks();
  return <InstantText at={at} timeZone={timeZone} withYear />;
}

const stateWords = {
  open: "differenceOpen",
  resolved: "differenceResolved",
  withdrawn: "differenceWithdrawn",
} as const;

export function Differences({ detail }: { detail: ItemDetail }) {
  const w = useWords(itemWords);
  const word = useSentence();
  const { differences } = detail;
  if (differences.length === 0) return null;
  return (
    <section className="drawer-section">
      <h3>{w("differences")}</h3>
      <ul className="drawer-list">
        {differences.map((one) => (
          <li key={one.id} className={one.state === "withdrawn" ? "is-reversed" : ""}>
            <span>
              {one.code} {one.name ? word(one.name) : ""}{" "}
              <Tag
                tone={
                  one.state === "open" ? "amber" : one.state === "resolved" ? "green" : "hatched"
                }
                text={w(stateWords[one.state])}
              />
            </span>
            <MoneyText amount={one.amount} currency={one.currency} bold />
            <small>
              {one.owner ?? ""} <At at={one.at} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Changes({ detail }: { detail: ItemDetail }) {
  const w = useWords(itemWords);
  const language = useLanguage();
  const { changes, item } = detail;
  const signed = (amount: string) =>
    `${amount.startsWith("-") ? "−" : "+"}${formatAmount(amount.replace("-", ""), item.currency, language)}`;
  return (
    <ul className="drawer-list">
      {changes.map((one) => (
        <li key={one.id}>
          <span>
            {[
              one.dueDate === null ? "" : w("changeDue", { date: one.dueDate }),
              isZero(one.disputedChange)
                ? ""
                : w("changeDispute", {
                    amount: signed(one.disputedChange),
                  }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          <span className="page-note">{one.by ?? w("system")}</span>
          <small>
            <At at={one.at} /> · {one.reason === "import" ? w("imported") : one.reason}
          </small>
        </li>
      ))}
    </ul>
  );
}

export function Entries({ entries }: { entries: readonly ItemEntry[] }) {
  const w = useWords(itemWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  return (
    <section className="drawer-section">
      <h3>{w("entries")}</h3>
      {entries.length === 0 ? <p className="page-note">{w("noEntries")}</p> : null}
      <ul className="drawer-list">
        {entries.map((entry) => {
          const event = eventTitles[entry.event as keyof typeof eventTitles]; // J-numbers are its keys
          return (
            <li key={entry.id}>
              <span>
                {entry.accountingDate} {word(entry.narration)}
              </span>
              <Link to={pathTo("entry", { booksId, entryId: entry.id })}>
                {w("entryNo", { seq: entry.seq })}
              </Link>
              <table className="entry-lines">
                <tbody>
                  {entry.lines.map((line, place) => (
                    <tr
                      // biome-ignore lint/suspicious/noArrayIndexKey: lines of an entry never move
                      key={place}
                      className={line.isOwn ? "is-own" : ""}
                    >
                      <td>{w(line.side)}</td>
                      <td>{line.accountCode}</td>
                      <td>{word(line.accountName)}</td>
                      <td>
                        <MoneyText amount={line.amount} currency={line.currency} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <small>
                {entry.by ?? w("system")}
                {entry.rule === "" ? "" : ` · ${w("rule", { rule: entry.rule })}`} ·{" "}
                {event ? `${word(event)} · ` : ""}
                <At at={entry.at} />
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
