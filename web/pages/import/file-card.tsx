// One file: what it is, whose, whether its balances prove it, how much of it is new, and the one
// button that imports it. Problems and preview follow on the current card.
import { CloseOutlined } from "@ant-design/icons";
import { App, Button, Progress, Spin } from "antd";
import type { ContentKind, ImportCard } from "../../../src/contract/imports.ts";
import { useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { importWords } from "../../words/import.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { CardQuestions } from "./card-questions.tsx";
import { CardSummary } from "./card-summary.tsx";
import { MappingForm } from "./mapping-form.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { ProblemList } from "./problem-list.tsx";
import { answers, useImportAct } from "./use-imports.ts";

export type FileCardProps = {
  readonly card: ImportCard;
  readonly isCurrent: boolean;
  /** The page has one primary button: of several files it imports all of them. */
  readonly isOnly: boolean;
  readonly onCurrent: () => void;
};

export function FileCard({ card, isCurrent, isOnly, onCurrent }: FileCardProps) {
  const w = useWords(importWords);
  const classes = ["panel", "file-card", isCurrent ? "is-current" : "", `is-${card.state}`];
  return (
    <article
      id={`import-${card.id}`}
      className={classes.join(" ")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: Tab goes from card to card
      tabIndex={0}
      aria-label={card.fileName}
      // By keyboard alone: a card that opened between press and release would move away from under
      // the mouse, and the click would meet something else.
      onFocus={(event) => {
        if (event.target.matches(":focus-visible")) onCurrent();
      }}
      onClickCapture={onCurrent}
    >
      <header className="file-card-head">
        <div className="file-card-name">
          <b title={card.fileName}>{card.fileName}</b>
          <Recognised card={card} />
        </div>
        <CardActions card={card} isPrimary={isOnly} />
      </header>
      <CardProgress card={card} />
      {card.preview && card.state !== "refused" ? (
        <CardSummary card={card} preview={card.preview} />
      ) : null}
      {card.job?.kind === "commit_import" &&
      card.job.state === "failed" &&
      card.state === "previewed" ? (
        <p className="file-card-note is-red">{w("jobFailed")}</p>
      ) : null}
      {card.preview ? <CardQuestions card={card} preview={card.preview} /> : null}
      {isCurrent ? <ProblemList card={card} /> : null}
      {isCurrent && card.state === "refused" && card.preview?.mapping ? (
        <MappingForm card={card} mapping={card.preview.mapping} />
      ) : null}
      {isCurrent && card.preview && card.preview.rows.length > 0 ? (
        <PreviewTable card={card} preview={card.preview} />
      ) : null}
    </article>
  );
}

function Recognised({ card }: { readonly card: ImportCard }) {
  const w = useWords(importWords);
  const say = useSentence();
  const { preview, contentKind, formatTitle } = card;
  if (card.state === "refused" && preview?.mapping) {
    return <Tag tone="amber" text={w("mapTitleTag")} />;
  }
  if (card.state === "refused") return <Tag tone="red" text={w("refusedTitle")} />;
  if (!contentKind || !preview) return null;
  const rows = preview.counts.fresh + preview.counts.known + preview.counts.waiting;
  const parts = [
    formatTitle ? say(formatTitle) : "",
    w(`kind_${contentKind}`) === (formatTitle ? say(formatTitle) : "")
      ? ""
      : w(`kind_${contentKind}`),
    periodText(preview.periodFrom, preview.periodTo),
    w(`count_${contentKind}`, { count: rows + preview.counts.refused }),
  ];
  return <span className="file-card-what">{parts.filter((part) => part !== "").join(" · ")}</span>;
}

function periodText(from: string | null, to: string | null): string {
  if (from === null || to === null) return "";
  if (from === to) return from;
  return from.slice(0, 4) === to.slice(0, 4) ? `${from} — ${to.slice(5)}` : `${from} — ${to}`;
}

function CardActions({
  card,
  isPrimary,
}: {
  readonly card: ImportCard;
  readonly isPrimary: boolean;
}) {
  const w = useWords(importWords);
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const right = useRefusal("import_files");
  const commit = useImportAct(answers.commit, "commit");
  const discard = useImportAct(answers.card, "discard");
  const cancel = useImportAct(answers.card, "cancel");
  const run = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      message.error(sentence(error));
    }
  };
  if (card.state === "reading" || card.state === "committing") {
    return (
      <Button size="small" onClick={() => void run(cancel.act(card.id))} loading={cancel.isPending}>
        {w("cancel")}
      </Button>
    );
  }
  const kind: ContentKind = card.contentKind ?? "statements";
  const fresh = card.preview?.counts.fresh ?? 0;
  const reason = right ?? importRefusal(card, w);
  // its columns come first, and a page has one primary button
  const asksColumns = card.state === "refused" && card.preview?.mapping != null;
  return (
    <div className="file-card-actions">
      <RefusedButton
        id={`import-go-${card.id}`}
        type={isPrimary && !asksColumns ? "primary" : "default"}
        reason={reason}
        loading={commit.isPending}
        onClick={() => void run(commit.act(card.id))}
      >
        {w(`import_${kind}`, { count: fresh.toLocaleString("en-US") })}
      </RefusedButton>
      <RefusedButton
        type="text"
        icon={<CloseOutlined />}
        aria-label={w("discard")}
        title={w("discard")}
        reason={right}
        onClick={() => void run(discard.act(card.id))}
      />
    </div>
  );
}

function importRefusal(
  card: ImportCard,
  w: ReturnType<typeof useWords<typeof importWords>>,
): string | null {
  if (card.state === "refused" || !card.preview) return w("importRefused");
  const { counts, closed } = card.preview;
  if (counts.fresh > 0) return null;
  if (counts.waiting > 0) {
    return w(card.contentKind === "items" ? "importDeliveryFirst" : "importAccountFirst");
  }
  if (closed && card.choices.closedMonth === undefined) return w("importClosedFirst");
  return w("importNothing");
}

function CardProgress({ card }: { readonly card: ImportCard }) {
  const w = useWords(importWords);
  if (card.state !== "reading" && card.state !== "committing") return null;
  const { done = 0, total = 0, secondsLeft = null, state = "queued" } = card.job ?? {};
  const number = (count: number) => count.toLocaleString("en-US");
  const parts = [
    state === "queued" ? w("queued") : w(card.state),
    total > 0 ? w("progress", { done: number(done), total: number(total) }) : "",
    total === 0 && done > 0 ? w("readingRows", { rows: number(done) }) : "",
    secondsLeft === null ? "" : w("secondsLeft", { seconds: secondsLeft }),
  ];
  return (
    <div className="file-card-progress" role="status">
      {total > 0 ? (
        <Progress percent={Math.floor((done * 100) / total)} showInfo={false} size="small" />
      ) : (
        <Spin size="small" />
      )}
      <span>{parts.filter((part) => part !== "").join(" · ")}</span>
    </div>
  );
}
