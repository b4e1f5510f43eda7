// An account to print, part by part, with what is printed now beside each part that differs.
import "./pay-accounts.css";
import type { PayAccountOnWire } from "../../../src/contract/pay-accounts.ts";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useWords } from "../../words/words.ts";

export function PayAccountChange(props: {
  readonly from: PayAccountOnWire | null;
  readonly to: PayAccountOnWire;
}) {
  const { from, to } = props;
  const w = useWords(payAccountWords);
  const parts = [
    ["number", (one: PayAccountOnWire) => one.accountNo],
    ["holder", holders],
    ["bank", (one: PayAccountOnWire) => one.bank],
    ["currency", (one: PayAccountOnWire) => one.currency],
  ] as const;
  return (
    <dl className="pay-account-facts">
      {from === null ? (
        <>
          <dt>{w("now")}</dt>
          <dd>{w("nothing")}</dd>
        </>
      ) : null}
      {parts.map(([part, textOf]) => {
        const [before, after] = [from && textOf(from), textOf(to) || w("nobody")];
        return (
          <PartLine
            key={part}
            name={w(part)}
            before={before === null || before === textOf(to) ? null : before || w("nobody")}
            after={after}
          />
        );
      })}
    </dl>
  );
}

function PartLine(props: { name: string; before: string | null; after: string }) {
  const { name, before, after } = props;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {before === null ? null : `${before} → `}
        <b className="pay-account-no">{after}</b>
      </dd>
    </>
  );
}

function holders({ holderZh, holderEn }: PayAccountOnWire): string {
  return holderZh === holderEn ? holderZh : `${holderZh} / ${holderEn}`;
}
