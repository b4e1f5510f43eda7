// A platform pays the sum of many orders less its fee: its list is pasted or chosen as a file, and the open
// items of those orders are ticked at once.
import { Button, Input, Upload } from "antd";
import { useState } from "react";
import { type FoundOrders, foundOrders } from "../../../src/contract/workbench.ts";
import { sendJson } from "../../api/client.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { useLanguage, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { readOrders } from "./read-orders.ts";
import type { Hand } from "./use-hand.ts";

const most = 500;

export function OrdersPanel(props: {
  readonly hand: Hand;
  readonly onFound: () => void;
  readonly onLeave: () => void;
}) {
  const { hand } = props;
  const w = useWords(workbenchWords);
  const path = useBooksPath();
  const [text, setText] = useState("");
  const [found, setFound] = useState<FoundOrders | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isFinding, setFinding] = useState(false);
  const { currency } = hand.balance;
  const { rows, unread } = readOrders(text, currency);
  const find = async () => {
    setFinding(true);
    setError(null);
    try {
      const body = { currency, rows: rows.map((row) => ({ ...row })) };
      const answer = await sendJson(foundOrders, "POST", `${path}/workbench/orders`, { body });
      setFound(answer);
      hand.tickOrders(answer.found);
      if (answer.found.length > 0) props.onFound();
    } catch (failure) {
      setError(failure);
    } finally {
      setFinding(false);
    }
  };
  const change = (next: string) => {
    setText(next);
    setFound(null);
  };
  return (
    <div className="wb-orders">
      <b>{w("ordersTitle")}</b>
      <p className="page-note">{w("ordersText")}</p>
      <Input.TextArea
        rows={6}
        autoFocus
        value={text}
        aria-label={w("ordersTitle")}
        onChange={(event) => change(event.target.value)}
      />
      <div className="wb-orders-acts">
        <Button
          type="primary"
          loading={isFinding}
          disabled={rows.length === 0 || rows.length > most}
          onClick={() => void find()}
        >
          {w("ordersFind")}
        </Button>
        <Upload
          accept=".csv,.txt,.tsv,text/*"
          showUploadList={false}
          beforeUpload={(file) => {
            void textOf(file).then(change);
            return false;
          }}
        >
          <Button>{w("ordersFile")}</Button>
        </Upload>
        <Button type="text" onClick={props.onLeave}>
          {w("cancel")} <kbd>Esc</kbd>
        </Button>
      </div>
      {rows.length > most ? (
        <p className="wb-refusal">{w("ordersTooMany", { count: rows.length })}</p>
      ) : null}
      {unread.length > 0 ? (
        <p className="wb-refusal">{w("ordersUnread", { list: listed(unread) })}</p>
      ) : null}
      {found ? <Outcome found={found} currency={currency} /> : null}
      {error ? <Failure error={error} /> : null}
    </div>
  );
}

function Outcome({ found, currency }: { found: FoundOrders; currency: string }) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const { missing, tooMuch } = found;
  return (
    <div aria-live="polite">
      <p>{w("ordersFound", { count: found.found.length })}</p>
      {missing.length > 0 ? (
        <p className="wb-refusal">{w("ordersMissing", { list: listed(missing) })}</p>
      ) : null}
      {tooMuch.map(({ no, asked, open }) => (
        <p key={no} className="wb-refusal">
          {w("ordersTooMuch", {
            number: no,
            asked: formatAmount(asked, currency, language),
            open: formatAmount(open, currency, language),
          })}
        </p>
      ))}
    </div>
  );
}

function listed(texts: readonly string[]): string {
  return texts.slice(0, 20).join("、") + (texts.length > 20 ? " …" : "");
}

/** Platforms write UTF-8 or the encoding of a Chinese Windows. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
