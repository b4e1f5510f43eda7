// 第三方回款: money somebody else paid for a customer, as auditors ask for it; how much of all receipts.

import { ratioOf } from "../core/figures/ratio.ts";
import { closeness, parseName } from "../core/matching/name.ts";
import type { Sentence } from "../core/words/word.ts";
import type { Facts } from "./facts.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const show: ReportOption = {
  name: "show",
  title: { zh: "显示", en: "Show" },
  choices: [
    { code: "receipts", zh: "逐笔", en: "Receipts" },
    { code: "customers", zh: "按客户", en: "By customer" },
  ],
};

/** Who pays for whom (DOMAIN §5.13). */
const relations: Readonly<Record<string, Sentence>> = {
  group: { zh: "集团内", en: "Group company" },
  legal_representative: { zh: "法定代表人", en: "Legal representative" },
  employee: { zh: "员工", en: "Employee" },
  government: { zh: "政府", en: "Government" },
  factor: { zh: "保理商", en: "Factor" },
  person: { zh: "个人", en: "Private person" },
  alike: { zh: "名称相近，待核", en: "Name alike, to check" },
  other: { zh: "其他单位", en: "Other firm" },
};

type Receipt = Facts["receiptsOfOthers"][number];

/** The relation on the receipt, else what the names say; null: the customer itself under another form. */
function relationOf(one: Receipt): string | null {
  if (one.relation !== "") return one.relation;
  const payer = parseName(one.payerName);
  const own = [one.customerName, ...one.aliases].map(parseName);
  // a bank cuts names and leaves out 市 and 公司: the same firm in another form
  const isSame = (name: ReturnType<typeof parseName>) =>
    name.key === payer.key || closeness(name, payer) === "form" || name.full.startsWith(payer.full);
  if (own.some(isSame)) return null;
  if (own.some((name) => closeness(name, payer) !== null)) return "alike";
  return payer.isPerson ? "person" : "other";
}

export const thirdPartyReceipts = report({
  code: "third_party_receipts",
  group: "accounting",
  title: { zh: "第三方回款", en: "Third-party receipts" },
  about: {
    zh: "付款人与客户不是同一单位的回款：谁付的、为谁付、占全部回款多少。个人姓名已遮盖。",
    en: "Receipts whose payer is not the customer: who paid, for whom. Names of persons are masked.",
  },
  options: [show],
  periodMonths: 12,
  facts: ["receiptsOfOthers", "paying"],
  build: ({ receiptsOfOthers, paying }, request) => {
    const found = receiptsOfOthers.flatMap((one) => {
      const relation = relationOf(one);
      return relation === null ? [] : [{ ...one, relation }];
    });
    const home = found.reduce((sum, one) => sum + BigInt(one.homeMinor), 0n);
    const all = paying.reduce((sum, one) => sum + BigInt(one.paidMinor), 0n);
    const tiles = [
      { zh: "第三方回款", en: "Third-party receipts", kind: "home", value: home },
      {
        zh: "占核销收款",
        en: "Of receipts applied",
        kind: "share",
        value: ratioOf(home, all),
      },
    ] as const;
    if (choiceOf(request, show) === "customers") {
      const groups = [...Map.groupBy(found, ({ customerId }) => customerId).values()];
      return {
        tiles,
        columns: [
          column("customer", "text", { zh: "客户", en: "Customer" }),
          column("count", "count", { zh: "笔数", en: "Receipts" }),
          column("payers", "count", { zh: "付款人数", en: "Payers" }),
          column("home", "home", { zh: "金额（本位币）", en: "Amount, home" }),
        ],
        rows: groups.map((group) => ({
          currency: request.homeCurrency,
          cells: [
            group[0]!.customerName,
            group.length,
            new Set(group.map(({ payerName }) => payerName)).size,
            group.reduce((sum, one) => sum + BigInt(one.homeMinor), 0n),
          ],
          link: { to: "customer", customerId: group[0]!.customerId },
        })),
      };
    }
    return {
      tiles,
      columns: [
        column("date", "date", { zh: "到账日", en: "Received" }),
        column("payer", "text", { zh: "付款人", en: "Payer" }),
        column("relation", "text", { zh: "关系", en: "Relation" }),
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("amount", "money", { zh: "金额", en: "Amount" }),
        column("home", "home", { zh: "本位币", en: "Home" }),
      ],
      rows: found.map((one) => ({
        currency: one.currency,
        cells: [
          one.date,
          one.relation === "person" || parseName(one.payerName).isPerson
            ? masked(one.payerName)
            : one.payerName,
          relations[one.relation] ?? one.relation,
          one.customerName,
          BigInt(one.amountMinor),
          BigInt(one.homeMinor),
        ],
        ...(one.lineId === null ? {} : { link: { to: "line", lineId: one.lineId } as const }),
      })),
    };
  },
});

/** 王** : personal payers are masked in reports and files (DOMAIN §5.21). */
function masked(name: string): string {
  const [first = ""] = [...name.trim()];
  return `${first}**`;
}
