// `qingzhang verify`: proves the books; the work is done by run-verify.ts, loaded when it runs.
import type { Command } from "./command.ts";

export const verify: Command = {
  name: "verify",
  title: { zh: "验证账套", en: "Prove the books" },
  options: [
    {
      name: "as-of",
      value: { zh: "日期", en: "date" },
      mayRepeat: true,
      help: {
        zh: "账龄 = 明细账在这些日期成立（默认：今天和每个月末）",
        en: "dates at which aging = ledger is proven (default: today and each month end)",
      },
    },
    {
      name: "known-at",
      value: { zh: "时刻", en: "instant" },
      help: {
        zh: "只看这一时刻（UTC）已记录的内容",
        en: "look at what was recorded by this instant (UTC) only",
      },
    },
  ],
  notes: {
    zh:
      "逐条核对凭证链与操作日志链的哈希、每张凭证借贷平衡、每个客户每种币种的账龄与明细账、" +
      "未核销与待认领、累计数与记录、每笔流水的去处。有任何一项不成立时退出状态为 1。",
    en:
      "Checks, link by link, the hashes of the entry and the audit chain, that every entry balances, " +
      "aging against ledger for every customer and currency, money on account and unidentified, " +
      "running totals against records, and where each bank line's money is. Ends with 1 if anything fails.",
  },
  run: async (call, terminal) => {
    const { runVerify } = await import("./run-verify.ts");
    return runVerify(call, terminal);
  },
};
