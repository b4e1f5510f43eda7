// Open items to choose from by hand: filter, tick with Space, change the amount in its cell.
import { Button, Checkbox, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import type { WorkbenchItem } from "../../../src/contract/workbench.ts";
import { useBooks } from "../../api/session.tsx";
import { clearable } from "../../ui/clearable.tsx";
import { isComposing, useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useOwnFocus } from "../../ui/own-focus.ts";
import { Skeleton } from "../../ui/states.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { CustomerPicker } from "./customer-picker.tsx";
import { ItemDates, ItemKindWord, ItemNumber } from "./item-cells.tsx";
import { OrdersPanel } from "./orders-panel.tsx";
import type { Hand } from "./use-hand.ts";

export function HandPanel(props: {
  readonly hand: Hand;
  readonly isSplit: boolean;
  readonly suggested: string;
  readonly onLeave: () => void;
}) {
  const { hand } = props;
  const w = useWords(workbenchWords);
  const filter = useRef<InputRef>(null);
  const [isChoosing, setChoosing] = useState(
    hand.customer === null && hand.start.candidate === null,
  );
  const [current, setCurrent] = useState(0);
  const panel = useOwnFocus<HTMLElement>();
  const { items, isPasting, setPasting } = hand;
  const at = Math.min(current, Math.max(0, items.length - 1));
  const move = (step: number) => setCurrent(Math.max(0, Math.min(items.length - 1, at + step)));
  useHotkeys(
    workbenchWords.groupHand,
    [
      { key: "ArrowDown", does: workbenchWords.keyMove, run: () => move(1) },
      { key: "ArrowUp", does: workbenchWords.keyMove, run: () => move(-1), secret: true },
      {
        key: "Space",
        does: workbenchWords.keyTick,
        run: () => {
          const item = items[at];
          if (item) hand.toggle(item);
        },
      },
      {
        key: "ArrowRight",
        does: workbenchWords.keyEntry,
        run: () => entryOf(panel.current, at)?.focus(),
      },
      {
        key: "Equal",
        does: workbenchWords.keyFill,
        run: () => {
          const item = items[at];
          if (item) hand.fill(item);
        },
      },
      { key: "KeyF", does: workbenchWords.keyFilter, run: () => filter.current?.focus() },
      { key: "KeyC", does: workbenchWords.handCustomer, run: () => setChoosing(true) },
    ],
    !isChoosing && !isPasting,
  );
  const several = new Set(items.map((item) => item.customerId)).size > 1;
  return (
    <section className="wb-hand panel" aria-label={w("hand")} ref={panel} tabIndex={-1}>
      <header className="wb-hand-head">
        <b>{hand.customer ? w("handOf", { customer: hand.customer.name }) : w("handAll")}</b>
        <Button size="small" onClick={() => setChoosing(!isChoosing)}>
          {hand.customer ? w("handCustomer") : w("handChoose")} <kbd>C</kbd>
        </Button>
        <Button size="small" onClick={() => setPasting(!isPasting)} aria-expanded={isPasting}>
          {w("orders")}
        </Button>
        <Button size="small" type="text" className="wb-hand-leave" onClick={props.onLeave}>
          {w("cancel")} <kbd>Esc</kbd>
        </Button>
      </header>
      <div className="wb-hand-head">
        <Input
          ref={filter}
          size="small"
          allowClear={clearable}
          className="wb-hand-filter"
          value={hand.q}
          placeholder={w("handFind")}
          aria-label={w("handFind")}
          suffix={<kbd>F</kbd>}
          onChange={(event) => {
            hand.find(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            if (!["Enter", "ArrowDown", "Escape"].includes(event.key)) return;
            event.preventDefault();
            event.stopPropagation();
            event.currentTarget.blur();
          }}
        />
        {hand.customer ? (
          <Checkbox
            checked={hand.withGroup}
            onChange={(event) => hand.setWithGroup(event.target.checked)}
          >
            {w("handGroup")}
          </Checkbox>
        ) : null}
        <Checkbox
          checked={hand.allCurrencies}
          onChange={(event) => hand.setAllCurrencies(event.target.checked)}
        >
          {w("handCurrencies")}
        </Checkbox>
      </div>
      {props.isSplit ? <p className="wb-hint">{w("splitHint")}</p> : null}
      {isPasting ? (
        <OrdersPanel
          hand={hand}
          onFound={() => setChoosing(false)}
          onLeave={() => setPasting(false)}
        />
      ) : null}
      {isChoosing && !isPasting ? (
        <CustomerPicker
          suggested={props.suggested}
          onChoose={(customer) => {
            hand.chooseCustomer(customer);
            setChoosing(false);
            setCurrent(0);
          }}
          onLeave={() => setChoosing(false)}
        />
      ) : (
        <ItemList hand={hand} current={at} onCurrent={setCurrent} showCustomer={several} />
      )}
    </section>
  );
}

function ItemList(props: {
  readonly hand: Hand;
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly showCustomer: boolean;
}) {
  const { hand, current } = props;
  const w = useWords(workbenchWords);
  const { currency } = hand.balance;
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    body.current?.rows[current]?.scrollIntoView({ block: "nearest" });
  }, [current]);
  if (hand.isLoading) return <Skeleton lines={5} />;
  if (hand.items.length === 0) {
    const q = hand.q.trim();
    return <p className="wb-nothing">{q === "" ? w("handEmpty") : w("handNothing", { q })}</p>;
  }
  const isForeign = hand.items.some((item) => item.currency !== currency);
  return (
    <div className="wb-items-scroll">
      <table className="wb-items is-choosing">
        <thead>
          <tr>
            <th className="wb-tick" />
            <th>{w("colItem")}</th>
            <th>{w("colKind")}</th>
            <th>{w("colIssued")}</th>
            <th>{w("colDue")}</th>
            <th className="is-right">{w("colOpen")}</th>
            <th className="is-right wb-entry-column">{w("colApplied")}</th>
            {isForeign ? <th className="is-right wb-entry-column">{w("colTakes")}</th> : null}
          </tr>
        </thead>
        <tbody ref={body}>
          {hand.items.map((item, index) => (
            <ItemRow
              key={item.id}
              hand={hand}
              item={item}
              isCurrent={index === current}
              showCustomer={props.showCustomer}
              isForeign={isForeign}
              onCurrent={() => props.onCurrent(index)}
            />
          ))}
        </tbody>
      </table>
      {hand.count > hand.shown ? (
        <p className="page-note">{w("handMore", { shown: hand.shown, count: hand.count })}</p>
      ) : null}
    </div>
  );
}

