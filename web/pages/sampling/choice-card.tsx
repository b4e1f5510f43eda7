// One reading of a sample as a numbered card: whose items, how much of each, what is left over.
import type { SampleChoiceOnWire } from "../../../src/contract/samples.ts";
import { itemKinds } from "../../../src/core/item-kinds.ts";
import { residualWords } from "../../../src/core/words/outcome.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { type Sentence, useLanguage, useSentence, useWords } from "../../words/words.ts";

type ChoiceCardProps = {
  readonly number: number;
  readonly choice: SampleChoiceOnWire;
  readonly isChosen: boolean;
  readonly isPosted: boolean;
  /** Null once the answer is given. */
  readonly onChoose: (() => void) | null;
};

export function ChoiceCard({ number, choice, isChosen, isPosted, onChoose }: ChoiceCardProps) {
  const w = useWords(accuracyWords);
  const word = useSentence();
  const codes: Readonly<Record<string, Sentence>> = residualWords;
  const nameOf = (code: string) => {
    const sentence = codes[code];
    return sentence ? word(sentence) : code;
  };
  return (
    <button
      type="button"
      className={isChosen ? "sampling-card is-chosen" : "sampling-card"}
      aria-pressed={isChosen}
      disabled={onChoose === null}
      onClick={onChoose ?? undefined}
    >
      <span className="sampling-card-head">
        <kbd>{number}</kbd>
        <b>{choice.customerName}</b>
        {isPosted ? <Tag tone="blue" text={w("systemPosted")} /> : null}
        {isChosen && isPosted === false ? <Tag text={w("youChose")} outlined /> : null}
        <Rest rest={choice.rest} />
      </span>
      <span className="sampling-parts">
        {choice.parts.map((part) => (
          <ItemPart key={`${part.no} ${part.customerName}`} part={part} />
        ))}
        {choice.booked.map(({ code, amount }) => (
          <span key={code} className="sampling-part">
            <span>{nameOf(code)}</span>
            <span />
            <MoneyText {...amount} />
          </span>
        ))}
      </span>
    </button>
  );
}

function ItemPart({ part }: { readonly part: SampleChoiceOnWire["parts"][number] }) {
  const word = useSentence();
  const kinds: Readonly<Record<string, Sentence>> = itemKinds;
  const kind = kinds[part.kind];
  return (
    <span className="sampling-part">
      <span className="sampling-number">{part.no}</span>
      <span className="page-note">
        {[kind ? word(kind) : part.kind, part.issueDate, part.dueDate && `→ ${part.dueDate}`]
          .filter(Boolean)
          .join(" ")}
        {part.reference === "" ? "" : ` · ${part.reference}`}
      </span>
      <MoneyText {...part.amount} bold />
    </span>
  );
}

function Rest({ rest }: { readonly rest: SampleChoiceOnWire["rest"] }) {
  const w = useWords(accuracyWords);
  const language = useLanguage();
  const isNone = /^-?0(\.0+)?$/.test(rest.amount);
  return (
    <span className={isNone ? "sampling-rest is-exact" : "sampling-rest"}>
      {isNone
        ? w("restNone")
        : w("rest", { amount: formatAmount(rest.amount, rest.currency, language) })}
    </span>
  );
}
