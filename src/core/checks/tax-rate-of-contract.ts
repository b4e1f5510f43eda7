// An invoice at another rate of VAT than its contract: the customer will pay another amount (P05).
import { type DataCheck, itemFinding, itemsByContract } from "./data-check.ts";

export const taxRateOfContract: DataCheck = {
  code: "tax_rate_of_contract",
  title: { zh: "发票税率与合同不符", en: "Tax rate differs from the contract" },
  remedy: {
    zh: "客户会按合同税率付款，留下税率差。核对后红冲重开，或改合同税率。",
    en: "The customer pays by the contract's rate. Reissue the invoice, or correct the contract.",
  },
  examine: (books) =>
    [...itemsByContract(books)].flatMap(([contract, items]) =>
      items
        .filter(
          ({ taxRate, kind }) =>
            (kind === "invoice" || kind === "credit_note") &&
            contract.taxRate !== null &&
            taxRate !== "" &&
            taxRate !== contract.taxRate,
        )
        .map((item) =>
          itemFinding(item, `${item.taxRate} % ≠ ${contract.no} ${contract.taxRate ?? ""} %`),
        ),
    ),
  examples: [
    {
      given: "an invoice at 13 % under a contract at 9 %",
      books: {
        contracts: [{ id: 1, no: "HT-1", taxRate: "9" }],
        items: [{ contractId: 1, taxRate: "13" }],
      },
      expect: ["13 % ≠ HT-1 9 %"],
    },
    {
      given: "both at 13 %; another contract names no rate",
      books: {
        contracts: [
          { id: 1, taxRate: "13" },
          { id: 2, taxRate: null },
        ],
        items: [
          { contractId: 1, taxRate: "13" },
          { id: 2, contractId: 2, taxRate: "6" },
        ],
      },
      expect: [],
    },
  ],
};
