// One tax id at customers of different names, or one name with two tax ids: one of them is wrong, or
// one customer stands in the books twice.
import { parseName } from "../matching/name.ts";
import type { CheckedCustomer, CheckFinding, DataCheck } from "./data-check.ts";

export const nameAndTaxId: DataCheck = {
  code: "name_and_tax_id",
  title: { zh: "名称与税号不一致", en: "Name and tax id disagree" },
  remedy: {
    zh: "同一家建了两户，或税号填错。合并客户，或改正税号。",
    en: "One firm stands in the books twice, or a tax id is wrong. Merge them, or correct it.",
  },
  examine: ({ customers }) => {
    const known = customers.filter(({ taxId }) => taxId !== "");
    const byTaxId = Map.groupBy(known, ({ taxId }) => taxId.trim().toUpperCase());
    const byName = Map.groupBy(known, ({ name }) => parseName(name).key);
    return [
      ...[...byTaxId.values()].flatMap((same) => others(same, ({ name }) => parseName(name).key)),
      ...[...byName.values()].flatMap((same) => others(same, ({ taxId }) => taxId.trim())),
    ];
  },
  examples: [
    {
      given: "one tax id at two names",
      books: {
        customers: [
          { id: 1, name: "上海启明贸易有限公司", taxId: "91350100M000100Y43" },
          { id: 2, name: "北京华鑫科技有限公司", taxId: "91350100M000100Y43" },
        ],
      },
      expect: ["91350100M000100Y43 = 上海启明贸易有限公司 91350100M000100Y43"],
    },
    {
      given: "one name with two tax ids",
      books: {
        customers: [
          { id: 1, name: "上海启明贸易有限公司", taxId: "91350100M000100Y43" },
          { id: 2, name: "上海启明贸易有限公司", taxId: "310104123456789" },
        ],
      },
      expect: ["310104123456789 = 上海启明贸易有限公司 91350100M000100Y43"],
    },
    {
      given: "two firms, two tax ids",
      books: {
        customers: [
          { id: 1, name: "上海启明贸易有限公司", taxId: "91350100M000100Y43" },
          { id: 2, name: "北京华鑫科技有限公司", taxId: "310104123456789" },
        ],
      },
      expect: [],
    },
  ],
};

/** Those that differ from the first of the group in the other respect. */
function others(
  same: readonly CheckedCustomer[],
  otherOf: (customer: CheckedCustomer) => string,
): CheckFinding[] {
  const [first, ...rest] = same;
  if (!first) return [];
  return rest
    .filter((customer) => otherOf(customer) !== otherOf(first))
    .map(({ id, name, taxId }) => ({
      about: { kind: "customer", id } as const,
      label: name,
      shows: `${taxId} = ${first.name} ${first.taxId}`,
      currency: null,
      minor: 0,
    }));
}
