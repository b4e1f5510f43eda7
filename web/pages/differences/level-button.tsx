// 智能调平 as a button on a customer or a bank line: the proposal with the reason of every move, what
// stays and why, then one press that posts it.
import "./differences.css";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { type LevelProposal, levelPosted, levelProposal } from "../../../src/contract/level.ts";
import { refreshPaths, useGet, useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { grouped } from "../../ui/count.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { levelWords } from "../../words/level.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { undoDecision } from "../close/undo-now.ts";

type Of =
  | { readonly customer: number; readonly line?: never }
  | { readonly line: number; readonly customer?: never };
type OneLevel = LevelProposal["levels"][number];

type ButtonProps = {
  readonly of: Of;
  readonly size?: "small";
  /** Whose difference it is: of money that nobody has claimed there is none to level. */
  readonly isPayerKnown?: boolean;
};

export function LevelButton({ of, size, isPayerKnown = true }: ButtonProps) {
  const w = useWords(levelWords);
  const notAllowed = useRefusal("decide_matches");
  const refusal = notAllowed ?? (isPayerKnown ? null : w("claimFirst"));
  const [isOpen, open] = useState(false);
  return (
    <>
      <RefusedButton
        {...(size ? { size } : {})}
        reason={refusal}
        title={w("hint")}
        onClick={() => open(true)}
      >
        {w("level")}
      </RefusedButton>
      {isOpen ? <LevelDialog of={of} onClose={() => open(false)} /> : null}
    </>
  );
}

function LevelDialog({ of, onClose }: { readonly of: Of; readonly onClose: () => void }) {
  const w = useWords(levelWords);
  const base = useBooksPath();
  const client = useQueryClient();
  const language = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [reason, setReason] = useState(w("level"));
  const [key] = useState(() => crypto.randomUUID());
  const { data, error, refetch } = useGet(levelProposal, `${base}/level`, { query: { ...of } });
  const post = useSend(levelPosted, "POST", [base]);
  const moves = data?.levels.reduce((n, level) => n + level.moves.length, 0) ?? 0;
  const send = () =>
    post.mutate(
      { path: `${base}/level`, body: { ...of, key: data?.key, reason }, key },
      {
        onSuccess: ({ decisionIds, approvalIds, applied }) => {
          const amount = applied
            .map((one) => `${one.currency} ${formatAmount(one.amount, one.currency, language)}`)
            .join(" · ");
          const undo = async () => {
            for (const id of decisionIds.toReversed()) await undoDecision(base, id);
            await refreshPaths(client, [base]);
          };
          offerUndo({ message: w("posted", { amount }), undo });
          if (approvalIds.length > 0) {
            void message.info(w("waiting", { count: approvalIds.length }));
          }
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={760}
      title={data ? w("titleOf", { name: data.customer.name }) : w("level")}
      okText={w("post", { count: grouped(moves) })}
      cancelText={w("cancel")}
      confirmLoading={post.isPending}
      okButtonProps={{ disabled: moves === 0 || reason.trim() === "" }}
      onOk={send}
      onCancel={onClose}
      {...(moves === 0 ? { footer: <Button onClick={onClose}>{w("close")}</Button> } : {})}
    >
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={4} />}
      {data?.levels.length === 0 ? <EmptyState kind="left" title={w("nothing")} /> : null}
      {data?.levels.map((level) => (
        <LevelTable key={level.currency} level={level} />
      ))}
      {post.error ? <p className="form-fault">{sentence(post.error)}</p> : null}
      {moves > 0 ? (
        <Input
          aria-label={w("reason")}
          addonBefore={w("reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
    </Modal>
  );
}

function LevelTable({ level }: { readonly level: OneLevel }) {
  const w = useWords(levelWords);
  const word = useBecause();
  const { currency, before, after, moves, left, isComplete } = level;
  return (
    <section className="level-one">
      <p className="level-sum">
        <b>{currency}</b> {w("before")} <MoneyText amount={before} currency={currency} bold /> →{" "}
        {w("after")} <MoneyText amount={after} currency={currency} bold />
      </p>
      {moves.length > 0 ? (
        <div className="level-moves">
          {groupsOf(moves).map((group) => (
            <div key={JSON.stringify(group.map(keyOf))} className="level-group">
              <p>{group[0] ? word(group[0].because) : ""}</p>
              {group.map((move) => (
                <MoveRow key={keyOf(move)} move={move} currency={currency} />
              ))}
            </div>
          ))}
        </div>
      ) : null}
      {left.length > 0 ? (
        <ul className="level-left">
          {left.map(({ source, because }) => (
            <li key={`${source.kind} ${source.id}`}>
              <Tag tone="plain" outlined text={w("stays")} /> {word(because)}
            </li>
          ))}
        </ul>
      ) : null}
      {isComplete ? null : <p className="page-note">{w("cutShort")}</p>}
    </section>
  );
}

type Move = OneLevel["moves"][number];

function keyOf({ act, source, item, amount }: Move): string {
  return `${act} ${source?.kind ?? ""} ${source?.id ?? ""} ${item.id} ${amount}`;
}

/** Moves of one sum stand together under it. */
function groupsOf(moves: readonly Move[]): Move[][] {
  const groups: Move[][] = [];
  for (const move of moves) {
    const last = groups.at(-1);
    if (last && JSON.stringify(last[0]?.because) === JSON.stringify(move.because)) last.push(move);
    else groups.push([move]);
  }
  return groups;
}

function MoveRow({ move, currency }: { readonly move: Move; readonly currency: string }) {
  const w = useWords(levelWords);
  const { source, item, amount, act } = move;
  return (
    <div className="level-move">
      <Tag tone={source ? "blue" : "amber"} text={w(act)} outlined={source !== null} />
      <span className="level-who">
        {source ? `${source.date.slice(5)} ${source.no} → ` : ""}
        {item.no}
      </span>
      <MoneyText amount={amount} currency={currency} bold />
    </div>
  );
}
