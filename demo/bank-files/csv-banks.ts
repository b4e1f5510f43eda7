// 工商银行 and 建设银行 and 交通银行: CSV in GBK or GB18030, two amount columns, 贷 = money in.
import iconv from "iconv-lite";
import { formatGrouped, formatMinor } from "../../src/core/money.ts";
import { dateText } from "../file-mode.ts";
import { type AccountHistory, type DemoFile, inColumn } from "./account-history.ts";

export function icbcFile(history: AccountHistory): DemoFile {
  const { account } = history;
  const header =
    "凭证号,本方账号,对方账号,交易时间,借/贷,借方发生额,贷方发生额,对方行号,摘要,用途,对方单位名称,余额,个性化信息";
  const rows = history.entries.map(({ line, time, balanceMinor }) => {
    const amount = formatGrouped(Math.abs(line.amountMinor), line.currency);
    const isIn = line.amountMinor > 0;
    return [
      `${line.bankRef.slice(0, 9)}\t`,
      `${account.account}\t`,
      `${line.payerAccount}\t`,
      `${dateText(line.day)} ${time}`,
      isIn ? "贷" : "借",
      inColumn(amount, !isIn),
      inColumn(amount, isIn),
      "",
      line.summary,
      line.memo,
      line.payerName,
      formatGrouped(balanceMinor, line.currency),
      `流水${line.bankRef}`,
    ];
  });
  const title = `历史明细查询 账号:${account.account} 户名:${account.name}`;
  return gbFile("工商银行_历史明细.csv", "gbk", [title, header, ...rows.map(csvRow)]);
}

export function ccbFile(history: AccountHistory): DemoFile {
  const { account } = history;
  const header =
    "账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号,关联账户";
  const rows = history.entries.map(({ line, time, balanceMinor }, i) => {
    const amount = formatMinor(Math.abs(line.amountMinor), line.currency);
    const date = dateText(line.day).replaceAll("-", "");
    const isIn = line.amountMinor > 0;
    return [
      account.account,
      account.name,
      `${date} ${time}`,
      isIn ? "0.00" : amount,
      isIn ? amount : "0.00",
      formatMinor(balanceMinor, line.currency),
      "人民币元",
      line.payerName,
      line.payerAccount,
      "",
      date,
      line.summary,
      line.memo,
      `${i + 1}-${line.bankRef}`,
      "",
      "",
      "",
      "",
    ];
  });
  return gbFile("建设银行_账户明细.csv", "gb18030", [header, ...rows.map(csvRow)]);
}

export function bocomFile(history: AccountHistory): DemoFile {
  const { account } = history;
  const header = "交易时间,摘要,借方发生额,贷方发生额,账户余额,对方账号,对方户名,附言,流水号";
  const rows = history.entries.map(({ line, time, balanceMinor }) => {
    const amount = formatGrouped(Math.abs(line.amountMinor), line.currency);
    const isIn = line.amountMinor > 0;
    return [
      `${dateText(line.day)} ${time}`,
      line.summary,
      inColumn(amount, !isIn),
      inColumn(amount, isIn),
      formatGrouped(balanceMinor, line.currency),
      line.payerAccount,
      line.payerName,
      line.memo,
      line.bankRef,
    ];
  });
  const title = `账号:${account.account},户名:${account.name},币种:人民币`;
  return gbFile("交通银行_交易明细.csv", "gb18030", [title, header, ...rows.map(csvRow)]);
}

function csvRow(cells: readonly string[]): string {
  return cells
    .map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(",");
}

function gbFile(name: string, encoding: "gbk" | "gb18030", rows: readonly string[]): DemoFile {
  return { name, bytes: iconv.encode(`${rows.join("\r\n")}\r\n`, encoding) };
}
