// The firm's own workbooks: customers, opening receivables, and open items no tax invoice stands for.
import { formatMinor } from "../src/core/money.ts";
import type { DemoFile } from "./bank-files/account-history.ts";
import type { DemoItem, DemoItemKind, GeneratedBooks } from "./books.ts";
import { dateText } from "./file-mode.ts";
import { isTaxInvoice } from "./tax-invoices.ts";
import { textWorkbook } from "./text-workbook.ts";

export function customerFile(books: GeneratedBooks): DemoFile {
  const heads = [
    ...["客户编号", "客户名称", "曾用名/别名", "统一社会信用代码", "银行账号"],
    ...["可代付客户", "上级客户", "币种", "账期"],
  ];
  const rows = books.customers.map((one) => [
    one.customerNo,
    one.name,
    one.aliases.join("|"),
    one.taxId,
    one.bankAccounts.join("|"),
    one.paysFor.join("|"),
    one.parentNo,
    one.currency,
    one.terms,
  ]);
  return { name: "客户档案.xlsx", bytes: textWorkbook("客户", [heads, ...rows]) };
}

/** 应收期初: everything still open from before the window. */
export function openingFile(books: GeneratedBooks): DemoFile {
  const items = books.items.filter(
    (item) => item.issueDay < books.startDay && item.openMinor !== 0,
  );
  return { name: "应收期初.xlsx", bytes: itemWorkbook(books, "应收期初", items) };
}

/** Export invoices, contract instalments, bills, retentions: kept in the firm's own list. */
export function otherItemsFile(books: GeneratedBooks): DemoFile {
  const items = books.items.filter(
    (item) => item.issueDay >= books.startDay && !isTaxInvoice(books, item) && item.openMinor !== 0,
  );
  return { name: "其他未清项.xlsx", bytes: itemWorkbook(books, "未清项", items) };
}

const kindWords: Readonly<Record<DemoItemKind, string>> = {
  invoice: "发票",
  credit_note: "红字",
  advance: "预收",
  bill: "票据",
  plan: "分期",
  delivery: "未开票",
  retention: "质保金",
  interest: "利息",
  e_receivable: "电子债权",
  payable: "应付",
};

const itemHeads = [
  ...["单据类型", "单据编号", "客户编号", "客户名称", "币种", "价税合计", "未核销金额", "开票日期"],
  ...[
    "到期日",
    "订单号",
    "合同号",
    "送货单号",
    "对账单号",
    "对账已确认",
    "关联蓝字发票号",
    "记账汇率",
  ],
  ...["折扣日期", "折扣金额", "质保金", "质保到期日", "税率", "备注"],
];

function itemWorkbook(
  books: GeneratedBooks,
  sheet: string,
  items: readonly DemoItem[],
): Uint8Array {
  const names = new Map(books.customers.map((one) => [one.customerNo, one.name]));
  const rows = items.map((item) => {
    const money = (minor: number) => (minor === 0 ? "" : formatMinor(minor, item.currency));
    return [
      kindWords[item.kind],
      item.itemNo,
      item.customerNo,
      names.get(item.customerNo) ?? "",
      item.currency,
      money(item.amountMinor),
      money(item.openMinor),
      dateText(item.issueDay),
      dateText(item.dueDay),
      item.orderNo,
      item.contractNo,
      item.deliveryNo,
      item.statementNo,
      item.statementNo === "" ? "" : item.statementConfirmed ? "是" : "否",
      item.linkedNo,
      item.bookingRate,
      dateText(item.discountDay),
      money(item.discountMinor),
      money(item.retentionMinor),
      dateText(item.retentionDay),
      item.taxRate,
      item.memo,
    ];
  });
  return textWorkbook(sheet, [itemHeads, ...rows]);
}