function ItemRow(props: {
  readonly hand: Hand;
  readonly item: WorkbenchItem;
  readonly isCurrent: boolean;
  readonly showCustomer: boolean;
  readonly isForeign: boolean;
  readonly onCurrent: () => void;
}) {
  const { hand, item, isCurrent } = props;
  const w = useWords(workbenchWords);
  const { today } = useBooks();
  const entry = hand.entries.get(item.id);
  const classes = [isCurrent ? "is-current" : "", entry ? "is-ticked" : ""].join(" ");
  const isOther = item.currency !== hand.balance.currency;
  const tick = () => {
    props.onCurrent();
    hand.toggle(item);
  };
  return (
    <tr className={classes} aria-selected={entry !== undefined}>
      <td className="wb-tick">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={entry !== undefined}
          aria-label={w("handTick", { number: item.no })}
          onChange={tick}
        />
      </td>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space ticks */}
      <td onClick={tick}>
        <ItemNumber no={item.no} />
        {props.showCustomer ? <div className="page-note">{item.customerName}</div> : null}
      </td>
      <td>
        <ItemKindWord kind={item.kind} />
      </td>
      <ItemDates item={item} today={today} />
      <td className="is-right">
        <MoneyText amount={item.open} currency={item.currency} showCurrency={props.isForeign} />
      </td>
      <td className="is-right wb-entry-column">
        <AmountCell
          hand={hand}
          item={item}
          field="amount"
          label={w("handAmount", { number: item.no })}
        />
      </td>
      {props.isForeign ? (
        <td className="is-right wb-entry-column">
          {isOther ? (
            <AmountCell
              hand={hand}
              item={item}
              field="takes"
              label={w("handTakes", { number: item.no })}
            />
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

function AmountCell(props: {
  readonly hand: Hand;
  readonly item: WorkbenchItem;
  readonly field: "amount" | "takes";
  readonly label: string;
}) {
  const { hand, item, field } = props;
  const entry = hand.entries.get(item.id);
  const isWrong = entry !== undefined && hand.isWrong(entry);
  return (
    <input
      className={isWrong ? "wb-entry is-wrong" : "wb-entry"}
      inputMode="decimal"
      autoComplete="off"
      aria-label={props.label}
      aria-invalid={isWrong}
      value={entry?.[field] ?? ""}
      onFocus={(event) => event.target.select()}
      onChange={(event) => hand.type(item, field, event.target.value)}
      onBlur={() => hand.finish(item, field)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === "=" && event.currentTarget.value !== "=") {
          event.preventDefault();
          hand.type(item, field, "=");
        }
        if (event.key === "Enter" && !event.ctrlKey) {
          event.preventDefault();
          event.stopPropagation();
          nextEntry(event.currentTarget);
        }
        if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.blur();
        }
      }}
    />
  );
}

/** The amount of a row. */
function entryOf(panel: HTMLElement | null, row: number): HTMLElement | null {
  return panel?.querySelectorAll("tbody tr")[row]?.querySelector<HTMLElement>(".wb-entry") ?? null;
}

/** Enter goes to the next cell, as in every ledger program; after the last it lets go. */
function nextEntry(field: HTMLInputElement): void {
  const cells = [
    ...(field.closest("table")?.querySelectorAll<HTMLInputElement>(".wb-entry") ?? []),
  ];
  const next = cells[cells.indexOf(field) + 1];
  if (next) next.focus();
  else field.blur();
}
