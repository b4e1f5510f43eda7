// A choice of a few, side by side; named in the reader's language where the page names it no better.
import { Segmented as AntSegmented, type SegmentedProps } from "antd";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export function Segmented<Value extends string | number | boolean>(props: SegmentedProps<Value>) {
  const w = useWords(frameWords);
  // the choices themselves take the focus: their frame is no stop of its own
  return <AntSegmented<Value> aria-label={w("chooseView")} tabIndex={-1} {...props} />;
}
