// Short questions about a line, asked in place: whose money it is, what it is if no receipt, why it
// is put aside. Enter answers, Esc leaves.
import { Button, Input } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { WorkbenchRow } from "../../../src/contract/workbench.ts";
import {
  type NotReceivableCategory,
  notReceivableCategories,
} from "../../../src/core/matching/output.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import { isComposing, useHotkeys } from "../../ui/hotkeys.ts";
import { lineEndWords } from "../../words/line-ends.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { type ChosenCustomer, CustomerPicker } from "./customer-picker.tsx";
import type { SeenRow } from "./use-decisions.ts";

export type QuestionName = "claim" | "category" | "hold";

function Question(props: { title: string; onLeave: () => void; children: ReactNode }) {
  const w = useWords(workbenchWords);
  useHotkeys(workbenchWords.title, [
    { key: "Escape", does: workbenchWords.keyBack, run: props.onLeave, inFields: true },
  ]);
  return (
    <section className="wb-question panel" aria-label={props.title}>
      <header>
        <b>{props.title}</b>
        <Button type="text" size="small" onClick={props.onLeave}>
          {w("cancel")} <kbd>Esc</kbd>
        </Button>
      </header>
      {props.children}
    </section>
  );
}

export function ClaimQuestion(props: {
  readonly payerName: string;
  /** Whose money it is by now; null: nobody's. */
  readonly ownerId: number | null;
  readonly onChoose: (customer: ChosenCustomer, seenCustomerId: number | null) => void;
  readonly onLeave: () => void;
}) {
  const w = useWords(workbenchWords);
  // the panel behind the question goes on changing with what others decide
  const [seenCustomerId] = useState(props.ownerId);
  return (
    <Question title={w("claimTitle")} onLeave={props.onLeave}>
      <CustomerPicker
        suggested={props.payerName}
        onChoose={(customer) => props.onChoose(customer, seenCustomerId)}
        onLeave={props.onLeave}
      />
    </Question>
  );
}

/** Those a person finds for money in; the others come from the bank's own words. */
const offered = notReceivableCategories.filter(
  (category) => category !== "outgoing" && category !== "reversal",
);

type AskedLine = SeenRow & Pick<WorkbenchRow, "customerName">;

export function CategoryQuestion(props: {
  readonly lines: readonly AskedLine[];
  /** A customer's deposit, which we hold: it wants more to be told. Absent: several lines at once. */
  readonly onDeposit?: () => void;
  /** With the lines as they were when it was asked. */
  readonly onChoose: (category: NotReceivableCategory, lines: readonly SeenRow[]) => void;
  readonly onLeave: () => void;
}) {
  const w = useWords(workbenchWords);
  const word = useSentence();
  const [lines] = useState(props.lines);
  const [current, setCurrent] = useState(0);
  const [text, setText] = useState("");
  const [isDeposit, askDeposit] = useState(false);
  const { onDeposit, onChoose } = props;
  if (isDeposit && onDeposit) {
    return (
      <DepositQuestion
        onTheirs={onDeposit}
        onOurs={() => onChoose("deposit", lines)}
        onLeave={props.onLeave}
      />
    );
  }
  const choose = (category: NotReceivableCategory) => {
    if (category === "deposit" && onDeposit) askDeposit(true);
    else onChoose(category, lines);
  };
  const shown = offered.filter((category) => {
    const { zh, en } = categoryWords[category];
    return `${zh} ${en}`.toLowerCase().includes(text.trim().toLowerCase());
  });
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const chosen = shown[current];
    if (event.key === "ArrowDown") setCurrent(Math.min(current + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setCurrent(Math.max(current - 1, 0));
    else if (event.key === "Enter" && chosen) choose(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Question title={w("categoryTitle")} onLeave={props.onLeave}>
      <ClaimsGivenBack lines={lines} />
      <Input
        autoFocus
        value={text}
        aria-label={w("category")}
        placeholder={w("categoryHint")}
        onChange={(event) => {
          setText(event.target.value);
          setCurrent(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="wb-choices" role="listbox">
        {shown.map((category, index) => (
          <button
            key={category}
            type="button"
            role="option"
            aria-selected={index === current}
            className={index === current ? "wb-choice is-current" : "wb-choice"}
            onClick={() => choose(category)}
          >
            {word(categoryWords[category])}
          </button>
        ))}
      </div>
    </Question>
  );
}

/** Whose the money is by now: a category takes that back. */
function ClaimsGivenBack({ lines }: { lines: readonly AskedLine[] }) {
  const w = useWords(workbenchWords);
  const owners = lines.flatMap((line) => (line.ownerId === null ? [] : [line.customerName ?? ""]));
  if (owners.length === 0) return null;
  const [first = ""] = owners;
  const text =
    new Set(owners).size === 1
      ? w("categoryGivesBack", { customer: first })
      : w("categoryGivesBackMany", { count: owners.length });
  return <p className="wb-reason">{text}</p>;
}

/** Whose deposit: what a customer left with us is booked, what comes back to us is only named. */
function DepositQuestion(props: {
  readonly onTheirs: () => void;
  readonly onOurs: () => void;
  readonly onLeave: () => void;
}) {
  const w = useWords(lineEndWords);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Question title={w("depositWhich")} onLeave={props.onLeave}>
      <div className="wb-choices">
        <button ref={first} type="button" className="wb-choice" onClick={props.onTheirs}>
          {w("depositTheirs")}
        </button>
        <button type="button" className="wb-choice" onClick={props.onOurs}>
          {w("depositOurs")}
        </button>
      </div>
    </Question>
  );
}

export function HoldQuestion(props: {
  readonly onHold: (note: string) => void;
  readonly onLeave: () => void;
}) {
  const w = useWords(workbenchWords);
  const [note, setNote] = useState("");
  return (
    <Question title={w("holdTitle")} onLeave={props.onLeave}>
      <div className="wb-row-form">
        <Input
          autoFocus
          value={note}
          maxLength={500}
          aria-label={w("holdNote")}
          placeholder={w("holdNote")}
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={(event) => {
            if (!isComposing(event.nativeEvent)) props.onHold(note.trim());
          }}
        />
        <Button type="primary" onClick={() => props.onHold(note.trim())}>
          {w("hold")}
        </Button>
      </div>
    </Question>
  );
}
