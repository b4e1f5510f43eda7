// One entry beside the list: the voucher, where it comes from (O), its reversal, the ones next to it.
import { Button, Drawer } from "antd";
import { Link, useNavigate } from "react-router";
import { type EntrySource, entrySource } from "../../../src/contract/journal.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { EvidenceLinks } from "../../components/evidence-files.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { Skeleton } from "../../ui/states.tsx";
import { useBecause } from "../../words/because.ts";
import { frameWords } from "../../words/frame.ts";
import { journalWords } from "../../words/journal.ts";
import { useWords } from "../../words/words.ts";
import { UndoButton } from "../close/undo-dialog.tsx";
import { Voucher } from "./voucher.tsx";

type EntryPanelProps = {
  readonly entryId: number;
  /** Ids of the list around it, for [ and ]. */
  readonly ids: readonly number[];
  readonly onOpen: (entryId: number | null) => void;
};

export function EntryPanel({ entryId, ids, onOpen }: EntryPanelProps) {
  const w = useWords(journalWords);
  const at = ids.indexOf(entryId);
  const previous = at > 0 ? ids[at - 1] : undefined;
  const next = at >= 0 ? ids[at + 1] : undefined;
  const go = (id: number | undefined) => {
    if (id !== undefined) onOpen(id);
  };
  useHotkeys(frameWords.keysHere, [
    { key: "BracketLeft", does: journalWords.previous, run: () => go(previous) },
    { key: "BracketRight", does: journalWords.next, run: () => go(next) },
  ]);
  return (
    <Drawer
      open
      title={w("title")}
      size={760}
      mask={false}
      onClose={() => onOpen(null)}
      extra={
        <span className="entry-steps">
          <Button disabled={previous === undefined} onClick={() => go(previous)}>
            {w("previous")} <kbd>[</kbd>
          </Button>
          <Button disabled={next === undefined} onClick={() => go(next)}>
            {w("next")} <kbd>]</kbd>
          </Button>
        </span>
      }
    >
      <EntryDetail entryId={entryId} onOpen={onOpen} />
    </Drawer>
  );
}

export function EntryDetail(props: { entryId: number; onOpen: (entryId: number) => void }) {
  const { entryId, onOpen } = props;
  const { data, error, refetch } = useGet(entrySource, `${useBooksPath()}/entries/${entryId}`);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <div className="entry-detail">
      <Voucher entry={data.entry} />
      <Reversals entry={data.entry} onOpen={onOpen} />
      {data.otherEntry ? <OtherSide entry={data.otherEntry} /> : null}
      {data.decisionId !== null &&
      data.entry.reversesId === null &&
      data.entry.reversedById === null ? (
        <UndoButton decisionId={data.decisionId} onDone={() => void refetch()} />
      ) : null}
      <Source source={data} />
    </div>
  );
}

function Reversals(props: { entry: EntrySource["entry"]; onOpen: (entryId: number) => void }) {
  const w = useWords(journalWords);
  const { reversesId, reversedById } = props.entry;
  if (reversesId === null && reversedById === null) return null;
  return (
    <div className="entry-reversals">
      {reversesId === null ? null : (
        <Button onClick={() => props.onOpen(reversesId)}>{w("openReverses")}</Button>
      )}
      {reversedById === null ? null : (
        <Button onClick={() => props.onOpen(reversedById)}>{w("openReversedBy")}</Button>
      )}
    </div>
  );
}

/** What the same act posted in another set of books. */
function OtherSide({ entry }: { readonly entry: NonNullable<EntrySource["otherEntry"]> }) {
  const w = useWords(journalWords);
  const { booksId, booksName, entryId } = entry;
  return (
    <p>
      <Link to={pathTo("entry", { booksId, entryId })}>
        {w("otherEntry", { books: booksName })}
      </Link>
    </p>
  );
}

/** The document one key away: bank line, item, then the row of the file that brought it. */
function Source({ source }: { readonly source: EntrySource }) {
  const w = useWords(journalWords);
  const because = useBecause();
  const navigate = useNavigate();
  const { id: booksId } = useBooks();
  const item = source.entry.lines.find(({ itemNo }) => itemNo !== null);
  const toLine =
    source.bankLineId === null ? null : pathTo("matchLine", { booksId, lineId: source.bankLineId });
  const toItem = item?.itemId
    ? `${pathTo("items", { booksId })}?item=${item.itemId}&q=${encodeURIComponent(item.itemNo ?? "")}`
    : null;
  const toFile = source.file === null ? null : pathTo("import", { booksId });
  const { otherEntry } = source;
  const toOtherLine = otherEntry?.bankLineId
    ? pathTo("matchLine", { booksId: otherEntry.booksId, lineId: otherEntry.bankLineId })
    : null;
  const first = toLine ?? toItem ?? toFile ?? toOtherLine;
  useHotkeys(frameWords.keysHere, [
    { key: "KeyO", does: journalWords.openSource, run: () => first && void navigate(first) },
  ]);
  return (
    <section className="entry-source">
      <h3>
        {w("source")} <kbd>O</kbd>
      </h3>
      {first === null ? <p className="page-note">{w("sourceNone")}</p> : null}
      <ul>
        {toLine ? (
          <li>
            <Link to={toLine}>{w("sourceLine")}</Link>
          </li>
        ) : null}
        {toOtherLine ? (
          <li>
            <Link to={toOtherLine}>
              {w("sourceOtherLine", { books: otherEntry?.booksName ?? "" })}
            </Link>
          </li>
        ) : null}
        {toItem ? (
          <li>
            <Link to={toItem}>{w("sourceItem", { number: item?.itemNo ?? "" })}</Link>
          </li>
        ) : null}
        {source.file && toFile ? (
          <li>
            <Link to={toFile}>
              {w("sourceFile", { file: source.file.fileName, row: source.file.row })}
            </Link>
          </li>
        ) : null}
      </ul>
      {source.evidence.length > 0 ? (
        <p>
          {w("papers")} <EvidenceLinks files={source.evidence} />
        </p>
      ) : null}
      {source.matchReason ? (
        <p className="page-note">{w("reason", { text: because(source.matchReason) })}</p>
      ) : null}
    </section>
  );
}
