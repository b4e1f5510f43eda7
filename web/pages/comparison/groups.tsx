// The groups of one comparison by result: their entries left, ours right, what differs, why, and who
// puts it right. What agrees is folded away with its sum.
import { App, Button } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import {
  type ComparedEntryOnWire,
  type ComparedGroupOnWire,
  type ComparisonDetail,
  comparisonDetail,
  groupPage,
  type VerdictOnWire,
} from "../../../src/contract/comparisons.ts";
import { outstandingClasses } from "../../../src/core/comparison/ledger-entry.ts";
import { differences } from "../../../src/core/differences.ts";
import { verdictWords } from "../../../src/core/words/comparison-paper.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { DisputeDialog } from "./dispute-dialog.tsx";
import { Readings } from "./readings.tsx";

const shownFirst: readonly VerdictOnWire[] = [
  "undecided",
  "amount_differs",
  "ours_only",
  "theirs_only",
  "timing",
  "cancelled",
];
const atOnce = 100;

export function Groups({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const word = useSentence();
  const language = useLanguage();
  const [address, setAddress] = useSearchParams();
  const counted = new Map(detail.verdicts.map((sum) => [sum.verdict, sum]));
  const present = shownFirst.filter((verdict) => counted.has(verdict));
  const agreed = counted.get("agreed");
  const chosen = address.get("show") ?? present[0] ?? "";
  const show = (value: string) => setAddress({ show: value }, { replace: true });
  const tabs = present.map((value) => ({
    value: value as string,
    label: `${word(verdictWords[value])} ${counted.get(value)?.count ?? 0}`,
  }));
  const fold = agreed
    ? w("agreedFold", {
        count: agreed.count,
        amount: formatAmount(agreed.ours, detail.currency, language),
      })
    : "";
  return (
    <>
      <div className="comparison-tabs">
        {tabs.length > 0 ? <Segmented value={chosen} options={tabs} onChange={show} /> : null}
        {agreed ? (
          <Button
            type={chosen === "agreed" ? "primary" : "link"}
            ghost={chosen === "agreed"}
            size="small"
            onClick={() => show(chosen === "agreed" ? (present[0] ?? "") : "agreed")}
          >
            ✓ {fold}
          </Button>
        ) : null}
      </div>
      {chosen === "" ? null : (
        <GroupList key={chosen} detail={detail} verdict={chosen as VerdictOnWire} />
      )}
    </>
  );
}

function GroupList(props: { readonly detail: ComparisonDetail; readonly verdict: VerdictOnWire }) {
  const w = useWords(comparisonPageWords);
  const { detail, verdict } = props;
  const [limit, setLimit] = useState(atOnce);
  const path = `${useBooksPath()}/comparisons/${detail.id}/groups`;
  const { data, error } = useGet(groupPage, path, { query: { verdict, limit }, keep: true });
  const isPhone = useIsPhone();
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  const rows = data.rows.map((group) => (
    <GroupRow key={group.n} detail={detail} group={group} isPhone={isPhone} />
  ));
  return (
    <>
      {isPhone ? (
        <div>{rows}</div>
      ) : (
        <div className="matrix-scroll">
          <table className={`matrix comparison-matrix is-${verdict}`}>
            <thead>
              <tr>
                <th>{w("theirs")}</th>
                <th>{w("ours")}</th>
                <th className="is-right">{w("difference")}</th>
                <th>{w(verdict === "undecided" ? "readingsHead" : "because")}</th>
                {["agreed", "cancelled", "undecided"].includes(verdict) ? null : (
                  <th>{w("correctsHead")}</th>
                )}
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
      )}
      {data.nextCursor !== null && limit < 500 ? (
        <Button onClick={() => setLimit(Math.min(500, limit + atOnce))}>{w("more")}</Button>
      ) : null}
    </>
  );
}

/** What stands in the row anyway is not said again. */
const plain = new Set(["comparison.same_number", "comparison.other_amount"]);

function tellingOf({ because }: ComparedGroupOnWire) {
  const telling = because.filter(({ key }) => !plain.has(key));
  return telling.length > 0 ? telling : because;
}

type RowProps = {
  readonly detail: ComparisonDetail;
  readonly group: ComparedGroupOnWire;
  readonly isPhone: boolean;
};

function GroupRow({ detail, group, isPhone }: RowProps) {
  const reason = useBecause();
  const theirs = group.entries.filter(({ side }) => side === "theirs");
  const ours = group.entries.filter(({ side }) => side === "ours");
  const { currency } = detail;
  const gap = <MoneyText amount={group.gap} currency={currency} bold zeroAsDash />;
  const isSettled = group.verdict === "agreed" || group.verdict === "cancelled";
  if (isPhone) {
    return (
      <div className="comparisons-card">
        <span className="comparisons-card-head">
          <Cause group={group} />
          {gap}
        </span>
        <Entries entries={theirs} currency={currency} isNamed side="theirs" />
        <Entries entries={ours} currency={currency} isNamed side="ours" />
        {group.verdict === "undecided" ? (
          <Readings detail={detail} group={group} />
        ) : isSettled ? null : (
          <Correct detail={detail} group={group} />
        )}
      </div>
    );
  }
  return (
    <tr>
      <td>
        <Entries entries={theirs} currency={currency} side="theirs" />
      </td>
      <td>
        <Entries entries={ours} currency={currency} side="ours" />
      </td>
      <td className="is-right">{gap}</td>
      <td className="comparison-cause">
        <Cause group={group} />
        {group.verdict === "undecided" ? (
          <Readings detail={detail} group={group} />
        ) : (
          <small className="page-note">
            {tellingOf(group)
              .map((one) => reason(one))
              .join(" · ")}
          </small>
        )}
        <Answer group={group} />
      </td>
      {isSettled || group.verdict === "undecided" ? null : (
        <td>
          <Correct detail={detail} group={group} />
        </td>
      )}
    </tr>
  );
}

function Entries(props: {
  readonly entries: readonly ComparedEntryOnWire[];
  readonly currency: string;
  readonly side: "ours" | "theirs";
  readonly isNamed?: boolean;
}) {
  const w = useWords(comparisonPageWords);
  const { entries, currency, side, isNamed = false } = props;
  if (entries.length === 0) return isNamed ? null : <span className="is-faint">{w("nobody")}</span>;
  return (
    <ul className="comparison-entries">
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries of a group stand in one order
        <li key={at}>
          <span className="comparison-entry-head">
            <b>{entry.no === "" ? entry.date : entry.no}</b>
            <MoneyText amount={entry.amount} currency={currency} />
          </span>
          <small className="page-note" title={`${entry.memo} ${entry.refs}`}>
            {[
              ...(isNamed ? [w(side)] : []),
              ...(entry.no === "" ? [] : [entry.date]),
              ...(entry.phase === "in" ? [] : [w("outside")]),
              entry.memo,
              entry.refs,
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Cause({ group }: { readonly group: ComparedGroupOnWire }) {
  const word = useSentence();
  const { code, outstanding, verdict } = group;
  const name =
    outstanding === null ? word(verdictWords[verdict]) : word(outstandingClasses[outstanding]);
  return (
    <span className="comparison-cause-name">
      {name}
      {code === null ? null : (
        <Tag tone="amber" outlined text={`${code} ${word(differences[code])}`} />
      )}
    </span>
  );
}

function Answer({ group }: { readonly group: ComparedGroupOnWire }) {
  const w = useWords(comparisonPageWords);
  if (group.answer === "") return null;
  const isAgreed = group.answer === "agreed";
  return (
    <p className="comparison-answer">
      <Tag
        tone={isAgreed ? "green" : "violet"}
        text={w(isAgreed ? "answerAgreed" : "answerObjected")}
      />{" "}
      {group.answerNote}
    </p>
  );
}

/** Whose balance the row of the reconciliation changes; or a dispute where we cannot agree. */
function Correct({ detail, group }: Omit<RowProps, "isPhone">) {
  const w = useWords(comparisonPageWords);
  const { id: booksId } = useBooks();
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const refusal = useRefusal("collect");
  const [isDisputing, setDisputing] = useState(false);
  const send = useSend(comparisonDetail, "POST", [`${base}/comparisons/${detail.id}`]);
  const isFrozen =
    refusal !== null ||
    detail.state !== "open" ||
    detail.ourSignature !== null ||
    detail.theirSignature !== null;
  const hasDocument = group.entries.some(({ itemId, amount }) => {
    return itemId !== null && !amount.startsWith("-");
  });
  return (
    <span className="comparison-correct">
      <Segmented
        size="small"
        disabled={isFrozen}
        value={group.corrects ?? "theirs"}
        options={[
          { value: "theirs", label: w("correctsTheirs") },
          { value: "ours", label: w("correctsOurs") },
        ]}
        onChange={(corrects) =>
          send.mutate(
            { path: `${base}/comparisons/${detail.id}/groups/${group.n}`, body: { corrects } },
            { onError: (error) => void message.error(sentence(error)) },
          )
        }
      />
      {group.disputeId !== null ? (
        <Link to={`${pathTo("disputes", { booksId })}?ticket=${group.disputeId}`}>
          {w("toDispute", { id: group.disputeId })}
        </Link>
      ) : hasDocument && refusal === null ? (
        <Button size="small" type="link" onClick={() => setDisputing(true)}>
          {w("dispute")}
        </Button>
      ) : null}
      {isDisputing ? (
        <DisputeDialog detail={detail} group={group} onClose={() => setDisputing(false)} />
      ) : null}
    </span>
  );
}
