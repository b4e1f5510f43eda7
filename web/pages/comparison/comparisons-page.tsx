// 往来账核对: every ledger that was compared, the newest first, and the way in for the next one.
import "./comparison.css";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { type ComparisonOnWire, comparisonList } from "../../../src/contract/comparisons.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { clearable } from "../../ui/clearable.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useWords } from "../../words/words.ts";
import { UploadDialog } from "./upload-dialog.tsx";

const rowsAtOnce = 50;

export function Component() {
  const w = useWords(comparisonPageWords);
  const { id: booksId } = useBooks();
  const refusal = useRefusal("collect");
  const [address, setAddress] = useSearchParams();
  const [isUploading, setUploading] = useState(false);
  const [limit, setLimit] = useState(rowsAtOnce);
  const q = address.get("q") ?? "";
  const customerId = address.get("customer");
  const { data, error } = useGet(comparisonList, `${useBooksPath()}/comparisons`, {
    query: { q, customerId, limit },
    keep: true,
  });
  const upload = (
    <RefusedButton type="primary" reason={refusal} onClick={() => setUploading(true)}>
      {w("upload")}
    </RefusedButton>
  );
  return (
    <div className="page-body comparisons">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Link to={pathTo("statements", { booksId })}>{w("toStatements")}</Link>
        <span className="is-end">{data && data.rows.length > 0 ? upload : null}</span>
      </header>
      {data && (data.rows.length > 0 || q !== "") ? (
        <Input.Search
          allowClear={clearable}
          className="comparisons-search"
          placeholder={w("search")}
          defaultValue={q}
          onSearch={(text) => setAddress(text === "" ? {} : { q: text }, { replace: true })}
        />
      ) : null}
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.rows.length === 0 ? (
        <EmptyState
          kind={q === "" ? "yet" : "found"}
          title={w("nothing")}
          text={w("uploadText")}
          action={upload}
        />
      ) : null}
      {data && data.rows.length > 0 ? <Rows rows={data.rows} /> : null}
      {data && data.nextCursor !== null ? (
        <Button onClick={() => setLimit(Math.min(200, limit + rowsAtOnce))}>{w("more")}</Button>
      ) : null}
      {isUploading ? (
        <UploadDialog
          onClose={() => setUploading(false)}
          customerId={customerId === null ? null : Number(customerId)}
        />
      ) : null}
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly ComparisonOnWire[] }) {
  const w = useWords(comparisonPageWords);
  const countOf = ({ open, undecided }: ComparisonOnWire) =>
    undecided === 0
      ? w("count", { count: open })
      : w("countAndUndecided", { count: open, undecided });
  const { id: booksId, timeZone } = useBooks();
  const link = (row: ComparisonOnWire) => (
    <Link to={pathTo("comparison", { booksId, comparisonId: row.id })}>{row.customerName}</Link>
  );
  if (useIsPhone()) {
    return (
      <div>
        {rows.map((row) => (
          <div key={row.id} className="comparisons-card">
            <span className="comparisons-card-head">
              <b>{link(row)}</b>
              <MoneyText amount={row.difference} currency={row.currency} showCurrency bold />
            </span>
            <span className="page-note">
              {row.from ?? ""} – {row.to ?? ""} · {countOf(row)}
            </span>
            <ComparisonState row={row} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("customer")}</th>
            <th>{w("period")}</th>
            <th className="is-right">{w("ourBalance")}</th>
            <th className="is-right">{w("theirBalance")}</th>
            <th className="is-right">{w("difference")}</th>
            <th className="is-right">{w("notAgreed")}</th>
            <th>{w("state")}</th>
            <th>{w("made")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{link(row)}</td>
              <td className="comparisons-period">
                {row.from === null ? "–" : `${row.from} – ${row.to}`}
              </td>
              {row.from === null ? (
                <td colSpan={4} />
              ) : (
                <>
                  <td className="is-right">
                    <MoneyText amount={row.ourClosing} currency={row.currency} showCurrency />
                  </td>
                  <td className="is-right">
                    <MoneyText amount={row.theirClosing} currency={row.currency} />
                  </td>
                  <td className="is-right">
                    <MoneyText amount={row.difference} currency={row.currency} bold />
                  </td>
                  <td className="is-right">{countOf(row)}</td>
                </>
              )}
              <td>
                <ComparisonState row={row} />
              </td>
              <td>
                <InstantText at={row.at} timeZone={timeZone} /> {row.by}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where it stands, and whether the customer sees it. */
export function ComparisonState({ row }: { readonly row: ComparisonOnWire }) {
  const w = useWords(comparisonPageWords);
  const { word, tone } = standingOf(row);
  return (
    <span className="comparisons-state">
      <Tag tone={tone} text={w(word)} />
      {row.side === "customer" ? <Tag tone="plain" outlined text={w("fromThem")} /> : null}
      {row.side === "us" && row.isShared ? <Tag tone="plain" outlined text={w("shared")} /> : null}
    </span>
  );
}

function standingOf(row: ComparisonOnWire): {
  readonly word: keyof typeof comparisonPageWords;
  readonly tone: Tone;
} {
  if (row.state === "closed") return { word: "closed", tone: "green" };
  if (row.state === "withdrawn" || row.state === "superseded") {
    return { word: row.state, tone: "hatched" };
  }
  if (row.state === "unread") return { word: "unread", tone: "amber" };
  if (row.theirSignature) return { word: "signedByThem", tone: "amber" };
  return row.ourSignature ? { word: "signedByUs", tone: "blue" } : { word: "open", tone: "amber" };
}
