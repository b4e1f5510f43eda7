// One bank line beside its list: all the bank wrote, whose money it is, what was decided and by whom,
// undo, and the way to the workbench.
import "../items/drawer.css";
import { Link } from "react-router";
import { type BankLineDetail, bankLineDetail } from "../../../src/contract/workbench.ts";
import { addMonths, isoDate } from "../../../src/core/date.ts";
import { unclaimedYears } from "../../../src/core/ledger/events/receipts.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RecordDrawer } from "../../components/record-drawer.tsx";
import { pathTo } from "../../paths.ts";
import { DateText, InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { lineWords } from "../../words/lines.ts";
import { type Sentence, useSentence, useWords } from "../../words/words.ts";
import { ReceiptButton, UnclaimedButton } from "../close/adjust-button.tsx";
import { UndoButton } from "../close/undo-dialog.tsx";
import { useCodeName } from "../close/use-code-name.ts";
import { isZero } from "../items/item-columns.tsx";

type LineDrawerProps = {
  readonly lineId: number;
  readonly onClose: () => void;
  readonly onShow: (id: number) => void;
  readonly previousId: number | null;
  readonly nextId: number | null;
};

export function LineDrawer(props: LineDrawerProps) {
  const path = `${useBooksPath()}/workbench/lines/${props.lineId}`;
  const { data, error, refetch } = useGet(bankLineDetail, path);
  const title = data ? (
    <span style={{ display: "inline-flex", gap: 10, alignItems: "center", flexWrap: "wrap" }}>
      <DateText date={data.line.date} />
      <MoneyText amount={data.line.amount} currency={data.line.currency} showCurrency bold />
      <StatusTag status={data.line.lane} />
    </span>
  ) : (
    ""
  );
  return (
    <RecordDrawer {...props} title={title}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content detail={data} /> : error ? null : <Skeleton />}
    </RecordDrawer>
  );
}

function Content({ detail }: { detail: BankLineDetail }) {
  const w = useWords(lineWords);
  const { id: booksId } = useBooks();
  const { line } = detail;
  const isOut = line.amount.startsWith("-");
  const facts: readonly (readonly [string, string])[] = [
    [w(isOut ? "payee" : "payer"), line.payerName || w("unknownPayer")],
    [w("payerAccount"), line.payerAccount],
    [w("memo"), line.memo],
    [w("bankRef"), line.bankRef],
    [w("ownAccount"), [line.bankName, line.bankAccount].filter(Boolean).join(" ")],
    [w("valueDate"), line.valueDate ?? ""],
    [w("note"), line.note],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([label, text]) =>
          text === "" ? null : (
            <FactRow key={label} label={label}>
              {text}
            </FactRow>
          ),
        )}
        {line.customerId === null || isOut ? null : (
          <FactRow label={w("customer")}>
            <Link to={pathTo("customer", { booksId, customerId: line.customerId })}>
              {line.customerName}
            </Link>
          </FactRow>
        )}
        {isOut ? null : (
          <FactRow label={w("unappliedShort")}>
            <MoneyText amount={line.unapplied} currency={line.currency} />
          </FactRow>
        )}
        <FactRow label={w("source")}>
          <Link to={pathTo("importBatch", { booksId, batchId: line.statementFile.batchId })}>
            {line.statementFile.fileName}
          </Link>{" "}
          · {w("row", { row: line.statementFile.row })}
        </FactRow>
      </dl>
      <p style={{ marginTop: 16 }}>
        <LinkButton type="primary" to={pathTo("matchLine", { booksId, lineId: line.id })}>
          {w("openInMatch")}
        </LinkButton>{" "}
        <RestButton line={line} />
      </p>
      <Decisions detail={detail} />
    </>
  );
}

function FactRow({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

const { auto, confirm, manual, adjust, claim, categorise, netting, reverse } = lineWords;
const decisionWords: ReadonlyMap<string, Sentence> = new Map(
  Object.entries({ auto, confirm, manual, adjust, claim, categorise, netting, reverse }),
);

function Decisions({ detail }: { detail: BankLineDetail }) {
  const w = useWords(lineWords);
  const word = useSentence();
  const codeName = useCodeName();
  const { id: booksId, timeZone } = useBooks();
  const { decisions } = detail;
  return (
    <section className="drawer-section">
      <h3>{w("decisions")}</h3>
      {decisions.length === 0 ? <p className="page-note">{w("noDecisions")}</p> : null}
      <ul className="drawer-list">
        {decisions.map((decision) => {
          const kind = decisionWords.get(decision.kind);
          return (
            <li key={decision.id} className={decision.undone ? "is-reversed" : ""}>
              <span>
                {kind ? word(kind) : decision.kind}
                {decision.rule === "" ? "" : ` · ${w("rule", { rule: decision.rule })}`}{" "}
                {decision.undone ? <Tag tone="hatched" text={w("undone")} /> : null}
              </span>
              {decision.undone || decision.kind === "reverse" ? (
                <span />
              ) : (
                <UndoButton decisionId={decision.id} />
              )}
              {decision.allocations.length > 0 ? (
                <table className="entry-lines">
                  <tbody>
                    {decision.allocations.map((one, place) => {
                      return (
                        // biome-ignore lint/suspicious/noArrayIndexKey: allocations never move
                        <tr key={place}>
                          <td>
                            {one.itemId === null ? null : (
                              <Link
                                to={`${pathTo("items", { booksId })}?state=all&item=${one.itemId}`}
                              >
                                {one.itemNo}
                              </Link>
                            )}
                          </td>
                          <td>{codeName(one.code) || (one.customerName ?? "")}</td>
                          <td>
                            <MoneyText amount={one.amount} currency={one.currency} />
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              ) : null}
              <small>
                {decision.kind === "auto" ? w("system") : (decision.by ?? w("system"))} ·{" "}
                <InstantText at={decision.at} timeZone={timeZone} withYear />
                {decision.reason === "" ? "" : ` · ${decision.reason}`}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Money that rests on the customer's account. */
function RestButton({ line }: { line: BankLineDetail["line"] }) {
  const { receipt, payerName, payerAccount, currency, unapplied } = line;
  const customerId = receipt?.customer?.id;
  const { today } = useBooks();
  if (!receipt || isZero(unapplied)) return null;
  const rest = { payerName, payerAccount, currency, open: unapplied, id: receipt.id };
  if (customerId !== undefined) return <ReceiptButton receipt={{ ...rest, customerId }} />;
  // so long somebody may still claim it
  const isOld = addMonths(isoDate(line.date), unclaimedYears * 12) <= isoDate(today);
  return isOld ? <UnclaimedButton receipt={rest} /> : null;
}
