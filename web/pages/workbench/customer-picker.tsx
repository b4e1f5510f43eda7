// Choosing a customer by name, number or pinyin initials, by keys alone.
import { Input, type InputRef } from "antd";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { type SearchHit, searchResult } from "../../../src/contract/search.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { isComposing } from "../../ui/hotkeys.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";

export type ChosenCustomer = { readonly id: number; readonly name: string };

type CustomerPickerProps = {
  /** What to look for at first: the payer's name, as the bank wrote it. */
  readonly suggested?: string;
  readonly onChoose: (customer: ChosenCustomer) => void;
  readonly onLeave: () => void;
};

export function CustomerPicker({ suggested = "", onChoose, onLeave }: CustomerPickerProps) {
  const w = useWords(workbenchWords);
  const field = useRef<InputRef>(null);
  const [text, setText] = useState(suggested);
  const [current, setCurrent] = useState(0);
  const q = useDeferredValue(text.trim());
  const { data, isFetching } = useGet(searchResult, `${useBooksPath()}/search`, {
    query: { q },
    enabled: q !== "",
    keep: true,
  });
  const hits = q === "" ? [] : (data?.hits ?? []).filter(({ kind }) => kind === "customer");
  useEffect(() => field.current?.select(), []);
  const choose = (hit: SearchHit | undefined) => {
    if (hit) onChoose({ id: hit.id, name: hit.title });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowDown") setCurrent(Math.min(current + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setCurrent(Math.max(current - 1, 0));
    else if (event.key === "Enter") choose(hits[current]);
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="wb-picker">
      <Input
        ref={field}
        autoFocus
        value={text}
        placeholder={w("claimHint")}
        aria-label={w("handChoose")}
        onChange={(event) => {
          setText(event.target.value);
          setCurrent(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="search-list" role="listbox">
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
          <div
            key={hit.id}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            className={index === current ? "search-hit is-current" : "search-hit"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <span>{hit.title}</span>
            <small>{hit.detail}</small>
          </div>
        ))}
        {q !== "" && hits.length === 0 && !isFetching ? (
          <p className="page-note">{w("claimNothing")}</p>
        ) : null}
      </div>
    </div>
  );
}
