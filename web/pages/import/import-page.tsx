// S2 导入: drop files, look at what each is, mend what is wrong, import. What a file is and whether
// it is right the server finds out; this page only shows it and sends back what a person decides.
import "./import.css";
import { CheckCircleFilled, QuestionCircleOutlined, SnippetsOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";
import type { ImportCard, UploadOutcome } from "../../../src/contract/imports.ts";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";
import { DropZone } from "./drop-zone.tsx";
import { ExportHelpPanel } from "./export-help.tsx";
import { FileCard } from "./file-card.tsx";
import { History } from "./history.tsx";
import { ImportAll, isReady } from "./import-all.tsx";
import { PasteDialog } from "./paste-dialog.tsx";
import { useTellImported } from "./tell-imported.ts";
import { useImports, usePaste, useUpload } from "./use-imports.ts";

const finished: ReadonlySet<ImportCard["state"]> = new Set(["committed", "undone"]);

export function Component() {
  const w = useWords(importWords);
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useImports();
  const [isHelpOpen, openHelp] = useState(false);
  const [isPasteOpen, openPaste] = useState(false);
  const { batchId } = useParams();
  const wantedId = batchId === undefined ? null : Number.parseInt(batchId, 10);
  const [currentId, setCurrent] = useState(wantedId);
  const intake = useIntake(setCurrent);
  usePasteAnywhere(intake.takeText, isPasteOpen);

  const cards = data?.rows ?? [];
  const open = inImportOrder(cards.filter((card) => !finished.has(card.state)));
  const past = cards.filter((card) => finished.has(card.state));
  const current = open.find((card) => card.id === currentId) ?? open[0] ?? null;
  useTellImported(cards);
  usePageKeys(open, current, setCurrent, () => openHelp(true));

  return (
    <div className="page-body import-page">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="page-note">{w("intro")}</span>
        <span className="is-end">
          <RefusedButton
            icon={<SnippetsOutlined />}
            reason={intake.refusal}
            onClick={() => openPaste(true)}
          >
            {w("paste")}
          </RefusedButton>
          <Button icon={<QuestionCircleOutlined />} onClick={() => openHelp(true)}>
            {w("help")}
          </Button>
        </span>
      </header>
      <DropZone
        isSlim={open.length > 0}
        share={intake.share}
        refusal={intake.refusal}
        onFiles={intake.takeFiles}
        onCancel={intake.cancel}
      />
      {intake.fault === null ? null : (
        <div className="failure" role="alert">
          <p>{intake.fault}</p>
        </div>
      )}
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {open.length > 0 ? (
        <section className="import-open" aria-label={w("toDo")}>
          {open.length > 1 ? <ImportAll cards={open} /> : null}
          {open.map((card) => (
            <FileCard
              key={card.id}
              card={card}
              isCurrent={card === current}
              isOnly={card === onlyReady(open)}
              onCurrent={() => setCurrent(card.id)}
            />
          ))}
        </section>
      ) : null}
      {data && cards.length === 0 ? (
        <EmptyState
          kind="yet"
          title={w("nothingYet")}
          text={w("nothingYetText")}
          action={<Button onClick={() => openHelp(true)}>{w("help")}</Button>}
        />
      ) : null}
      {open.length === 0 &&
      intake.fault === null &&
      past.some((card) => card.state === "committed") ? (
        <div className="import-done">
          <CheckCircleFilled />
          <span>{w("allDone")}</span>
          <LinkButton type="primary" to={pathTo("match", { booksId })}>
            {w("goMatch")}
          </LinkButton>
        </div>
      ) : null}
      {past.length > 0 ? (
        <section className="panel import-past">
          <header className="panel-head">
            <h2>{w("history")}</h2>
            <span className="is-end">
              <Link to={pathTo("dataHealth", { booksId })}>{w("dataHealth")}</Link>
            </span>
          </header>
          <History rows={past} wantedId={wantedId} onOpen={setCurrent} />
        </section>
      ) : null}
      <ExportHelpPanel isOpen={isHelpOpen} onClose={() => openHelp(false)} />
      <PasteDialog
        isOpen={isPasteOpen}
        onClose={() => openPaste(false)}
        onText={(text) => {
          openPaste(false);
          intake.takeText(text);
        }}
      />
    </div>
  );
}

/** What others lean on first: rates and customers before items, items before statements. */
const order: readonly ImportCard["contentKind"][] = [
  "own",
  "rates",
  "customers",
  "items",
  "statements",
];

function inImportOrder(cards: readonly ImportCard[]): ImportCard[] {
  const rank = (card: ImportCard) =>
    card.state === "refused" ? order.length : order.indexOf(card.contentKind);
  return [...cards].sort((a, b) => rank(a) - rank(b) || a.id - b.id);
}

/** With one file ready its own button is the page's primary one; with more, the one for all. */
function onlyReady(cards: readonly ImportCard[]): ImportCard | null {
  const ready = cards.filter(isReady);
  return ready.length === 1 ? (ready[0] ?? null) : null;
}

/** Files and pasted tables on their way to the server. */
function useIntake(onTaken: (id: number) => void) {
  const w = useWords(importWords);
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const refusal = useRefusal("import_files");
  const [share, setShare] = useState<number | null>(null);
  /** Why what was handed in last was not taken: it stays until something else is handed in. */
  const [fault, setFault] = useState<string | null>(null);
  const upload = useUpload(setShare);
  const sending = useRef<AbortController | null>(null);
  const { paste } = usePaste();

  const taken = useCallback(
    (files: readonly UploadOutcome[]) => {
      for (const file of files) {
        if (file.sameFile) message.info(w("sameFile", { name: file.fileName }), 6);
      }
      const first = files[0];
      if (first) onTaken(first.importId);
    },
    [message, w, onTaken],
  );
  const run = async (work: Promise<{ files: readonly UploadOutcome[] }>) => {
    setFault(null);
    try {
      taken((await work).files);
    } catch (error) {
      if (sending.current?.signal.aborted) message.info(w("uploadCancelled"));
      else setFault(sentence(error));
    } finally {
      setShare(null);
    }
  };
  return {
    share,
    fault,
    refusal,
    cancel: () => sending.current?.abort(),
    takeFiles: (chosen: readonly File[]) => {
      if (refusal !== null) return;
      const files = chosen.filter(({ size }) => size > 0);
      for (const { name, size } of chosen) {
        if (size === 0) message.warning(w("emptyFile", { name }), 8);
      }
      if (files.length === 0) return;
      sending.current = new AbortController();
      void run(upload.mutateAsync({ files, signal: sending.current.signal }));
    },
    takeText: (text: string) => {
      if (refusal === null) void run(paste(text));
    },
  };
}

/** A table in the clipboard may be pasted anywhere on the page that is no text field. */
function usePasteAnywhere(onText: (text: string) => void, isOff: boolean) {
  const latest = useRef(onText);
  latest.current = onText;
  useEffect(() => {
    if (isOff) return;
    const take = (event: ClipboardEvent) => {
      const target = event.target;
      const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isField || !/\t.*\n/.test(text)) return;
      event.preventDefault();
      latest.current(text);
    };
    document.addEventListener("paste", take);
    return () => document.removeEventListener("paste", take);
  }, [isOff]);
}

