// 招商银行: a workbook, nine rows before the head, amounts as text, 收(付)方 = the other side.
import { formatGrouped } from "../../src/core/money.ts";
import { dateText } from "../file-mode.ts";
import { textWorkbook } from "../text-workbook.ts";
import { type AccountHistory, type DemoFile, inColumn } from "./account-history.ts";

const heads = (
  "交易日,交易时间,起息日,交易类型,借方金额,贷方金额,余额,摘要,流水号,流程实例号,业务名称,用途,业务参考号," +
  "业务摘要,其它摘要,收(付)方分行名,收(付)方名称,收(付)方账号,收(付)方开户行行号,收(付)方开户行名," +
  "母(子)公司账号分行名,母(子)公司账号,母(子)公司名称,信息标志,有否附件信息,冲账标志,扩展摘要,票据号,内部编号"
).split(",");

export function cmbFile(history: AccountHistory): DemoFile {
  const { account, entries, openingMinor } = history;
  const currency = account.currency;
  const sum = (sign: 1 | -1) => {
    const some = entries.filter(({ line }) => Math.sign(line.amountMinor) === sign);
    const total = some.reduce((all, { line }) => all + Math.abs(line.amountMinor), 0);
    return `${formatGrouped(total, currency)}（${some.length}笔）`;
  };
  const first = entries[0];
  const last = entries.at(-1);
  const preamble = [
    ["招商银行账务明细清单"],
    [`账号：${account.account}`],
    [`账户名称：${account.name}`],
    ["币种：人民币"],
    [
      `起止日期：${first ? dateText(first.line.day) : ""} 至 ${last ? dateText(last.line.day) : ""}`,
    ],
    [`上页余额：${formatGrouped(openingMinor, currency)}`],
    [`借方合计：${sum(-1)}`],
    [`贷方合计：${sum(1)}`],
    [""],
  ];
  const rows = entries.map(({ line, time, balanceMinor }) => {
    const amount = formatGrouped(Math.abs(line.amountMinor), currency);
    const isIn = line.amountMinor > 0;
    const cells: Record<string, string> = {
      交易日: dateText(line.day).replaceAll("-", ""),
      交易时间: time,
      起息日: dateText(line.day).replaceAll("-", ""),
      交易类型: isIn ? "网银贷记" : "网银支付",
      借方金额: inColumn(amount, !isIn),
      贷方金额: inColumn(amount, isIn),
      余额: formatGrouped(balanceMinor, currency),
      摘要: line.memo,
      流水号: line.bankRef,
      业务名称: line.summary,
      "收(付)方名称": line.payerName,
      "收(付)方账号": line.payerAccount,
    };
    return heads.map((head) => cells[head] ?? "");
  });
  return {
    name: "招商银行_账务明细.xlsx",
    bytes: textWorkbook("账务明细", [...preamble, heads, ...rows]),
  };
}
