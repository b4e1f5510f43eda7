// What somebody types to find something: asked for after a pause, never while an input method still
// composes, and never written over while they type.
import { useCallback, useEffect, useState } from "react";

/** A pause in typing after which the list is asked for. */
export const typingPauseMs = 250;

export type Typed = {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Says it at once. */
  readonly say: () => void;
  /** For the field itself. */
  readonly field: {
    readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
    readonly onCompositionStart: () => void;
    readonly onCompositionEnd: () => void;
  };
};

/** `outside` is what stands in the address; `isWrong` keeps what is no filter from being said. */
export function useTyped(
  outside: string,
  onSay: (text: string) => void,
  isWrong: (text: string) => boolean = never,
): Typed {
  const [text, setText] = useState(outside);
  const [seen, setSeen] = useState(outside);
  /** What stands in the address and what was said since and is still on its way there. */
  const [said, setSaid] = useState<readonly string[]>([outside]);
  const [isComposing, setComposing] = useState(false);
  if (outside !== seen) {
    setSeen(outside);
    // what was said here comes back late, and more is typed by then
    const arrived = said.indexOf(outside);
    setSaid(arrived < 0 ? [outside] : said.slice(arrived));
    if (arrived < 0) setText(outside);
  }
  const isUnsaid = !isComposing && text.trim() !== outside && !isWrong(text);
  const say = useCallback(() => {
    if (!isUnsaid) return;
    setSaid((before) => [...before, text.trim()]);
    onSay(text.trim());
  }, [isUnsaid, onSay, text]);
  useEffect(() => {
    if (!isUnsaid) return;
    const timer = setTimeout(say, text === "" ? 0 : typingPauseMs);
    return () => clearTimeout(timer);
  }, [isUnsaid, say, text]);
  return {
    text,
    setText,
    say,
    field: {
      onChange: (event) => setText(event.target.value),
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  };
}

function never(): boolean {
  return false;
}
