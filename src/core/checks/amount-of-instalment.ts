// An invoice under a contract with a plan whose amount is none of its instalments (P08).
import { formatMinor } from "../money.ts";
import { type DataCheck, itemFinding, itemsByContract } from "./data-check.ts";

export const amountOfInstalment: DataCheck = {
  code: "amount_of_instalment",
  title: { zh: "发票金额与分期不符", en: "Amount is none of the instalments" },
  remedy: {
    zh: "客户按分期付款，金额会对不上。核对合同分期，或把发票拆到对应分期。",
    en: "The customer pays by instalments. Check the plan, or split the invoice by instalments.",
  },
  examine: (books) =>
    [...itemsByContract(books)].flatMap(([{ instalments, no, currency }, items]) =>
      items
        .filter(
          (item) =>
            item.kind === "invoice" &&
            item.currency === currency &&
            instalments.length > 0 &&
            !isSumOf(item.faceMinor, instalments),
        )
        .map((item) => {
          const parts = instalments.map((minor) => formatMinor(minor, currency)).join(" / ");
          return itemFinding(item, `${formatMinor(item.faceMinor, currency)} ∉ ${no} ${parts}`);
        }),
    ),
  examples: [
    {
      given: "instalments of 300 and 700, an invoice of 650",
      books: {
        contracts: [{ id: 1, no: "HT-1", instalments: [30_000, 70_000] }],
        items: [{ contractId: 1, faceMinor: 65_000 }],
      },
      expect: ["650.00 ∉ HT-1 300.00 / 700.00"],
    },
    {
      given: "an invoice of the second instalment, and one of both together",
      books: {
        contracts: [{ id: 1, instalments: [30_000, 70_000] }],
        items: [
          { contractId: 1, faceMinor: 70_000 },
          { id: 2, contractId: 1, faceMinor: 100_000 },
        ],
      },
      expect: [],
    },
  ],
};

/** One instalment, or several that follow each other. */
function isSumOf(minor: number, instalments: readonly number[]): boolean {
  return instalments.some((_, first) => {
    let sum = 0;
    return instalments.slice(first).some((part) => {
      sum += part;
      return sum === minor;
    });
  });
}
