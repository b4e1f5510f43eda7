// One number on several documents: at two customers, or written in two ways at one. A payment that
// names it cannot be told whose it is.
import { numberKey } from "../matching/text.ts";
import { type CheckedItem, type DataCheck, itemFinding } from "./data-check.ts";

/** Shorter ones are line numbers of the firm, not numbers of documents. */
const leastLength = 5;

export const duplicateNumber: DataCheck = {
  code: "duplicate_number",
  title: { zh: "单号重复", en: "One number, several documents" },
  remedy: {
    zh: "付款写这个单号时分不清是哪张。核对是否重复导入或重复开票，作废多的一张。",
    en: "A payment that names it may mean either. Check for a second import or a second invoice; cancel one.",
  },
  examine: ({ items }) => {
    const documents = items.filter(
      ({ kind, no }) => kind !== "plan" && numberKey(no).length >= leastLength,
    );
    const byNumber = Map.groupBy(documents, ({ kind, no }) => `${kind} ${numberKey(no)}`);
    return [...byNumber.values()]
      .filter((same) => same.length > 1)
      .flatMap((same) =>
        same.slice(1).map((item) => itemFinding(item, `= ${nameOf(same[0], item)}`)),
      );
  },
  examples: [
    {
      given: "one number at two customers",
      books: {
        items: [
          { id: 1, no: "FP20260001", customerId: 1, customerName: "启明" },
          { id: 2, no: "FP20260001", customerId: 2, customerName: "华鑫" },
        ],
      },
      expect: ["= 启明 FP20260001"],
    },
    {
      given: "written in two ways at one customer",
      books: {
        items: [
          { id: 1, no: "FP-2026-0001" },
          { id: 2, no: "FP20260001" },
        ],
      },
      expect: ["= FP-2026-0001"],
    },
    {
      given: "an invoice and its delivery bear the same number",
      books: {
        items: [
          { id: 1, no: "FP20260001" },
          { id: 2, no: "FP20260001", kind: "delivery" },
        ],
      },
      expect: [],
    },
  ],
};

function nameOf(first: CheckedItem | undefined, item: CheckedItem): string {
  if (!first) return item.no;
  return first.customerId === item.customerId ? first.no : `${first.customerName} ${first.no}`;
}
