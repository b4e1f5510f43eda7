// An invoice dated before the delivery it is for: the customer's payment term has not begun.
import { isoDate } from "../date.ts";
import { type DataCheck, itemFinding } from "./data-check.ts";

export const invoiceBeforeDelivery: DataCheck = {
  code: "invoice_before_delivery",
  title: { zh: "开票早于发货", en: "Invoiced before delivery" },
  remedy: {
    zh: "账期多从收货起算，按开票日算会误报逾期。核对发货日期或账期起点。",
    en: "Terms mostly run from delivery; it would count as late too early. Check date and terms.",
  },
  examine: ({ items }) => {
    const deliveries = new Map(
      items
        .filter(({ kind }) => kind === "delivery")
        .map((item) => [`${item.customerId} ${item.deliveryNo || item.no}`, item]),
    );
    return items.flatMap((item) => {
      if (item.kind !== "invoice" || item.deliveryNo === "" || item.issueDate === null) return [];
      const delivery = deliveries.get(`${item.customerId} ${item.deliveryNo}`);
      const on = delivery?.issueDate ?? null;
      if (on === null || item.issueDate >= on) return [];
      return [itemFinding(item, `${item.issueDate} < ${item.deliveryNo} ${on}`)];
    });
  },
  examples: [
    {
      given: "invoiced on 1 September, delivered on the 5th",
      books: {
        items: [
          { id: 1, deliveryNo: "SH-1", issueDate: isoDate("2026-09-01") },
          { id: 2, no: "SH-1", kind: "delivery", issueDate: isoDate("2026-09-05") },
        ],
      },
      expect: ["2026-09-01 < SH-1 2026-09-05"],
    },
    {
      given: "both on one day",
      books: {
        items: [
          { id: 1, deliveryNo: "SH-1", issueDate: isoDate("2026-09-05") },
          { id: 2, no: "SH-1", kind: "delivery", issueDate: isoDate("2026-09-05") },
        ],
      },
      expect: [],
    },
  ],
};
