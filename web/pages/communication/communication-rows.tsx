// What passed between us and customers, the newest first: who, by what way, what it said.
import "./communication.css";
import { Link } from "react-router";
import type { CommunicationOnWire } from "../../../src/contract/communication.ts";
import {
  communicationActWords,
  communicationSides,
  communicationSourceWords,
} from "../../../src/core/words/communication.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { communicationPageWords } from "../../words/communication.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function CommunicationRows(props: {
  readonly rows: readonly CommunicationOnWire[];
  /** Of more than one customer, so that each row says of whom. */
  readonly isOfAll: boolean;
}) {
  return (
    <ol className="communication-list">
      {props.rows.map((row) => (
        <Row key={`${row.source} ${row.id}`} row={row} isOfAll={props.isOfAll} />
      ))}
    </ol>
  );
}

function Row({ row, isOfAll }: { readonly row: CommunicationOnWire; readonly isOfAll: boolean }) {
  const w = useWords(communicationPageWords);
  const word = useSentence();
  const { id: booksId, timeZone } = useBooks();
  const act = communicationActWords[row.act];
  const files = Array.isArray(row.detail["files"]) ? row.detail["files"].length : 0;
  const stars = row.detail["stars"];
  const isRefusal = row.detail["refusal"] === true;
  const address = w(row.side === "customer" ? "fromAddress" : "toAddress", {
    address: row.address,
  });
  return (
    <li className={`communication-row is-${row.side}`}>
      <span className="communication-head">
        <InstantText at={row.at} timeZone={timeZone} withYear />
        <Tag
          tone={row.side === "customer" ? "blue" : "plain"}
          text={word(communicationSides[row.side])}
        />
        <span>
          {word(communicationSourceWords[row.source])} · <b>{act ? word(act) : row.act}</b>
        </span>
        {isRefusal ? <Tag tone="red" text={word(communicationActWords["refused"]!)} /> : null}
        {isOfAll ? (
          <Link to={pathTo("customer", { booksId, customerId: row.customerId })}>
            {row.customerName}
          </Link>
        ) : null}
        <span className="page-note">
          {[row.actor, row.address === "" ? "" : address].filter((part) => part !== "").join(" · ")}
        </span>
      </span>
      {row.subject === "" ? null : <span className="communication-subject">{row.subject}</span>}
      {row.body === "" ? null : <p className="communication-body">{row.body}</p>}
      <span className="page-note">
        {typeof stars === "number" ? w("stars", { count: stars }) : null}
        {files > 0 ? w("files", { count: files }) : null}
      </span>
    </li>
  );
}
