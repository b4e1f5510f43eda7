// Problems of a file, each with its place, what stands there and the remedy; mended here by typing the
// right value, or left out with a reason.
import { Button, Dropdown, Input } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ImportCard, ImportProblemOnWire } from "../../../src/contract/imports.ts";
import {
  importProblemRemedy,
  importProblemWhat,
} from "../../../src/core/words/importing-to-books.ts";
import { isComposing } from "../../ui/hotkeys.ts";
import { importWords } from "../../words/import.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { useChoices, useProblems } from "./use-imports.ts";

const firstShown = 20;
const moreShown = 100;

export function ProblemList({ card }: { readonly card: ImportCard }) {
  const w = useWords(importWords);
  const [limit, setLimit] = useState(firstShown);
  const { data } = useProblems(card, limit);
  const { fatal, row, warning } = card.problemCounts;
  const count = fatal + row;
  const { edits = [], leftOut = [] } = card.choices;
  const shown = [...(data?.rows ?? [])].sort((a, b) => weight(a) - weight(b));
  const { list, goOnFrom } = useGoOn(card, data);
  if (count + warning === 0 && edits.length + leftOut.length === 0) return null;
  const left = count + warning - shown.length;
  return (
    <section className="problems" aria-label={w("problems")}>
      <header className="section-head">
        {count > 0 ? <h3>{w("problemsOf", { count })}</h3> : null}
        {warning > 0 ? (
          <span className="page-note">{w("warnings", { count: warning })}</span>
        ) : null}
        <Decided card={card} />
      </header>
      <ol className="problem-rows" ref={list}>
        {shown.map((problem, at) => (
          <ProblemRow
            key={problem.n}
            card={card}
            problem={problem}
            onDecided={() => goOnFrom(at)}
          />
        ))}
      </ol>
      {left > 0 ? (
        <Button type="link" size="small" onClick={() => setLimit(limit + moreShown)}>
          {w("more", { count: Math.min(left, moreShown) })}
        </Button>
      ) : null}
    </section>
  );
}

/** After a decision the file is read again; the keyboard then stands on the problem that is next. */
function useGoOn(card: ImportCard, data: unknown) {
  const list = useRef<HTMLOListElement>(null);
  const next = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the answers of the reading are here
  useEffect(() => {
    if (next.current === null || card.state === "reading") return;
    const problems = list.current?.children ?? [];
    const target = problems[Math.min(next.current, problems.length - 1)];
    next.current = null;
    if (target instanceof HTMLElement) target.focus();
    else document.getElementById(`import-go-${card.id}`)?.focus();
  }, [card.state, data]);
  return {
    list,
    goOnFrom: (at: number) => {
      next.current = at;
    },
  };
}

function weight(problem: ImportProblemOnWire): number {
  return { fatal: 0, row: 1, warning: 2 }[problem.severity];
}

/** What was decided already, and back. */
function Decided({ card }: { readonly card: ImportCard }) {
  const w = useWords(importWords);
  const { change } = useChoices(card);
  const { edits = [], leftOut = [] } = card.choices;
  return (
    <span className="decided">
      {edits.length > 0 ? (
        <Button
          size="small"
          type="link"
          title={w("editedUndo")}
          onClick={() => void change(({ edits: _, ...choices }) => choices)}
        >
          {w("edited", { count: edits.length })} · {w("editedUndo")}
        </Button>
      ) : null}
      {leftOut.length > 0 ? (
        <Button
          size="small"
          type="link"
          title={w("editedUndo")}
          onClick={() => void change(({ leftOut: _, ...choices }) => choices)}
        >
          {w("leftOutRows", { count: leftOut.length })} · {w("editedUndo")}
        </Button>
      ) : null}
    </span>
  );
}

type ProblemProps = {
  readonly card: ImportCard;
  readonly problem: ImportProblemOnWire;
  readonly onDecided: () => void;
};

function ProblemRow(props: ProblemProps) {
  const { card, problem, onDecided } = props;
  const language = useLanguage();
  const plain = { ...problem, place: exactPlace(problem.place) };
  const { row } = problem.place;
  // of a delivery that is to be chosen the question on the card is the remedy
  const isRow =
    problem.severity === "row" && row !== undefined && problem.code !== "delivery_undecided";
  return (
    <li
      className={`problem is-${problem.severity}`}
      data-problem={problem.n}
      tabIndex={-1}
      onKeyDown={enterOrLeave}
    >
      <div className="problem-text">
        <b>{importProblemWhat(plain, language)}</b>{" "}
        <span>{importProblemRemedy(plain, language)}</span>
        {problem.excerpt ? <code title={problem.excerpt}>{problem.excerpt}</code> : null}
      </div>
      {isRow ? (
        <div className="problem-ways">
          <FixCell card={card} problem={problem} onDecided={onDecided} />
          <LeaveOut card={card} problem={problem} onDecided={onDecided} row={row} />
        </div>
      ) : null}
    </li>
  );
}

/** Enter goes from the problem to what can be done about it, Esc back to the problem. */
function enterOrLeave(event: KeyboardEvent<HTMLLIElement>): void {
  const isRow = event.target === event.currentTarget;
  if (event.key === "Enter" && isRow && !event.ctrlKey) {
    const field = event.currentTarget.querySelector<HTMLElement>("input, button");
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
    event.preventDefault();
  }
  if (event.key === "Escape" && !isRow) event.currentTarget.focus();
}

function exactPlace({ sheet, row, column }: ImportProblemOnWire["place"]) {
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
  };
}

/** Only tables have cells to mend; what is typed is kept with the file and read in place of it. */
function FixCell({ card, problem, onDecided }: ProblemProps) {
  const w = useWords(importWords);
  const { change, isPending } = useChoices(card);
  const { row, column, sheet } = problem.place;
  const value = problem.fields["value"];
  const [text, setText] = useState(typeof value === "string" ? value : "");
  if (!card.preview?.mapping || row === undefined || column === undefined) return null;
  const fix = () => {
    const edit = { row, column, value: text, ...(sheet === undefined ? {} : { sheet }) };
    onDecided();
    void change((choices) => ({
      ...choices,
      edits: [
        ...(choices.edits ?? []).filter((one) => one.row !== row || one.column !== column),
        edit,
      ],
    }));
  };
  return (
    <Input
      className="problem-fix"
      value={text}
      addonBefore={column}
      placeholder={w("fixPlaceholder")}
      aria-label={`${w("fixHere")}: ${column}`}
      disabled={isPending}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.ctrlKey && !isComposing(event.nativeEvent)) fix();
      }}
    />
  );
}

function LeaveOut({ card, problem, onDecided, row }: ProblemProps & { readonly row: number }) {
  const w = useWords(importWords);
  const { change } = useChoices(card);
  const { sheet } = problem.place;
  const leave = (reason: string) => {
    const place = { row, reason, ...(sheet === undefined ? {} : { sheet }) };
    onDecided();
    void change((choices) => ({ ...choices, leftOut: [...(choices.leftOut ?? []), place] }));
  };
  const reasons = ["reason_duplicate", "reason_mistake", "reason_irrelevant"] as const;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "title", type: "group", label: w("leaveOutReason") },
          ...reasons.map((key) => ({ key, label: w(key), onClick: () => leave(w(key)) })),
        ],
      }}
    >
      <Button size="small">{w("leaveOut")}</Button>
    </Dropdown>
  );
}
