// The keys of the workbench beside those of a single line.
import { App, type InputRef } from "antd";
import type { RefObject } from "react";
import { undoLast } from "../../components/undo-bar.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import type { Mode } from "./beside.tsx";
import { laneWord } from "./strip.tsx";
import type { LaneName, Place } from "./use-place.ts";
import type { Together, useTicked } from "./use-ticked.ts";
import type { Walk } from "./use-walk.ts";

export function useDeskKeys(of: {
  readonly place: Place;
  readonly walk: Walk;
  readonly ticks: ReturnType<typeof useTicked>;
  readonly together: Together;
  readonly filter: RefObject<InputRef | null>;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly onRun: () => void;
}): void {
  const { place, walk, ticks, together, filter } = of;
  const w = useWords(workbenchWords);
  const { message } = App.useApp();
  useHotkeys(
    workbenchWords.title,
    [
      { key: "ArrowDown", does: workbenchWords.keyMove, run: () => walk.step(1) },
      { key: "ArrowUp", does: workbenchWords.keyMove, run: () => walk.step(-1), secret: true },
      {
        key: "Space",
        does: workbenchWords.keyTick,
        run: () => {
          if (walk.current) ticks.toggle(walk.current);
        },
      },
      {
        key: "KeyV",
        does: workbenchWords.keyTogether,
        run: () => {
          if (together.canSettle) of.onMode({ name: "together" });
          else message.info(w("togetherNeeds"));
        },
      },
      { key: "KeyF", does: workbenchWords.keyFind, run: () => filter.current?.focus() },
      { key: "ArrowRight", does: workbenchWords.keyLanes, run: () => toNextLane(place, 1) },
      {
        key: "ArrowLeft",
        does: workbenchWords.keyLanes,
        run: () => toNextLane(place, -1),
        secret: true,
      },
      { key: "Escape", does: workbenchWords.keyBack, run: ticks.clear, secret: true },
    ],
    of.mode.name === "line",
  );
  useHotkeys(workbenchWords.title, [
    { key: "F9", does: workbenchWords.keyReconcile, run: of.onRun, inFields: true },
    {
      key: "KeyU",
      does: workbenchWords.keyUndo,
      run: () => {
        if (!undoLast()) message.info(w("nothingToUndo"));
      },
    },
  ]);
}

const laneOrder = Object.keys(laneWord) as LaneName[]; // the record's own keys

function toNextLane(place: Place, step: number): void {
  const at = laneOrder.indexOf(place.lane) + step;
  const lane = laneOrder[(at + laneOrder.length) % laneOrder.length];
  if (lane) place.toLane(lane);
}
