// More was invoiced under a contract than it is worth, red invoices taken off.
import { formatMinor } from "../money.ts";
import { type DataCheck, itemsByContract } from "./data-check.ts";

export const contractExceeded: DataCheck = {
  code: "contract_exceeded",
  title: { zh: "开票合计超过合同金额", en: "Invoices exceed the contract" },
  remedy: {
    zh: "多开的部分客户不会付。补签合同，或红冲多开的发票。",
    en: "The customer will not pay the excess. Amend the contract, or reverse what is too much.",
  },
  examine: (books) =>
    [...itemsByContract(books)].flatMap(([contract, items]) => {
      const { id, no, amountMinor, currency } = contract;
      const counted = items.filter(
        (item) =>
          item.currency === currency &&
          (item.kind === "invoice" || item.kind === "credit_note" || item.kind === "debit_note"),
      );
      const sum = counted.reduce((total, { faceMinor }) => total + faceMinor, 0);
      if (amountMinor === null || sum <= amountMinor) return [];
      const [invoiced, agreed] = [formatMinor(sum, currency), formatMinor(amountMinor, currency)];
      return [
        {
          about: { kind: "contract", id } as const,
          label: `${counted[0]?.customerName ?? ""} ${no}`,
          shows: `Σ ${invoiced} > ${agreed}`,
          currency,
          minor: sum - amountMinor,
        },
      ];
    }),
  examples: [
    {
      given: "800 and 300 invoiced under a contract of 1,000",
      books: {
        contracts: [{ id: 1, amountMinor: 100_000 }],
        items: [
          { contractId: 1, faceMinor: 80_000 },
          { id: 2, contractId: 1, faceMinor: 30_000 },
        ],
      },
      expect: ["Σ 1100.00 > 1000.00"],
    },
    {
      given: "the same with a red invoice of 100",
      books: {
        contracts: [{ id: 1, amountMinor: 100_000 }],
        items: [
          { contractId: 1, faceMinor: 80_000 },
          { id: 2, contractId: 1, faceMinor: 30_000 },
          { id: 3, contractId: 1, kind: "credit_note", faceMinor: -10_000 },
        ],
      },
      expect: [],
    },
  ],
};
