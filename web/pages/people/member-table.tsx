// The members of the organisation: a table, and cards on a phone.
import type { Member } from "../../../src/contract/members.ts";
import { roleNames } from "../../../src/core/roles.ts";
import { useBooks, useSession } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { peopleWords } from "../../words/people.ts";
import { signInWords } from "../../words/sign-ins.ts";
import { useSentence, useWords } from "../../words/words.ts";

type MemberTableProps = {
  readonly rows: readonly Member[];
  readonly refusal: string | null;
  readonly onChange: (member: Member) => void;
  readonly onSignIns: (member: Member) => void;
};

export function MemberTable(props: MemberTableProps) {
  const { rows } = props;
  const w = useWords(peopleWords);
  const word = useSentence();
  const { organisation } = useSession();
  const { homeCurrency, timeZone } = useBooks();
  const isPhone = useIsPhone();
  const limit = (amount: string | undefined) =>
    amount === undefined ? "–" : <MoneyText amount={amount} currency={homeCurrency} />;
  if (isPhone) return <MemberCards {...props} />;
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("name")}</th>
            <th>{w("role")}</th>
            <th className="is-right">{w("adjustAlone")}</th>
            <th className="is-right">{w("approve")}</th>
            <th>{w("secondFactor")}</th>
            <th>{w("lastSignIn")}</th>
            <th>{w("state")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isMe = row.id === organisation.memberId;
            return (
              <tr key={row.id}>
                <td>
                  {row.name} {isMe ? <Tag text={w("you")} tone="blue" /> : null}
                  <div className="page-note">{row.email}</div>
                </td>
                <td>
                  {word(roleNames[row.role])}{" "}
                  {row.isLead ? <Tag text={w("isLead")} outlined /> : null}
                </td>
                <td className="is-right">{limit(row.limits.adjustAlone)}</td>
                <td className="is-right">{limit(row.limits.approve)}</td>
                <td>
                  <Tag
                    tone={row.hasSecondFactor ? "green" : "plain"}
                    text={w(row.hasSecondFactor ? "secondFactorOn" : "secondFactorOff")}
                  />
                </td>
                <td>
                  {row.lastSignInAt ? (
                    <InstantText at={row.lastSignInAt} timeZone={timeZone} withYear />
                  ) : (
                    <span className="page-note">{w("never")}</span>
                  )}
                </td>
                <td>
                  <StatusTag status={row.active ? "active" : "inactive"} />
                </td>
                <td className="is-right">
                  <MemberActs {...props} row={row} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function MemberCards(props: MemberTableProps) {
  const word = useSentence();
  return props.rows.map((row) => {
    return (
      <div key={row.id} className="card-row">
        <div className="card-row-top">
          <span>{row.name}</span>
          <StatusTag status={row.active ? "active" : "inactive"} />
        </div>
        <div className="card-row-rest">
          <span>{word(roleNames[row.role])}</span>
          <span>{row.email}</span>
        </div>
        <MemberActs {...props} row={row} />
      </div>
    );
  });
}

function MemberActs({ row, refusal, onChange, onSignIns }: MemberTableProps & { row: Member }) {
  const w = useWords(peopleWords);
  const s = useWords(signInWords);
  const { organisation } = useSession();
  const isMe = row.id === organisation.memberId;
  return (
    <span className="member-acts">
      <RefusedButton
        size="small"
        reason={refusal ?? (isMe ? s("openOwn") : null)}
        onClick={() => onSignIns(row)}
      >
        {s("open")}
      </RefusedButton>
      <RefusedButton
        size="small"
        reason={refusal ?? (isMe ? w("ownRole") : null)}
        onClick={() => onChange(row)}
      >
        {w("change")}
      </RefusedButton>
    </span>
  );
}
