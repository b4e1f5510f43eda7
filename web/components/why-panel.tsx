// 为什么 · Why: beside the page, never over it. The sentence, the arithmetic, the source rows.
import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useHotkeys } from "../ui/hotkeys.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export type Why = {
  readonly title: string;
  readonly sentences: readonly string[];
  /** "到账 92,000.00 = 100,000.00 − 8,000.00 → 差额 0.00" */
  readonly arithmetic?: readonly string[];
  readonly sources?: ReactNode;
};

/** The page keeps whether it is open; W toggles it for what `why` describes now. */
export function WhyPanel(props: {
  why: Why | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const w = useWords(frameWords);
  const { why, isOpen, onOpenChange } = props;
  useHotkeys(frameWords.keysHere, [
    { key: "KeyW", does: frameWords.keyWhy, run: () => onOpenChange(!isOpen) },
  ]);
  return (
    <Drawer
      title={why?.title ?? w("why")}
      open={isOpen && why !== null}
      onClose={() => onOpenChange(false)}
      mask={false}
      size={420}
      destroyOnHidden
    >
      {why?.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {why?.arithmetic && why.arithmetic.length > 0 ? (
        <>
          <h3>{w("whyArithmetic")}</h3>
          {why.arithmetic.map((line) => (
            <p key={line} className="table-number">
              {line}
            </p>
          ))}
        </>
      ) : null}
      {why?.sources ? (
        <>
          <h3>{w("whySources")}</h3>
          {why.sources}
        </>
      ) : null}
    </Drawer>
  );
}
