// Undo in place of "are you sure": ten seconds after each posting, Ctrl+Z also later on.
import { App } from "antd";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useHotkeys } from "../ui/hotkeys.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";
import { useErrorSentence } from "./failure.tsx";

export type Undoable = {
  /** "已核销 3 笔 92,000.00" */
  readonly message: string;
  /** Reverses it on the server. */
  readonly undo: () => Promise<unknown>;
};

const shownMs = 10_000;

type Shown = Undoable & { readonly id: number };
let last: Shown | null = null;
let ids = 0;
const watchers = new Set<() => void>();

/** Called when the server has posted; only the last posting can be undone by key. */
export function offerUndo(undoable: Undoable): void {
  set({ ...undoable, id: ++ids });
}

let undoShown: (() => void) | null = null;

/** For a page's own undo key; false when there is nothing to undo. */
export function undoLast(): boolean {
  if (last === null || undoShown === null) return false;
  undoShown();
  return true;
}

function set(next: Shown | null): void {
  last = next;
  for (const watcher of watchers) watcher();
}

export function UndoBar() {
  const w = useWords(frameWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const offered = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => last,
  );
  const [hiddenId, hide] = useState(0);
  const [isUndoing, setUndoing] = useState(false);
  useEffect(() => {
    if (!offered) return;
    const timer = setTimeout(() => hide(offered.id), shownMs);
    return () => clearTimeout(timer);
  }, [offered]);

  const undo = async () => {
    if (!offered || isUndoing) return;
    setUndoing(true);
    try {
      await offered.undo();
      set(null);
      message.success(w("undone"));
    } catch (error) {
      message.error(sentence(error));
    } finally {
      setUndoing(false);
    }
  };
  useHotkeys(
    frameWords.keysEverywhere,
    [{ key: "Ctrl+KeyZ", does: frameWords.keyUndo, run: () => void undo() }],
    true,
  );

  useEffect(() => {
    undoShown = () => void undo();
  });

  if (!offered || offered.id === hiddenId) return null;
  return (
    <div className="undo-bar" role="status" key={offered.id}>
      <span>{offered.message}</span>
      <button type="button" onClick={() => void undo()} disabled={isUndoing}>
        {isUndoing ? w("undoing") : w("undo")}
        <kbd style={{ background: "none", border: 0, color: "inherit" }}>Ctrl+Z</kbd>
      </button>
      <i />
    </div>
  );
}
