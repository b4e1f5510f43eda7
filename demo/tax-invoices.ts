// The workbook the tax bureau gives out (电子税务局 全量发票查询, 信息汇总表): one row a line of goods,
// no due date, order and contract only in 备注.
import { formatMinor } from "../src/core/money.ts";
import type { DemoFile } from "./bank-files/account-history.ts";
import type { DemoItem, GeneratedBooks } from "./books.ts";
import { dateText } from "./file-mode.ts";
import { Random } from "./random.ts";
import { textWorkbook } from "./text-workbook.ts";

const heads = (
  "序号,发票代码,发票号码,数电发票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,税收分类编码," +
  "特定业务类型,货物或应税劳务名称,规格型号,单位,数量,单价,金额,税率,税额,价税合计,发票来源,发票票种," +
  "发票状态,是否正数发票,发票风险等级,开票人,备注"
).split(",");

const goods: readonly { code: string; name: string; model: string }[] = [
  { code: "1090505000000000000", name: "*金属制品*精密轴套", model: "ZT-12" },
  { code: "1090505000000000000", name: "*金属制品*不锈钢紧固件", model: "M6×20" },
  { code: "1090120000000000000", name: "*通用设备*直线模组", model: "LM60" },
  { code: "1090131000000000000", name: "*通用设备*减速机零件", model: "RV-20E" },
  { code: "2010202000000000000", name: "*劳务*加工费", model: "" },
];

/** In the window and in CNY: what the bureau knows of. */
export function isTaxInvoice(books: GeneratedBooks, item: DemoItem): boolean {
  const isPaper = item.kind === "invoice" || item.kind === "credit_note";
  return isPaper && item.currency === "CNY" && item.issueDay >= books.startDay;
}

export function taxInvoiceFile(books: GeneratedBooks): DemoFile {
  const random = new Random(books.seed, 3_100_000);
  const customers = new Map(books.customers.map((one) => [one.customerNo, one]));
  const items = books.items.filter((item) => isTaxInvoice(books, item));
  items.sort((a, b) => a.issueDay - b.issueDay || (a.itemNo < b.itemNo ? -1 : 1));
  const reversed = new Map(
    items.filter((item) => item.linkedNo !== "").map((item) => [item.linkedNo, item]),
  );
  const rows: string[][] = [];
  for (const item of items) {
    const buyer = customers.get(item.customerNo);
    for (const part of goodsRows(random, item)) {
      const cells: Record<string, string> = {
        ...part,
        序号: String(rows.length + 1),
        数电发票号码: item.itemNo,
        销方识别号: books.seller.taxId,
        销方名称: books.seller.name,
        购方识别号: buyer?.taxId ?? "",
        购买方名称: buyer?.name ?? "",
        开票日期: `${dateText(item.issueDay)} 10:${String(rows.length % 60).padStart(2, "0")}:00`,
        发票来源: "电子发票服务平台",
        发票票种: "数电发票（增值税专用发票）",
        发票状态: statusOf(item, reversed.get(item.itemNo)),
        是否正数发票: item.amountMinor > 0 ? "是" : "否",
        发票风险等级: "正常",
        开票人: "开票员",
        备注: remarkOf(item),
      };
      rows.push(heads.map((head) => cells[head] ?? ""));
    }
  }
  return { name: "全量发票查询导出.xlsx", bytes: textWorkbook("信息汇总表", [heads, ...rows]) };
}

function statusOf(item: DemoItem, red: DemoItem | undefined): string {
  if (!red) return "正常";
  return -red.amountMinor >= item.amountMinor ? "已红冲-全额" : "已红冲-部分";
}

function remarkOf(item: DemoItem): string {
  const said = [
    item.linkedNo === "" ? "" : `被红冲蓝字数电发票号码：${item.linkedNo}`,
    item.orderNo === "" ? "" : `订单号：${item.orderNo}`,
    item.contractNo === "" ? "" : `合同号：${item.contractNo}`,
    item.deliveryNo === "" ? "" : `送货单号：${item.deliveryNo}`,
  ];
  return said.filter((text) => text !== "").join("；");
}

/** One to three lines of goods; net and tax of each row add up to its gross, rows to the invoice. */
function goodsRows(random: Random, item: DemoItem): Record<string, string>[] {
  const count = Math.abs(item.amountMinor) < 100_000 ? 1 : random.int(1, 3);
  const rows: Record<string, string>[] = [];
  let left = item.amountMinor;
  for (let i = 1; i <= count; i++) {
    const gross = i === count ? left : Math.trunc(left / (count - i + 1.3));
    left -= gross;
    const net = Math.round((gross * 100) / (100 + Number(item.taxRate)));
    const quantity = Math.sign(gross) * random.pick([1, 10, 50, 100, 500]);
    const { code, name, model } = random.pick(goods);
    rows.push({
      税收分类编码: code,
      货物或应税劳务名称: name,
      规格型号: model,
      单位: random.pick(["件", "套", "批", "个"]),
      数量: String(quantity),
      单价: (net / 100 / quantity).toFixed(6),
      金额: formatMinor(net, "CNY"),
      税率: `${item.taxRate}%`,
      税额: formatMinor(gross - net, "CNY"),
      价税合计: formatMinor(gross, "CNY"),
    });
  }
  return rows;
}
