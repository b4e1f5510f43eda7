// Above the list: the filter and the causes of the lane. In place of the list: why it is empty and
// what to do next.
import { Button, Input, type InputRef } from "antd";
import { Link } from "react-router";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { clearable } from "../../ui/clearable.tsx";
import { grouped } from "../../ui/count.ts";
import { giveKeysBack, isComposing } from "../../ui/hotkeys.ts";
import { EmptyState } from "../../ui/states.tsx";
import { useTyped } from "../../ui/typed.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { groupOf } from "./lane-cause.ts";
import { type Emptiness, emptinessOf } from "./lane-emptiness.ts";
import type { LaneRows } from "./use-lane-rows.ts";
import type { Place } from "./use-place.ts";

export function LaneTools(props: {
  readonly place: Place;
  readonly list: LaneRows;
  readonly filter: React.RefObject<InputRef | null>;
  readonly laneCount: number;
}) {
  const { place, list } = props;
  const w = useWords(workbenchWords);
  const word = useSentence();
  const typed = useTyped(place.q, place.find);
  const causes = list.causes.map(({ key, count }) => ({
    key,
    count,
    name: groupOf(place.lane, key),
  }));
  const isOutdated =
    place.q === "" && place.cause === null && !list.isLoading && list.count !== props.laneCount;
  return (
    <div className="wb-tools">
      <Input
        ref={props.filter}
        size="small"
        allowClear={clearable}
        value={typed.text}
        placeholder={w("listFind")}
        aria-label={w("listFind")}
        suffix={<kbd>F</kbd>}
        {...typed.field}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key !== "Enter" && event.key !== "Escape") return;
          typed.say();
          event.currentTarget.blur();
        }}
      />
      {causes.length > 1 || place.cause !== null ? (
        <div className="wb-causes">
          <button
            type="button"
            aria-pressed={place.cause === null}
            className="wb-cause-tab"
            onClick={(event) => {
              place.toLane(place.lane);
              giveKeysBack(event);
            }}
          >
            {w("allCauses")}
          </button>
          {causes.map(({ key, count, name }) => (
            <button
              key={key}
              type="button"
              aria-pressed={place.cause === key}
              className="wb-cause-tab"
              onClick={(event) => {
                place.toLane(place.lane, key);
                giveKeysBack(event);
              }}
            >
              {name ? word(name) : key} <b>{grouped(count)}</b>
            </button>
          ))}
        </div>
      ) : null}
      {isOutdated ? (
        <Button size="small" type="link" onClick={list.reload}>
          {w("listOutdated")}
        </Button>
      ) : null}
      {list.error ? <Failure error={list.error} onRetry={list.reload} /> : null}
    </div>
  );
}

type Lane = { readonly place: Place; readonly total: number; readonly isFresh: boolean };

function laneEmptiness({ place, total, isFresh }: Lane) {
  const isFiltered = place.q !== "" || place.cause !== null;
  return emptinessOf({ total, isFiltered, isFresh, lane: place.lane });
}

/** In place of a line, beside a list that has none. */
export function BesideEmpty(props: Lane) {
  const w = useWords(workbenchWords);
  return <p className="wb-nothing">{w(besideWord[laneEmptiness(props)])}</p>;
}

const besideWord = {
  yet: "besideYet",
  found: "besideFound",
  fresh: "besideFresh",
  left: "besideLeft",
  shown: "besideShown",
} as const satisfies Record<Emptiness, keyof typeof workbenchWords>;

export function LaneEmpty(props: {
  readonly place: Place;
  readonly total: number;
  readonly isFresh: boolean;
  readonly onRun: () => void;
}) {
  const { place } = props;
  const w = useWords(workbenchWords);
  const { id: booksId } = useBooks();
  const right = useRefusal("run_matching");
  const emptiness = laneEmptiness(props);
  if (emptiness === "yet") {
    return (
      <EmptyState
        kind="yet"
        title={w("emptyYet")}
        text={w("emptyYetText")}
        action={<Link to={pathTo("import", { booksId })}>{w("toImport")}</Link>}
      />
    );
  }
  if (emptiness === "found") {
    return (
      <EmptyState
        kind="found"
        title={w("emptyNothing")}
        {...(place.q === "" ? {} : { text: place.q })}
        action={<Button onClick={() => place.toLane(place.lane)}>{w("clearFilter")}</Button>}
      />
    );
  }
  if (emptiness === "fresh") {
    return (
      <EmptyState
        kind="yet"
        title={w("emptyRun")}
        text={w("emptyRunText", { count: grouped(props.total) })}
        action={
          <RefusedButton reason={right} type="primary" onClick={props.onRun}>
            {w("reconcile")}
          </RefusedButton>
        }
      />
    );
  }
  if (emptiness === "shown") return <EmptyState kind="found" title={w("emptyLane")} />;
  return (
    <EmptyState
      kind="left"
      title={w(place.lane === "exception" ? "emptyException" : "emptyToConfirm")}
    />
  );
}
