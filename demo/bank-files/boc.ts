// 中国银行: UTF-16 text between tabs, bilingual heads, one unsigned amount, direction 来账/往账.
import iconv from "iconv-lite";
import { formatMinor } from "../../src/core/money.ts";
import { dateText } from "../file-mode.ts";
import type { AccountHistory, DemoFile, HistoryEntry } from "./account-history.ts";

const heads = [
  "交易类型[ Transaction Type ]",
  "业务类型[ Business type ]",
  "付款人开户行名[ Payer account bank ]",
  "付款人账号[ Debit Account No. ]",
  "付款人名称[ Payer's Name ]",
  "收款人开户行名[ Beneficiary account bank ]",
  "收款人账号[ Payee's Account Number ]",
  "收款人名称[ Payee's Name ]",
  "交易日期[ Transaction Date ]",
  "交易时间[ Transaction time ]",
  "交易货币[ Trade Currency ]",
  "交易金额[ Trade Amount ]",
  "交易后余额[ After-transaction balance ]",
  "起息日期[ Value Date ]",
  "汇率[ Exchange rate ]",
  "交易流水号[ Transaction reference number ]",
  "客户业务编号[ Customer Transaction ID ]",
  "凭证类型[ Voucher type ]",
  "凭证号码[ Voucher number ]",
  "摘要[ Reference ]",
  "用途[ Purpose ]",
  "交易附言[ Remark ]",
];

export function bocFile(history: AccountHistory): DemoFile {
  const { account, entries } = history;
  const preamble = [
    ["交易明细查询[ Transaction Details ]"],
    ["查询账号[ Inquirer account number ]", account.account],
    ["账户名称[ Account name ]", account.name],
    ["币种[ Currency ]", account.currency],
    ["总笔数[ Total number ]", String(entries.length)],
    ["期初余额[ Opening balance ]", formatMinor(history.openingMinor, account.currency)],
    [],
  ];
  const rows = entries.map((entry) => rowOf(history, entry));
  const text = [...preamble, heads, ...rows].map((cells) => cells.join("\t")).join("\r\n");
  return {
    name: "中国银行_交易明细.csv",
    bytes: iconv.encode(`${text}\r\n`, "utf16le", { addBOM: true }),
  };
}

function rowOf({ account }: AccountHistory, { line, time, balanceMinor }: HistoryEntry): string[] {
  const isIn = line.amountMinor > 0;
  const them = ["", line.payerAccount, line.payerName];
  const us = ["中国银行东莞分行", account.account, account.name];
  const [payer, payee] = isIn ? [them, us] : [us, them];
  const date = dateText(line.day).replaceAll("-", "");
  return [
    isIn ? "来账" : "往账",
    isIn ? "国际汇入汇款" : "对外付款",
    ...payer,
    ...payee,
    date,
    time,
    line.currency,
    formatMinor(Math.abs(line.amountMinor), line.currency),
    formatMinor(balanceMinor, line.currency),
    date,
    "",
    line.bankRef,
    "",
    "",
    "",
    line.summary,
    "",
    line.memo,
  ];
}
