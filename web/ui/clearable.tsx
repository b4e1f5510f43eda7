// `allowClear={clearable}`: a text field with a cross that empties it, called by what it does.
import { CloseCircleFilled } from "@ant-design/icons";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export const clearable = { clearIcon: <ClearIcon /> };

function ClearIcon() {
  const w = useWords(frameWords);
  return <CloseCircleFilled aria-label={w("clearField")} />;
}
