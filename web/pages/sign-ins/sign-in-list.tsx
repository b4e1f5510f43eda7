// The sign-ins of one person: device, address, since when, last seen; each can be ended.
import { Button } from "antd";
import type { SignIn } from "../../../src/contract/sign-ins.ts";
import { useBooks } from "../../api/session.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { deviceName } from "../../ui/device-name.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { signInWords } from "../../words/sign-ins.ts";
import { useWords } from "../../words/words.ts";
import "./sign-ins.css";

export function SignInList(props: {
  readonly rows: readonly SignIn[];
  /** The own current one is ended by signing out. */
  readonly onEnd: (row: SignIn) => void;
  readonly isBusy: boolean;
}) {
  const w = useWords(signInWords);
  const { timeZone } = useBooks();
  return (
    <ul className="sign-ins">
      {props.rows.map((row) => (
        <li key={row.id}>
          <div>
            <b title={row.userAgent}>{deviceName(row.userAgent) || w("unknownDevice")}</b>{" "}
            {row.isCurrent ? <Tag tone="blue" text={w("current")} /> : null}
            <div className="page-note">
              {w("from", { address: row.address === "" ? w("unknownAddress") : row.address })} ·{" "}
              {w("since")} <InstantText at={row.startedAt} timeZone={timeZone} withYear /> ·{" "}
              {w("seen")} <InstantText at={row.seenAt} timeZone={timeZone} withYear />
            </div>
          </div>
          {row.isCurrent ? null : (
            <Button size="small" disabled={props.isBusy} onClick={() => props.onEnd(row)}>
              {w("end")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
