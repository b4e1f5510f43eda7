// 调账 as a button, for wherever an open item is shown.
import { useState } from "react";
import { useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";
import { type AdjustedItem, AdjustForm, kindsFor } from "./adjust-form.tsx";

export function AdjustButton({ item }: { readonly item: AdjustedItem }) {
  const w = useWords(closeWords);
  const refusal = useRefusal("adjust");
  const [isOpen, open] = useState(false);
  if (kindsFor(item.kind).length === 0) return null;
  return (
    <>
      <RefusedButton size="small" reason={refusal} onClick={() => open(true)}>
        {w("adjust")}
      </RefusedButton>
      {isOpen ? <AdjustForm item={item} onClose={() => open(false)} /> : null}
    </>
  );
}