function usePageKeys(
  open: readonly ImportCard[],
  current: ImportCard | null,
  setCurrent: (id: number) => void,
  onHelp: () => void,
) {
  const step = (by: 1 | -1) => {
    const at = current === null ? -1 : open.indexOf(current);
    const next = open[(at + by + open.length) % open.length];
    if (!next) return;
    setCurrent(next.id);
    document.getElementById(`import-${next.id}`)?.focus();
  };
  useHotkeys(
    importWords.title,
    [
      { key: "KeyN", does: importWords.keyNextProblem, run: focusNextProblem },
      {
        key: "Ctrl+Enter",
        does: importWords.keyImport,
        inFields: true,
        run: () => {
          if (current) document.getElementById(`import-go-${current.id}`)?.click();
        },
      },
      { key: "KeyJ", does: importWords.keyNextFile, run: () => step(1) },
      { key: "KeyK", does: importWords.keyNextFile, run: () => step(-1), secret: true },
      { key: "KeyH", does: importWords.keyHelp, run: onHelp },
    ],
    true,
  );
}

/** To the next problem; Enter there goes to what can be done about it. */
function focusNextProblem(): void {
  const problems = [...document.querySelectorAll<HTMLElement>("[data-problem]")];
  const at = problems.findIndex((one) => one.contains(document.activeElement));
  const next = problems[(at + 1) % problems.length];
  next?.scrollIntoView({ block: "nearest" });
  next?.focus();
}
