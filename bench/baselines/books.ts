// The CSV files of file mode as a baseline sees them: items, lines, customers, and no truth.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { minorOf, type Row, readRows } from "../scoring/inputs.ts";

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

export type BaselineLine = {
  readonly lineId: string;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
};

export type BaselineCustomer = {
  readonly customerNo: string;
  /** The registered name and the other names of the master data. */
  readonly names: readonly string[];
  readonly accounts: readonly string[];
};

export type BaselineBooks = {
  readonly items: readonly BaselineItem[];
  readonly lines: readonly BaselineLine[];
  readonly customers: readonly BaselineCustomer[];
};

export function readBaselineBooks(folder: string): BaselineBooks {
  const rows = (name: string) => readRows(readFileSync(join(folder, name), "utf8"));
  return {
    items: rows("items.csv").map(itemOf),
    lines: rows("lines.csv").map(lineOf),
    customers: rows("customers.csv").map(customerOf),
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

function lineOf(row: Row): BaselineLine {
  const currency = row["currency"] ?? "";
  return {
    lineId: row["line_id"] ?? "",
    date: row["date"] ?? "",
    currency,
    amountMinor: minorOf(row["amount"], currency),
    payerName: row["payer_name"] ?? "",
    payerAccount: row["payer_account"] ?? "",
    memo: row["memo"] ?? "",
  };
}

function customerOf(row: Row): BaselineCustomer {
  const listOf = (text: string | undefined) => (text ?? "").split("|").filter((one) => one !== "");
  return {
    customerNo: row["customer_no"] ?? "",
    names: [row["name"] ?? "", ...listOf(row["aliases"])],
    accounts: listOf(row["bank_accounts"]),
  };
}
