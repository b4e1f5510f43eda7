// Below the list while lines are ticked: how many, how much, and what can be done with all of them.
import { Button } from "antd";
import type { WorkbenchRow } from "../../../src/contract/workbench.ts";
import { useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { grouped } from "../../ui/count.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { useSumText } from "./use-decisions.ts";

export function TickedFoot(props: {
  readonly rows: readonly WorkbenchRow[];
  readonly canTogether: boolean;
  readonly isPosting: boolean;
  readonly onConfirm: () => void;
  readonly onTogether: () => void;
  readonly onCategory: () => void;
  readonly onClear: () => void;
}) {
  const { rows } = props;
  const w = useWords(workbenchWords);
  const sumText = useSumText();
  const right = useRefusal("decide_matches");
  const fitting = rows.filter((row) => row.lane === "suggested" && row.tiedWith === 0);
  return (
    <footer className="wb-ticked">
      <p>
        {w("listTicked", { count: grouped(rows.length) })} <b>{sumText(rows)}</b>
        <Button type="link" size="small" onClick={props.onClear}>
          {w("clearTicks")}
        </Button>
      </p>
      <RefusedButton
        type="primary"
        size="small"
        loading={props.isPosting}
        reason={right ?? (fitting.length === 0 ? w("bulkNone") : null)}
        onClick={props.onConfirm}
      >
        {w("bulkConfirm", { count: grouped(fitting.length) })}
      </RefusedButton>
      <RefusedButton
        size="small"
        reason={right ?? (props.canTogether ? null : w("togetherNeeds"))}
        onClick={props.onTogether}
      >
        {w("bulkTogether")} <kbd>V</kbd>
      </RefusedButton>
      <RefusedButton size="small" reason={right} onClick={props.onCategory}>
        {w("bulkCategory")}
      </RefusedButton>
    </footer>
  );
}
