// What the dunning pages share: a step, a grade, a state as a person reads it.
import type { DunningNoticeOnWire, DunningPlanRow } from "../../../src/contract/dunning.ts";
import { gradeActions } from "../../../src/core/dunning/grade.ts";
import { stepChannels, tones } from "../../../src/core/dunning/policy.ts";
import { holdReasons } from "../../../src/core/words/dunning.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";

export const channelNames = { ...stepChannels, ...gradeActions };

/** "到期后 30 天". */
export function useStepName(): (nominal: number | null) => string {
  const w = useWords(dunningWords);
  return (nominal) => {
    if (nominal === null) return w("repeat");
    if (nominal === 0) return w("stepDue");
    return nominal > 0 ? w("stepAt", { days: nominal }) : w("stepBefore", { days: -nominal });
  };
}

/** Why a notice stopped; a reason the client does not know is shown as it came. */
export function useReason(): (code: string) => string {
  const word = useSentence();
  const w = useWords(dunningWords);
  return (code) => {
    const known = Object.entries(holdReasons).find(([key]) => key === code);
    if (known) return word(known[1]);
    return code === "notice_ended" ? w("stopped_notice_ended") : code;
  };
}

type TodayOf = Pick<DunningPlanRow, "touch" | "task" | "held" | "readyOn" | "newDebts" | "actions">;

/** What happens today: the step and how it goes out, or why not. */
export function TodayCell({ row }: { readonly row: TodayOf }) {
  const w = useWords(dunningWords);
  const word = useSentence();
  const stepName = useStepName();
  const { touch, task, held, readyOn, newDebts, actions } = row;
  return (
    <span className="dunning-today-cell">
      {touch ? (
        <>
          <Tag
            tone="blue"
            text={`${word(stepChannels[touch.channel])} · ${stepName(touch.nominal)}`}
          />
          <span className="page-note">{word(tones[touch.tone])}</span>
        </>
      ) : held ? (
        <span className="page-note">
          {word(holdReasons[held])}
          {readyOn && held === "not_yet" ? ` · ${w("readyOn", { date: readyOn })}` : ""}
        </span>
      ) : null}
      {task ? <Tag text={`${word(stepChannels.task)} · ${stepName(task.nominal)}`} /> : null}
      {newDebts > 0 ? <Tag tone="amber" text={w("startsToPlace", { count: newDebts })} /> : null}
      {actions.length > 0 ? (
        <Tag
          tone="red"
          outlined
          text={w("actionsDue", {
            actions: actions.map((kind) => word(gradeActions[kind])),
          })}
        />
      ) : null}
    </span>
  );
}

/** A letter whose text is final waits for the post. */
export function isToPost({ state, channel, messageState }: DunningNoticeOnWire): boolean {
  const isPaper = channel === "letter" || channel === "lawyer_letter";
  return isPaper && state === "released" && messageState === "sent";
}

export function NoticeState({ row }: { readonly row: DunningNoticeOnWire }) {
  const w = useWords(dunningWords);
  const reason = useReason();
  const { state, messageState, stopReason } = row;
  if (isToPost(row)) return <Tag tone="amber" text={w("toPost")} />;
  if (state === "released" && messageState !== null) return <MessageState state={messageState} />;
  const tone =
    state === "done"
      ? "green"
      : state === "proposed"
        ? "amber"
        : state === "released"
          ? "blue"
          : "hatched";
  const note = stopReason === "" ? "" : ` · ${reason(stopReason)}`;
  return <Tag tone={tone} text={`${w(`state_${state}`)}${note}`} />;
}

const messageStates = ["queued", "sending", "sent", "failed", "bounced", "cancelled"] as const;

function MessageState({ state }: { readonly state: string }) {
  const w = useWords(dunningWords);
  const known = messageStates.find((one) => one === state) ?? "queued";
  const tone =
    known === "sent" ? "green" : known === "failed" || known === "bounced" ? "red" : "blue";
  return <Tag tone={tone} text={w(`message_${known}`)} />;
}
