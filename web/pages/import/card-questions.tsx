// What only a person can say about a file: whose account it is, what to do with rows in a closed
// month, whether a list of items is the opening balance.
import { Checkbox, Radio } from "antd";
import type { ImportCard, ImportPreview } from "../../../src/contract/imports.ts";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";
import { AccountQuestion } from "./account-question.tsx";
import { DeliveryQuestion } from "./delivery-question.tsx";
import { useChoices } from "./use-imports.ts";

export function CardQuestions(props: {
  readonly card: ImportCard;
  readonly preview: ImportPreview;
}) {
  const { card, preview } = props;
  const open = preview.statements.filter(
    (statement) => statement.standing === "unknown" || statement.standing === "none",
  );
  return (
    <>
      {open.map((statement) => (
        <AccountQuestion key={statement.key} card={card} statement={statement} />
      ))}
      {preview.deliveries && card.state === "previewed" ? (
        <DeliveryQuestion card={card} deliveries={preview.deliveries} />
      ) : null}
      {preview.closed ? <ClosedQuestion card={card} closed={preview.closed} /> : null}
      {card.contentKind === "items" && preview.counts.fresh > 0 ? (
        <OpeningQuestion card={card} />
      ) : null}
    </>
  );
}

function ClosedQuestion(props: {
  readonly card: ImportCard;
  readonly closed: NonNullable<ImportPreview["closed"]>;
}) {
  const w = useWords(importWords);
  const { change } = useChoices(props.card);
  const { rows, through, earliestOpen } = props.closed;
  return (
    <div className="question is-amber">
      <span>{w("closed", { rows, through })}</span>
      <Radio.Group
        value={props.card.choices.closedMonth ?? "refuse"}
        onChange={(event) => {
          const chosen = event.target.value === "earliest_open" ? "earliest_open" : "refuse";
          void change((choices) => ({ ...choices, closedMonth: chosen }));
        }}
        options={[
          { value: "earliest_open", label: w("closedMove", { earliest: earliestOpen }) },
          { value: "refuse", label: w("closedRefuse") },
        ]}
      />
    </div>
  );
}

function OpeningQuestion({ card }: { readonly card: ImportCard }) {
  const w = useWords(importWords);
  const { change } = useChoices(card);
  return (
    <div className="question">
      <Checkbox
        checked={card.choices.itemsAre === "openings"}
        onChange={(event) => {
          const itemsAre = event.target.checked ? "openings" : "as_written";
          void change((choices) => ({ ...choices, itemsAre }));
        }}
      >
        {w("asOpenings")}
      </Checkbox>
    </div>
  );
}
