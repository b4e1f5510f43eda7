// One bank account at two customers is evidence for neither (DOMAIN §5.10).
import type { DataCheck } from "./data-check.ts";

export const accountAtTwo: DataCheck = {
  code: "account_at_two",
  title: { zh: "一个账号属于两户客户", en: "One bank account at two customers" },
  remedy: {
    zh: "在改正之前，这个账号不作为识别依据。到「记忆」里删掉错的一条，或登记代付关系。",
    en: "Until that is corrected the account is no evidence. Revoke the wrong one, or declare who pays for whom.",
  },
  examine: ({ customers }) => {
    const owners = customers.flatMap((customer) =>
      [...new Set(customer.accounts.map(plain))].map((account) => ({ account, customer })),
    );
    const byAccount = Map.groupBy(owners, ({ account }) => account);
    return [...byAccount].flatMap(([account, [first, ...rest]]) =>
      rest.map(({ customer }) => ({
        about: { kind: "customer", id: customer.id } as const,
        label: customer.name,
        shows: `${account} = ${first?.customer.name ?? ""}`,
        currency: null,
        minor: 0,
      })),
    );
  },
  examples: [
    {
      given: "the same account, written with blanks",
      books: {
        customers: [
          { id: 1, name: "启明", accounts: ["6222 0000 1111"] },
          { id: 2, name: "华鑫", accounts: ["622200001111"] },
        ],
      },
      expect: ["622200001111 = 启明"],
    },
    {
      given: "one customer has it twice",
      books: { customers: [{ id: 1, accounts: ["622200001111", "6222 0000 1111"] }] },
      expect: [],
    },
  ],
};

function plain(account: string): string {
  return account.replace(/[\s-]/g, "");
}
