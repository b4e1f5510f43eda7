// 以物抵债: what was had for a claim, what the debt given up is worth, and what of it is lost.
import { Input, Radio } from "antd";
import type { AdjustmentBody } from "../../../src/contract/adjustments.ts";
import { useBooks } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";
import { Field, type FieldProps } from "./adjust-targets.tsx";
import { goodsSum } from "./goods-sum.ts";

type Goods = NonNullable<AdjustmentBody["goods"]>;

export function GoodsFields(props: FieldProps) {
  const w = useWords(closeWords);
  const { homeCurrency: currency, standard } = useBooks();
  const { body, onChange } = props;
  const { goods } = body;
  if (goods === null) return null;
  const put = (changes: Partial<Goods>) => onChange({ goods: { ...goods, ...changes } });
  const field = (name: "fairValue" | "tax" | "allowanceUsed", label: string) => (
    <Field label={label}>
      <Input
        aria-label={label}
        inputMode="decimal"
        value={goods[name]}
        onChange={(event) => put({ [name]: event.target.value.trim() })}
      />
    </Field>
  );
  return (
    <>
      <Field label={w("goodsWhat")}>
        <Input
          maxLength={200}
          aria-label={w("goodsWhat")}
          placeholder={w("goodsWhatHint")}
          value={goods.what}
          onChange={(event) => put({ what: event.target.value })}
        />
      </Field>
      <Field label={w("goodsUse")}>
        <Radio.Group
          aria-label={w("goodsUse")}
          value={goods.use}
          onChange={(event) => put({ use: event.target.value === "asset" ? "asset" : "goods" })}
          options={[
            { value: "goods", label: w("goodsUse_goods") },
            { value: "asset", label: w("goodsUse_asset") },
          ]}
        />
      </Field>
      {field("fairValue", w("fairValue", { currency }))}
      <div className="adjust-pair">
        {field("tax", w("goodsTax", { currency }))}
        {standard === "sme" ? null : field("allowanceUsed", w("allowanceUsed", { currency }))}
      </div>
      <GoodsSum {...props} />
    </>
  );
}

/** The entry to be, line by line, while its figures are typed. */
function GoodsSum({ subject, body }: FieldProps) {
  const w = useWords(closeWords);
  const { homeCurrency } = useBooks();
  const isForeign = subject.currency !== homeCurrency;
  const sum = goodsSum(body, { currency: subject.currency, homeCurrency });
  const rows = [
    { name: w("goodsNet"), amount: sum.net },
    ...(isForeign ? [] : [{ name: w(resultWord(sum.loss)), amount: sum.loss?.replace("-", "") }]),
  ];
  return (
    <>
      <dl className="goods-sum">
        {rows.map(({ name, amount }) => (
          <div key={name} className="goods-row">
            <dt>{name}</dt>
            <dd>{amount ? <MoneyText amount={amount} currency={homeCurrency} bold /> : "—"}</dd>
          </div>
        ))}
      </dl>
      <p className="page-note">{w(isForeign ? "goodsNoteForeign" : "goodsNote")}</p>
    </>
  );
}

function resultWord(loss: string | null): "goodsLoss" | "goodsGain" {
  return loss?.startsWith("-") ? "goodsGain" : "goodsLoss";
}
