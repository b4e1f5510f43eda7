// 坏账准备: what has to be provided by bucket, group and customer, against what stands on 1231.01, and
// the charge that brings the two together (J36).
import { provisionCharge } from "../core/figures/provision.ts";
import type { Ratio } from "../core/figures/ratio.ts";
import { type Provided, provide } from "./provide.ts";
import { provisionMethods } from "./provision-setting.ts";
import { choiceOf, column, type ReportOption, type ReportRow, report } from "./report.ts";

const show: ReportOption = {
  name: "show",
  title: { zh: "显示", en: "Show" },
  choices: [
    { code: "buckets", zh: "按账龄组合", en: "By bucket" },
    { code: "customers", zh: "按客户", en: "By customer" },
  ],
};

export const badDebtProvision = report({
  code: "bad_debt_provision",
  group: "accounting",
  title: { zh: "坏账准备计提", en: "Bad-debt provision" },
  about: {
    zh: "先单项、再关联方组、再账龄组合；本期计提 = 应有余额 −（期初 − 核销 + 收回）。",
    en: "Specific first, then related parties, then the matrix; charge = required − (opening − written off + recovered).",
  },
  options: [show],
  periodMonths: 1,
  facts: ["provided", "provisionMoves", "allowanceBalance"],
  build: (facts, request) => {
    const provided = provide(facts.provided);
    const isByCustomer = choiceOf(request, show) === "customers";
    const { openingMinor, writtenOffMinor, recoveredMinor, chargedMinor } = facts.provisionMoves;
    const chargeMinor = provisionCharge({
      requiredMinor: provided.requiredMinor,
      openingMinor: BigInt(openingMinor) + BigInt(chargedMinor),
      writtenOffMinor: BigInt(writtenOffMinor),
      recoveredMinor: BigInt(recoveredMinor),
    });
    const method = provisionMethods[facts.provided.provision.method];
    return {
      columns: [
        column(
          "name",
          "text",
          isByCustomer ? { zh: "客户", en: "Customer" } : { zh: "组合", en: "Group" },
        ),
        column("balance", "home", { zh: "账面余额", en: "Balance" }),
        column("rate", "share", { zh: "损失率", en: "Loss rate" }),
        column("required", "home", { zh: "应有准备", en: "Required" }),
      ],
      rows: isByCustomer
        ? customerRows(provided, request.homeCurrency)
        : groupRows(provided, request.homeCurrency),
      ...(isByCustomer
        ? {}
        : {
            totals: [
              {
                currency: request.homeCurrency,
                cells: [null, balanceOf(provided), null, provided.requiredMinor],
              },
            ],
          }),
      tiles: [
        { zh: "应有准备", en: "Required", kind: "home", value: provided.requiredMinor },
        { zh: "期初", en: "Opening", kind: "home", value: BigInt(openingMinor) },
        {
          zh: "本期核销",
          en: "Written off",
          kind: "home",
          value: BigInt(writtenOffMinor),
          hint: { zh: "含以物抵债转销的准备", en: "With what goods taken in payment used" },
        },
        { zh: "本期收回", en: "Recovered", kind: "home", value: BigInt(recoveredMinor) },
        { zh: "本期已计提", en: "Charged already", kind: "home", value: BigInt(chargedMinor) },
        {
          zh: "还应计提",
          en: "Still to charge",
          kind: "home",
          value: chargeMinor,
          hint: { zh: "负数为转回", en: "Negative: released" },
        },
      ],
      proof: {
        name: { zh: "已计提 = 坏账准备 1231.01", en: "Provided = 1231.01" },
        account: "allowance",
        shownMinor: BigInt(openingMinor + chargedMinor - writtenOffMinor + recoveredMinor),
        ledgerMinor: BigInt(facts.allowanceBalance),
      },
      notes: [
        { zh: `方法：${method.zh}`, en: `Method: ${method.en}` },
        ...provided.missing.map((title) => ({
          zh: `「${title.zh}」没有损失率：历史不足，这一段没有计提。`,
          en: `No loss rate for "${title.en}": too little history, nothing is provided for it.`,
        })),
        {
          zh: "未核销收款与未关联红字不抵减计提基数。",
          en: "Unapplied receipts and unlinked credits do not lessen the base.",
        },
      ],
    };
  },
});

function balanceOf(provided: Provided): bigint {
  return (
    provided.buckets.reduce((sum, one) => sum + one.balanceMinor, 0n) +
    provided.specific.reduce((sum, one) => sum + one.openMinor, 0n) +
    (provided.related?.openMinor ?? 0n)
  );
}

function groupRows(provided: Provided, currency: string): ReportRow[] {
  const { specific, related, buckets } = provided;
  const row = (cells: ReportRow["cells"]): ReportRow => ({ currency, cells });
  return [
    ...specific.map(
      (one): ReportRow => ({
        ...row([
          {
            zh: `单项：${one.customerName}（${one.reason}）`,
            en: `Specific: ${one.customerName} (${one.reason})`,
          },
          one.openMinor,
          one.rate,
          one.requiredMinor,
        ]),
        link: { to: "customer", customerId: one.customerId },
      }),
    ),
    ...(related
      ? [
          row([
            { zh: "关联方组合", en: "Related parties" },
            related.openMinor,
            related.rate,
            related.requiredMinor,
          ]),
        ]
      : []),
    ...buckets.map((one) => row([one.title, one.balanceMinor, one.rate, one.requiredMinor])),
  ];
}

function customerRows(
  { byCustomer, openByCustomer, names }: Provided,
  currency: string,
): ReportRow[] {
  return [...byCustomer]
    .filter(([, required]) => required !== 0n)
    .toSorted(([, a], [, b]) => (a === b ? 0 : a > b ? -1 : 1))
    .map(([customerId, required]): ReportRow => {
      const balance = openByCustomer.get(customerId) ?? 0n;
      const rate: Ratio | null =
        balance > 0n ? { numerator: required, denominator: balance } : null;
      return {
        currency,
        cells: [names.get(customerId) ?? String(customerId), balance, rate, required],
        link: { to: "customer", customerId },
      };
    });
}
