// Search over everything of the books (`/`): number, amount, customer, memo, pinyin initials.
import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef, Popover } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { type SearchHit, searchResult } from "../../src/contract/search.ts";
import { useGet } from "../api/query.ts";
import { useBooks, useBooksPath } from "../api/session.tsx";
import { paths } from "../paths.ts";
import { useHotkeys } from "../ui/hotkeys.ts";
import { formatAmount } from "../ui/money-text.tsx";
import { useIsPhone } from "../ui/phone.ts";
import { frameWords } from "../words/frame.ts";
import { useLanguage, useWords } from "../words/words.ts";

const groupWords = {
  customer: "searchCustomers",
  item: "searchItems",
  line: "searchLines",
} as const;

export function GlobalSearch() {
  const w = useWords(frameWords);
  const navigate = useNavigate();
  const path = useBooksPath();
  const { id: booksId } = useBooks();
  const isPhone = useIsPhone();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState("");
  const [isOpen, open] = useState(false);
  const [current, setCurrent] = useState(0);
  const q = useDeferredValue(text.trim());
  const { data, isFetching } = useGet(searchResult, `${path}/search`, {
    query: { q },
    enabled: q.length > 0,
    keep: true,
  });
  const hits = q === "" ? [] : (data?.hits ?? []);
  useHotkeys(frameWords.keysEverywhere, [
    { key: "Slash", does: frameWords.keySearch, run: () => field.current?.focus() },
  ]);

  const go = (hit: SearchHit | undefined) => {
    if (!hit) return;
    open(false);
    setText("");
    field.current?.blur();
    navigate(addressOf(hit, booksId));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setCurrent(Math.min(current + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setCurrent(Math.max(current - 1, 0));
    else if (event.key === "Enter") go(hits[current]);
    else if (event.key === "Escape") field.current?.blur();
    else return;
    event.preventDefault();
  };

  const list = (
    <SearchList
      hits={hits}
      current={current}
      onChoose={go}
      nothing={isFetching ? w("searching") : w("searchNothing", { q })}
    />
  );
  return (
    <div className="bar-search">
      <Popover
        open={isOpen && q !== ""}
        content={list}
        placement="bottom"
        arrow={false}
        styles={{ content: { padding: 6, width: 460, maxWidth: "94vw" } }}
      >
        <Input
          ref={field}
          className="bar-search-field"
          prefix={<SearchOutlined style={{ color: "var(--faint)" }} />}
          suffix={<span className="bar-key">/</span>}
          placeholder={isPhone ? w("searchShort") : w("search")}
          aria-label={w("search")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCurrent(0);
            open(true);
          }}
          onFocus={() => open(true)}
          onBlur={() => setTimeout(() => open(false), 150)}
          onKeyDown={onKeyDown}
        />
      </Popover>
    </div>
  );
}

type SearchListProps = {
  readonly hits: readonly SearchHit[];
  readonly current: number;
  readonly onChoose: (hit: SearchHit) => void;
  readonly nothing: string;
};

function SearchList({ hits, current, onChoose, nothing }: SearchListProps) {
  const w = useWords(frameWords);
  const language = useLanguage();
  if (hits.length === 0) return <div className="search-group">{nothing}</div>;
  return (
    <div className="search-list" role="listbox">
      {hits.map((hit, index) => (
        <div key={`${hit.kind}-${hit.id}`}>
          {hits[index - 1]?.kind === hit.kind ? null : (
            <div className="search-group">{w(groupWords[hit.kind])}</div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys */}
          <div
            className={index === current ? "search-hit is-current" : "search-hit"}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(hit)}
          >
            <span>{hit.title}</span>
            <small>{hit.detail}</small>
            {hit.money ? (
              <span className="money">
                {formatAmount(hit.money.amount, hit.money.currency, language)}
              </span>
            ) : null}
          </div>
        </div>
      ))}
    </div>
  );
}

function addressOf(hit: SearchHit, booksId: number): string {
  const base = (path: string) => path.replace(":booksId", String(booksId));
  if (hit.kind === "customer") {
    return base(paths.customer).replace(":customerId", String(hit.id));
  }
  if (hit.kind === "line") return `${base(paths.lines)}?q=${encodeURIComponent(hit.find)}`;
  return `${base(paths.items)}?q=${encodeURIComponent(hit.find)}`;
}
