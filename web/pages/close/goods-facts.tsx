// 以物抵债 as the second person reads it: what was had, and its amounts in home currency.
import { Fragment } from "react";
import type { AdjustmentBody } from "../../../src/contract/adjustments.ts";
import { useBooks } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";

/** Rows of a list of facts. */
export function GoodsFacts({ goods }: { readonly goods: NonNullable<AdjustmentBody["goods"]> }) {
  const w = useWords(closeWords);
  const { homeCurrency: currency, standard } = useBooks();
  const names = ["fairValue", "goodsTax", "allowanceUsed"] as const;
  const amounts = [goods.fairValue, goods.tax, goods.allowanceUsed];
  return (
    <>
      <dt>{w("goodsWhat")}</dt>
      <dd>
        {goods.what} · {w(`goodsUse_${goods.use}`)}
      </dd>
      {names.slice(0, standard === "sme" ? 2 : 3).map((name, n) => (
        <Fragment key={name}>
          <dt>{w(name, { currency })}</dt>
          <dd>
            <MoneyText amount={amounts[n] ?? null} currency={currency} />
          </dd>
        </Fragment>
      ))}
    </>
  );
}
