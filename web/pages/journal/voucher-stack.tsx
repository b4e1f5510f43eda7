// Vouchers one under the other, as one leafs through them; printed as they are seen.
import { Button } from "antd";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import type { JournalEntry } from "../../../src/contract/journal.ts";
import { Failure } from "../../components/failure.tsx";
import type { RowSource } from "../../table/column.ts";
import { Skeleton } from "../../ui/states.tsx";
import { journalWords } from "../../words/journal.ts";
import { useWords } from "../../words/words.ts";
import { Voucher } from "./voucher.tsx";

const step = 20;

type VoucherStackProps = {
  readonly source: RowSource<JournalEntry>;
  readonly tools: ReactNode;
  readonly empty: ReactNode;
};

export function VoucherStack({ source, tools, empty }: VoucherStackProps) {
  const w = useWords(journalWords);
  useSyncExternalStore(source.subscribe, source.version);
  const [shown, show] = useState(step);
  const more = Math.min(step, source.count - shown);
  const showMore = () => {
    if (shown + step > source.rows.length) source.loadMore?.();
    show(shown + step);
  };
  return (
    <section className="voucher-stack">
      <div className="voucher-tools">
        {tools}
        <span className="is-end">
          <Button onClick={() => window.print()}>{w("print")}</Button>
        </span>
      </div>
      {source.error ? <Failure error={source.error} onRetry={source.retry} /> : null}
      {source.isLoading ? <Skeleton lines={12} /> : null}
      {!source.isLoading && source.count === 0 ? empty : null}
      {source.rows.slice(0, shown).map((entry) => (
        <Voucher key={entry.id} entry={entry} />
      ))}
      {more > 0 ? (
        <Button onClick={showMore} className="voucher-more">
          {w("more", { count: more })}
        </Button>
      ) : null}
    </section>
  );
}
