// The CSV files of file mode as a baseline sees them: items, lines, customers, and no truth.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  customerOfRow,
  lineOfRow,
  minorOf,
  type Row,
  readRows,
  type ScoreCustomer,
  type ScoreLine,
} from "../scoring/inputs.ts";

export type BaselineItem = {
  readonly itemNo: string;
  readonly kind: string;
  readonly customerNo: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly issueDate: string;
  /** Empty where unknown. */
  readonly dueDate: string;
  readonly orderNo: string;
  readonly discountDate: string;
  readonly discountMinor: number;
};

export type BaselineLine = ScoreLine;
/** Its names are the registered name and the other names of the master data. */
export type BaselineCustomer = Pick<ScoreCustomer, "customerNo" | "names" | "accounts">;

export type BaselineBooks = {
  readonly items: readonly BaselineItem[];
  readonly lines: readonly BaselineLine[];
  readonly customers: readonly BaselineCustomer[];
};

export function readBaselineBooks(folder: string): BaselineBooks {
  const rows = (name: string) => readRows(readFileSync(join(folder, name), "utf8"));
  return {
    items: rows("items.csv").map(itemOf),
    lines: rows("lines.csv").map(lineOfRow),
    customers: rows("customers.csv").map(customerOfRow),
  };
}

function itemOf(row: Row): BaselineItem {
  const currency = row["currency"] ?? "";
  return {
    itemNo: row["item_no"] ?? "",
    kind: row["kind"] ?? "invoice",
    customerNo: row["customer_no"] ?? "",
    currency,
    openMinor: minorOf(row["open_amount"] || row["amount"], currency),
    issueDate: row["issue_date"] ?? "",
    dueDate: row["due_date"] ?? "",
    orderNo: row["order_no"] ?? "",
    discountDate: row["discount_date"] ?? "",
    discountMinor: minorOf(row["discount_amount"], currency),
  };
}
