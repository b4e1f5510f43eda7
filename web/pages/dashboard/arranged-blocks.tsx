// The blocks in the member's own order and width. While arranging each has its handle and buttons; every
// change is kept at once.
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import {
  type DashboardBlock,
  type DashboardLayout,
  dashboardLayout,
} from "../../../src/contract/dashboard.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";

type Placed = DashboardLayout["blocks"][number];

export function ArrangedBlocks(props: {
  readonly layout: DashboardLayout;
  readonly isArranging: boolean;
  readonly shown: (block: DashboardBlock) => ReactNode;
}) {
  const { layout, isArranging, shown } = props;
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(dashboardLayout, "PUT", []);
  // what was just moved stands where it was put, before the server has said so
  const [draft, setDraft] = useState<readonly Placed[] | null>(null);
  const [dragged, setDragged] = useState<DashboardBlock | null>(null);
  const blocks = draft ?? layout.blocks;
  const keep = (next: readonly Placed[]) => {
    setDraft(next);
    send.mutate(
      { path: `${base}/dashboard/layout`, body: { blocks: next } },
      { onError: (error) => void message.error(sentence(error)) },
    );
  };
  const move = (block: DashboardBlock, to: number) => keep(moved(blocks, block, to));
  const change = (block: DashboardBlock, part: Partial<Placed>) =>
    keep(blocks.map((one) => (one.block === block ? { ...one, ...part } : one)));
  return (
    <div className="dashboard-grid">
      {blocks
        .filter(({ isHidden }) => isArranging || !isHidden)
        .map((placed, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: dragging has buttons beside it
          <div
            key={placed.block}
            className={classOf(placed, isArranging)}
            draggable={isArranging}
            onDragStart={() => setDragged(placed.block)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged !== null) event.preventDefault();
            }}
            onDrop={() => {
              if (dragged !== null) move(dragged, index);
            }}
          >
            {isArranging ? (
              <Handles
                placed={placed}
                index={index}
                count={blocks.length}
                onMove={(to) => move(placed.block, to)}
                onChange={(part) => change(placed.block, part)}
              />
            ) : null}
            {placed.isHidden ? null : shown(placed.block)}
          </div>
        ))}
    </div>
  );
}

function classOf({ isWide, isHidden }: Placed, isArranging: boolean): string {
  return [
    "dashboard-cell",
    isWide ? "is-wide" : "",
    isHidden ? "is-hidden" : "",
    isArranging ? "is-arranging" : "",
  ].join(" ");
}

function moved(blocks: readonly Placed[], block: DashboardBlock, to: number): Placed[] {
  const rest = blocks.filter((one) => one.block !== block);
  const own = blocks.find((one) => one.block === block);
  return own ? [...rest.slice(0, to), own, ...rest.slice(to)] : rest;
}

function Handles(props: {
  readonly placed: Placed;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onChange: (part: Partial<Placed>) => void;
}) {
  const { placed, index, count, onMove, onChange } = props;
  const w = useWords(dashboardWords);
  const { isWide, isHidden } = placed;
  return (
    <div className="dashboard-handles">
      <b>⠿ {w(`block_${placed.block}`)}</b>
      <Button size="small" disabled={index === 0} onClick={() => onMove(index - 1)}>
        ↑ {w("up")}
      </Button>
      <Button size="small" disabled={index === count - 1} onClick={() => onMove(index + 1)}>
        ↓ {w("down")}
      </Button>
      <Button size="small" onClick={() => onChange({ isWide: !isWide })}>
        {w(isWide ? "narrow" : "wide")}
      </Button>
      <Button size="small" onClick={() => onChange({ isHidden: !isHidden })}>
        {w(isHidden ? "show" : "hide")}
      </Button>
    </div>
  );
}
