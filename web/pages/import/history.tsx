// What was imported: when, what of it was new, by whom; undone from here while nothing stands on it.
import { App, Button } from "antd";
import type { ImportCard } from "../../../src/contract/imports.ts";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";
import { answers, useImportAct } from "./use-imports.ts";

export function History(props: {
  readonly rows: readonly ImportCard[];
  /** The import that a link asked for. */
  readonly wantedId: number | null;
  readonly onOpen: (id: number) => void;
}) {
  return (
    <ul className="import-history">
      {props.rows.map((card) => (
        <HistoryRow
          key={card.id}
          card={card}
          isWanted={card.id === props.wantedId}
          onOpen={props.onOpen}
        />
      ))}
    </ul>
  );
}

function showRow(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "center" });
}

function HistoryRow(props: {
  readonly card: ImportCard;
  readonly isWanted: boolean;
  readonly onOpen: (id: number) => void;
}) {
  const { card, isWanted } = props;
  const w = useWords(importWords);
  const { timeZone } = useBooks();
  return (
    <li
      className={`history-row is-${card.state}`}
      ref={isWanted ? showRow : null}
      aria-current={isWanted ? "true" : undefined}
    >
      <span className="history-when">
        <InstantText at={card.committedAt ?? card.createdAt} timeZone={timeZone} withYear />
      </span>
      <span className="history-file">
        <b title={card.fileName}>{card.fileName}</b>
        <span className="page-note">
          {[card.contentKind ? w(`kind_${card.contentKind}`) : "", card.by]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </span>
      <HistoryFigures card={card} />
      <Tag
        tone={card.state === "committed" ? "green" : "hatched"}
        text={w(card.state === "committed" ? "committed" : "undone")}
      />
      <HistoryActions card={card} onOpen={props.onOpen} />
    </li>
  );
}

function HistoryFigures({ card }: { readonly card: ImportCard }) {
  const w = useWords(importWords);
  const { result } = card;
  if (!result) return <span className="history-figures" />;
  const number = (count: number) => count.toLocaleString("en-US");
  const parts = [
    `${w("stored")} ${number(result.stored)}`,
    result.known > 0 ? `${w("known")} ${number(result.known)}` : "",
    result.updated > 0 ? w("updatedCount", { count: number(result.updated) }) : "",
    result.receipts > 0 ? w("receiptsMade", { count: number(result.receipts) }) : "",
    result.receipts === 0 && result.entries > 0
      ? w("entriesMade", { count: number(result.entries) })
      : "",
    result.customersCreated > 0 && card.contentKind === "items"
      ? w("customersMade", { count: number(result.customersCreated) })
      : "",
    w("took", { seconds: result.seconds }),
  ];
  return (
    <span className="history-figures">
      {parts.filter((part) => part !== "").join(" · ")}
      {result.refused > 0 ? (
        <span className="fact is-red">
          {w("refused")} {number(result.refused)}
        </span>
      ) : null}
    </span>
  );
}

function HistoryActions(props: {
  readonly card: ImportCard;
  readonly onOpen: (id: number) => void;
}) {
  const { card } = props;
  const w = useWords(importWords);
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const right = useRefusal("import_files");
  const undo = useImportAct(answers.undone, "undo");
  const again = useImportAct(answers.again, "again");
  const run = async <T,>(work: Promise<T>, done: (value: T) => void) => {
    try {
      done(await work);
    } catch (error) {
      message.error(sentence(error), 8);
    }
  };
  const stands = useUndoRefusal(card);
  return (
    <span className="history-actions">
      {(card.result?.refused ?? 0) > 0 && card.state === "committed" ? (
        <Button
          size="small"
          type="text"
          title={w("readAgainHint")}
          loading={again.isPending}
          onClick={() => void run(again.act(card.id), ({ importId }) => props.onOpen(importId))}
        >
          {w("readAgain")}
        </Button>
      ) : null}
      {card.state === "committed" &&
      stands !== null &&
      card.undoRefusal?.code !== "import_not_undoable" ? (
        <small className="page-note">{stands}</small>
      ) : null}
      {card.state === "committed" && stands === null ? (
        <RefusedButton
          size="small"
          reason={right}
          loading={undo.isPending}
          onClick={() =>
            void run(undo.act(card.id), ({ lines, items }) =>
              message.success(w("undoneNow", { name: card.fileName, count: lines + items })),
            )
          }
        >
          {w("undo")}
        </RefusedButton>
      ) : null}
    </span>
  );
}

/** Why an import cannot be undone, naming only what there is; null when it can. */
function useUndoRefusal({ undoRefusal }: ImportCard): string | null {
  const w = useWords(importWords);
  if (!undoRefusal) return null;
  const { code, fields } = undoRefusal;
  if (code === "import_in_use") {
    const parts = (["lines", "items"] as const)
      .filter((part) => Number(fields[part]) > 0)
      .map((part) => w(`undo_${part}`, { count: Number(fields[part]).toLocaleString("en-US") }));
    return w("undo_import_in_use", { what: parts });
  }
  const key = `undo_${code}` as keyof typeof importWords; // codes of undo-import.ts
  return key in importWords ? w(key, fields) : code;
}
