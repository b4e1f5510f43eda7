// 调账 of an item, from wherever the item is shown: kind, amount, reason; before it is posted the form
// says what it books and whether it posts alone or whom it needs.
import "./close.css";
import { App, Input, Modal, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type AdjustmentBody,
  type AdjustmentPreview,
  adjustmentOutcome,
  adjustmentPreview,
} from "../../../src/contract/adjustments.ts";
import { itemPage } from "../../../src/contract/items.ts";
import { undoOutcomes } from "../../../src/contract/workbench.ts";
import { requirements } from "../../../src/core/roles.ts";
import { rightsWords } from "../../../src/core/words/ledger.ts";
import { fillSentence } from "../../../src/core/words/word.ts";
import { sendJson } from "../../api/client.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { actTitles, nameOfPosition } from "./approval-names.ts";
import { EffectTable } from "./effect-table.tsx";

type Kind = AdjustmentBody["kind"];

/** The item as the page that opens the form knows it. */
export type AdjustedItem = {
  readonly id: number;
  readonly no: string;
  readonly kind: string;
  readonly currency: string;
  /** What is left on it, with its sign. */
  readonly open: string;
  readonly customerId: number;
};

/** What may be done to an item of a kind; receipts become advances on the bank line's page. */
const kindsOf: Readonly<Record<string, readonly Kind[]>> = {
  retention: ["retention_release", "write_off"],
  credit_note: [],
  advance: [],
  payable: [],
};
const usualKinds: readonly Kind[] = [
  "rounding",
  "fee",
  "discount",
  "offset_credit",
  "apply_advance",
  "net_payable",
  "retention_split",
  "write_off",
];

/** The kind of item that settles the adjusted one. */
const otherKinds: Readonly<Partial<Record<Kind, string>>> = {
  offset_credit: "credit_note",
  apply_advance: "advance",
  net_payable: "payable",
};

export function kindsFor(itemKind: string): readonly Kind[] {
  return kindsOf[itemKind] ?? usualKinds;
}

export function AdjustForm(props: { item: AdjustedItem; onClose: () => void }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { item, onClose } = props;
  const kinds = kindsFor(item.kind);
  const [body, change] = useState<AdjustmentBody>(() => emptyBody(item, kinds[0] ?? "rounding"));
  const [preview, show] = useState<AdjustmentPreview | null>(null);
  const [key, renew] = useState(() => crypto.randomUUID());
  const ask = useSend(adjustmentPreview, "POST", []);
  const post = useSend(adjustmentOutcome, "POST", [base]);
  const put = (changes: Partial<AdjustmentBody>) => {
    change({ ...body, ...changes });
    show(null);
    renew(crypto.randomUUID());
  };
  const look = () => ask.mutate({ path: `${base}/adjustments/preview`, body }, { onSuccess: show });
  const send = () =>
    post.mutate(
      { path: `${base}/adjustments`, body, key },
      {
        onSuccess: ({ kind, decisionId }) => {
          if (kind === "waiting") message.success(w("waiting"));
          else if (decisionId !== null) {
            const amount = `${item.currency} ${formatAmount(body.amount, item.currency, language)}`;
            offerUndo({ message: w("posted", { amount }), undo: () => undoOn(base, decisionId) });
          }
          onClose();
        },
      },
    );
  const fault = ask.error ?? post.error;
  const needs = preview?.kind === "needs_approval";
  return (
    <Modal
      open
      width={560}
      title={w("adjustTitle", { number: item.no })}
      cancelText={w("cancel")}
      onCancel={onClose}
      okText={w(preview === null ? "effect" : needs ? "submit" : "post")}
      confirmLoading={ask.isPending || post.isPending}
      okButtonProps={{ disabled: !isFilled(body), title: isFilled(body) ? "" : w("reasonMissing") }}
      onOk={preview === null ? look : send}
    >
      <div className="adjust-form">
        <AdjustFields item={item} kinds={kinds} body={body} onChange={put} />
        {fault ? <p className="form-fault">{sentence(fault)}</p> : null}
        {preview ? <PreviewBox preview={preview} /> : null}
      </div>
    </Modal>
  );
}

async function undoOn(base: string, decisionId: number): Promise<void> {
  const body = { decisionIds: [decisionId], reason: "" };
  const { outcomes } = await sendJson(undoOutcomes, "POST", `${base}/decisions/undo`, { body });
  const refused = outcomes.find(({ problem }) => problem !== null)?.problem;
  if (refused) throw new Error(refused.title);
}

function emptyBody(item: AdjustedItem, kind: Kind): AdjustmentBody {
  return {
    kind,
    itemId: item.id,
    otherItemId: null,
    receiptId: null,
    // of a tail or a fee nobody wants the whole item
    amount: kind === "retention_release" ? item.open.replace("-", "") : "",
    reason: "",
    difference: null,
    due: null,
    agreementNo: "",
    evidence: [],
    responsible: "",
  };
}

function isFilled({ amount, reason, kind, otherItemId }: AdjustmentBody): boolean {
  const hasOther = otherKinds[kind] === undefined || otherItemId !== null;
  return /^\d+(\.\d+)?$/.test(amount) && reason.trim() !== "" && hasOther;
}

