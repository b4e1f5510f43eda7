// The copies of a template: made, put in order, given up.
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { type RuleCardOnWire, ruleCard, standingAnswer } from "../../../src/contract/rules.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { useWords } from "../../words/words.ts";

type PanelProps = { readonly rule: RuleCardOnWire; readonly all: readonly RuleCardOnWire[] };

export function CopiesPanel({ rule, all }: PanelProps) {
  const w = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("change_rules");
  const copies = all.filter(({ code, copy }) => code === rule.code && copy !== null);
  const used = copies.filter(({ copy }) => copy?.isRetired === false);
  const send = useSend(standingAnswer, "PUT", [`${base}/rules`]);
  const move = (at: number, by: number) => {
    const keys = used.map(({ key }) => key);
    const [moved = ""] = keys.splice(at, 1);
    keys.splice(at + by, 0, moved);
    send.mutate(
      { path: `${base}/rules/${rule.code}/order`, body: { keys } },
      { onError: (fault) => void message.error(sentence(fault)) },
    );
  };
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("copies")}</h2>
      </header>
      <div className="panel-body">
        <p className="page-note" style={{ marginTop: 0 }}>
          {w("copiesNote")}
        </p>
        <ol className="rule-copies">
          {copies.map((copy) => (
            <CopyRow
              key={copy.key}
              rule={copy}
              at={used.indexOf(copy)}
              last={used.length - 1}
              refusal={notAllowed}
              onMove={move}
            />
          ))}
        </ol>
        <NewCopy rule={rule} refusal={notAllowed} />
      </div>
    </section>
  );
}

type RowProps = {
  readonly rule: RuleCardOnWire;
  /** Its place among those in use; −1: given up. */
  readonly at: number;
  readonly last: number;
  readonly refusal: string | null;
  readonly onMove: (at: number, by: number) => void;
};

function CopyRow({ rule, at, last, refusal, onMove }: RowProps) {
  const w = useWords(ruleCopyWords);
  const { id: booksId } = useBooks();
  return (
    <li className={at < 0 ? "is-off" : ""}>
      <span className="rules-code">{rule.key}</span>
      <Link to={pathTo("rule", { booksId, code: rule.key })}>{rule.copy?.name}</Link>
      <span className="page-note">{scopeText(rule, w("scopeNone"))}</span>
      {at < 0 ? <Tag tone="plain" text={w("retired")} /> : null}
      {at === 0 && last > 0 ? <Tag tone="blue" text={w("firstAsked")} /> : null}
      {at >= 0 && last > 0 ? (
        <span className="rule-moves">
          <Button
            size="small"
            disabled={at === 0 || refusal !== null}
            aria-label={w("up")}
            title={refusal ?? w("up")}
            onClick={() => onMove(at, -1)}
          >
            ↑
          </Button>
          <Button
            size="small"
            disabled={at === last || refusal !== null}
            aria-label={w("down")}
            title={refusal ?? w("down")}
            onClick={() => onMove(at, 1)}
          >
            ↓
          </Button>
        </span>
      ) : null}
    </li>
  );
}

export function scopeText({ copy }: RuleCardOnWire, none: string): string {
  const { customer = [], bank = [], currency = [] } = copy?.scope ?? {};
  const lists = [customer, bank, currency].filter((list) => list.length > 0);
  return lists.length === 0 ? none : lists.map((list) => list.join(", ")).join(" · ");
}

function NewCopy({ rule, refusal }: { rule: RuleCardOnWire; refusal: string | null }) {
  const w = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const base = useBooksPath();
  const { id: booksId } = useBooks();
  const [name, write] = useState("");
  const send = useSend(ruleCard, "POST", [`${base}/rules`]);
  const copy = () =>
    send.mutate(
      { path: `${base}/rules/${rule.code}/copies`, body: { name: name.trim() } },
      {
        onSuccess: ({ key }) => {
          void message.success(w("copied"));
          void navigate(pathTo("rule", { booksId, code: key }));
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <form
      className="rule-new-copy"
      onSubmit={(event) => {
        event.preventDefault();
        copy();
      }}
    >
      <Input
        size="small"
        value={name}
        maxLength={60}
        placeholder={w("copyName")}
        aria-label={w("copyName")}
        onChange={(event) => write(event.target.value)}
      />
      <RefusedButton
        size="small"
        htmlType="submit"
        reason={refusal ?? (name.trim() === "" ? w("nameMissing") : null)}
        loading={send.isPending}
      >
        {w("copy")}
      </RefusedButton>
    </form>
  );
}

export function RetireButton({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const refusal = useRefusal("change_rules");
  const send = useSend(ruleCard, "POST", [`${base}/rules`]);
  const retire = () =>
    send.mutate(
      { path: `${base}/rules/${rule.key}/retire`, body: {} },
      {
        onSuccess: () => void message.success(w("retired")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <RefusedButton danger reason={refusal} loading={send.isPending} onClick={retire}>
      {w("retire")}
    </RefusedButton>
  );
}