function AdjustFields(props: {
  item: AdjustedItem;
  kinds: readonly Kind[];
  body: AdjustmentBody;
  onChange: (changes: Partial<AdjustmentBody>) => void;
}) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { item, body, onChange } = props;
  const { currency, open } = item;
  return (
    <>
      <div className="adjust-field">
        <span>{w("kind")}</span>
        <Select
          aria-label={w("kind")}
          value={body.kind}
          onChange={(kind) => onChange({ kind, otherItemId: null })}
          options={props.kinds.map((value) => ({ value, label: w(`kind_${value}`) }))}
        />
      </div>
      {otherKinds[body.kind] ? (
        <OtherItem
          item={item}
          kind={otherKinds[body.kind] ?? ""}
          value={body.otherItemId}
          onChange={(otherItemId) => onChange({ otherItemId })}
        />
      ) : null}
      <div className="adjust-field">
        <span>
          {w("adjustAmount", { currency })} ·{" "}
          {w("openAmount", { amount: formatAmount(open, currency, language) })}
        </span>
        <Input
          aria-label={w("adjustAmount", { currency })}
          value={body.amount}
          inputMode="decimal"
          onChange={(event) => onChange({ amount: event.target.value.trim() })}
        />
      </div>
      <div className="adjust-field">
        <span>{w("adjustReason")}</span>
        <Input.TextArea
          rows={2}
          maxLength={500}
          aria-label={w("adjustReason")}
          value={body.reason}
          onChange={(event) => onChange({ reason: event.target.value })}
        />
      </div>
      {body.kind === "net_payable" ? (
        <div className="adjust-field">
          <span>{w("agreement")}</span>
          <Input
            maxLength={100}
            aria-label={w("agreement")}
            value={body.agreementNo}
            onChange={(event) => onChange({ agreementNo: event.target.value })}
          />
        </div>
      ) : null}
      {body.kind === "retention_split" ? (
        <div className="adjust-field">
          <span>{w("warrantyEnd")}</span>
          <Input
            type="date"
            aria-label={w("warrantyEnd")}
            value={body.due ?? ""}
            onChange={(event) => onChange({ due: event.target.value || null })}
          />
        </div>
      ) : null}
      {body.kind === "write_off" ? <BadDebtFields body={body} onChange={onChange} /> : null}
    </>
  );
}

function BadDebtFields(props: {
  body: AdjustmentBody;
  onChange: (changes: Partial<AdjustmentBody>) => void;
}) {
  const w = useWords(closeWords);
  const { body, onChange } = props;
  return (
    <>
      <div className="adjust-field">
        <span>{w("evidence")}</span>
        <Input.TextArea
          rows={2}
          placeholder={w("evidenceHint")}
          aria-label={w("evidence")}
          value={body.evidence.join("\n")}
          onChange={(event) =>
            onChange({ evidence: event.target.value.split("\n").filter((line) => line !== "") })
          }
        />
      </div>
      <div className="adjust-field">
        <span>{w("responsible")}</span>
        <Input
          maxLength={100}
          aria-label={w("responsible")}
          value={body.responsible}
          onChange={(event) => onChange({ responsible: event.target.value })}
        />
      </div>
    </>
  );
}

/** Open items of the same customer that may settle this one. */
function OtherItem(props: {
  item: AdjustedItem;
  kind: string;
  value: number | null;
  onChange: (id: number | null) => void;
}) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { item, kind } = props;
  const { data } = useGet(itemPage, `${useBooksPath()}/items`, {
    query: { customer: item.customerId, kind, limit: 200 },
  });
  const options = (data?.rows ?? []).map(({ id, no, currency, open }) => ({
    value: id,
    label: `${no} · ${currency} ${formatAmount(open, currency, language)}`,
  }));
  return (
    <div className="adjust-field">
      <span>{w("otherItem")}</span>
      <Select
        aria-label={w("otherItem")}
        value={props.value}
        loading={!data}
        options={options}
        notFoundContent={w("otherNone")}
        onChange={(id: number | null) => props.onChange(id)}
      />
    </div>
  );
}

function PreviewBox({ preview }: { readonly preview: AdjustmentPreview }) {
  const w = useWords(closeWords);
  const word = useSentence();
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const who = preview.by.map((one) => nameOfPosition(one, word)).join(" + ");
  const extra = preview.requires.flatMap((one) => {
    const found = Object.hasOwn(requirements, one)
      ? requirements[one as keyof typeof requirements] // checked right before
      : null;
    return found ? [word(found)] : [];
  });
  return (
    <div className="adjust-preview" role="status">
      <p>
        {preview.kind === "alone" ? (
          <b>{w("alone")}</b>
        ) : (
          <>
            <b>{w("needsApproval", { who, reason: reasonText(preview, language) })}</b>{" "}
            <Link to={pathTo("approvals", { booksId })}>{w("toApprovals")}</Link>
          </>
        )}
      </p>
      {extra.length > 0 ? (
        <p className="page-note">{w("alsoNeeds", { list: extra.join("、") })}</p>
      ) : null}
      <EffectTable lines={preview.effect} currency={preview.homeCurrency} />
    </div>
  );
}

function reasonText({ reason }: AdjustmentPreview, language: "zh" | "en"): string {
  if (reason === null || !Object.hasOwn(rightsWords, reason.key)) return "";
  const act = actTitles[String(reason.fields["act"])];
  const fields = { ...reason.fields, ...(act ? { act: act[language] } : {}) };
  return fillSentence(rightsWords[reason.key as keyof typeof rightsWords], language, fields); // checked
}
