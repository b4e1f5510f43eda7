// Where each bank and the tax bureau offer the export this product reads. Menu names as the banks
// write them; they change with versions of the online banks, so the columns to look for stand too.
import type { Sentence } from "./words.ts";

export type ExportHelp = {
  readonly name: Sentence;
  readonly steps: readonly Sentence[];
  /** Columns by which the file is recognised. */
  readonly columns: string;
};

export const exportHelp: readonly ExportHelp[] = [
  {
    name: { zh: "工商银行 ICBC", en: "ICBC 工商银行" },
    steps: [
      {
        zh: "企业网银 → 账户管理 → 账户明细查询",
        en: "Corporate banking → 账户管理 → 账户明细查询",
      },
      {
        zh: "选择账户和整月日期 → 下载 → Excel 或 CSV",
        en: "Choose the account and a whole month → 下载 → Excel or CSV",
      },
    ],
    columns: "交易时间 借方发生额 贷方发生额 余额 对方单位 对方账号 摘要 用途",
  },
  {
    name: { zh: "建设银行 CCB", en: "CCB 建设银行" },
    steps: [
      {
        zh: "企业网银 → 账户查询 → 活期账户明细 → 全部下载",
        en: "Corporate banking → 账户查询 → 活期账户明细 → 全部下载",
      },
      {
        zh: "格式选 Excel；勾选「包含对方信息」",
        en: "As Excel; tick 包含对方信息 (counterparty)",
      },
    ],
    columns: "借方发生额（支取） 贷方发生额（收入） 余额 对方户名 对方账号 账户明细编号-交易流水号",
  },
  {
    name: { zh: "农业银行 ABC", en: "ABC 农业银行" },
    steps: [
      { zh: "企业网银 → 账户 → 账户明细 → 下载", en: "Corporate banking → 账户 → 账户明细 → 下载" },
      { zh: "选择月份，格式 Excel", en: "Choose the month, as Excel" },
    ],
    columns: "交易时间 收入金额 支出金额 账户余额 对方户名 对方账号 交易摘要",
  },
  {
    name: { zh: "中国银行 BOC", en: "BOC 中国银行" },
    steps: [
      {
        zh: "企业网银 → 账户管理 → 交易查询 → 历史交易 → 下载",
        en: "Corporate banking → 账户管理 → 交易查询 → 历史交易 → 下载",
      },
      {
        zh: "CSV 或 Excel 都可以，中英双语列名不用改",
        en: "CSV or Excel; leave the bilingual column names as they are",
      },
    ],
    columns: "交易类型[Transaction Type] 交易金额[Trade Amount] 付款人名称 收款人名称",
  },
  {
    name: { zh: "招商银行 CMB", en: "CMB 招商银行" },
    steps: [
      {
        zh: "企业银行 → 账务查询 → 交易查询 → 导出 → Excel",
        en: "Corporate banking → 账务查询 → 交易查询 → 导出 → Excel",
      },
      { zh: "「收付方名称、账号、摘要、用途」都勾上", en: "Tick 收付方名称, 账号, 摘要 and 用途" },
    ],
    columns: "交易日 借方金额 贷方金额 余额 收(付)方名称 收(付)方账号 摘要 流水号",
  },
  {
    name: { zh: "交通银行 BOCOM", en: "BOCOM 交通银行" },
    steps: [
      {
        zh: "企业网银 → 账户服务 → 交易明细查询 → 下载 → Excel",
        en: "Corporate banking → 账户服务 → 交易明细查询 → 下载 → Excel",
      },
    ],
    columns: "交易时间 借方发生额 贷方发生额 余额 对方户名 对方账号 摘要",
  },
  {
    name: { zh: "中信银行 CITIC", en: "CITIC 中信银行" },
    steps: [
      {
        zh: "企业网银 → 账户管理 → 明细查询 → 下载 → XLS",
        en: "Corporate banking → 账户管理 → 明细查询 → 下载 → XLS",
      },
    ],
    columns: "交易日期 借方发生额 贷方发生额 账户余额 对方名称 对方账号 摘要",
  },
  {
    name: { zh: "浦发银行 SPDB", en: "SPDB 浦发银行" },
    steps: [
      {
        zh: "企业网银 → 账户查询 → 往来账查询 → 导出 → XLS",
        en: "Corporate banking → 账户查询 → 往来账查询 → 导出 → XLS",
      },
    ],
    columns: "交易日期 借方金额 贷方金额 余额 对方户名 对方账号 摘要 备注",
  },
  {
    name: { zh: "其他银行", en: "Any other bank" },
    steps: [
      {
        zh: "导出含日期、收入、支出（或金额和方向）的 Excel 或 CSV；有余额更好，可以自动核对",
        en: "Export Excel or CSV with date, money in and out (or amount and direction); with a balance it is proven",
      },
      {
        zh: "第一次请对一次列名，以后自动识别",
        en: "Match the columns once; from then on it is recognised",
      },
      {
        zh: "外资行、香港账户：选 CAMT.053 或 MT940；美国、英国的银行也可选 BAI2，或 OFX、QFX",
        en: "International banks: choose CAMT.053 or MT940; in the US and the UK also BAI2, or OFX and QFX",
      },
    ],
    columns: "CAMT.053 · MT940 · BAI2 · OFX · QFX · CSV · XLSX · XLS",
  },
  {
    name: { zh: "微信支付 · 商户账单", en: "WeChat Pay · merchant bills (微信支付)" },
    steps: [
      {
        zh: "商户平台 → 交易中心 → 交易账单（或 资金账单）→ 下载",
        en: "商户平台 → 交易中心 → 交易账单 (orders) or 资金账单 (movements of the balance) → 下载",
      },
      {
        zh: "交易账单按订单，手续费另记一笔；资金账单有结余，可以自动核对。同一天两种都导入时，选同一个账户：按订单号认出，只计一次",
        en: "交易账单 is by order, with the fees as lines of their own; 资金账单 has a balance and is proven. Where both of a day are imported, choose the same account: they are told apart by the order numbers and count once",
      },
    ],
    columns: "交易时间 商户号 微信订单号 商户订单号 应结订单金额 退款金额 手续费",
  },
  {
    name: { zh: "支付宝 · 账务明细", en: "Alipay · fund statement (支付宝账务明细)" },
    steps: [
      {
        zh: "商家平台 → 对账中心 → 资金账单（账务明细）→ 下载，解压后导入",
        en: "商家平台 → 对账中心 → 资金账单 (账务明细) → 下载, unpack it, then import",
      },
    ],
    columns:
      "账务流水号 业务流水号 商户订单号 发生时间 对方账号 收入金额（+元） 支出金额（-元） 账户余额（元）",
  },
  {
    name: { zh: "电子税务局 · 全量发票查询", en: "Tax bureau · invoice list (全量发票查询)" },
    steps: [
      {
        zh: "电子税务局 → 我要办税 → 税务数字账户 → 发票查询统计 → 全量发票查询",
        en: "电子税务局 → 我要办税 → 税务数字账户 → 发票查询统计 → 全量发票查询",
      },
      {
        zh: "查询类型选「开具发票」，不是「取得发票」 → 选择开票日期 → 导出",
        en: "Choose 开具发票 (issued), not 取得发票 (received) → the dates → 导出",
      },
      {
        zh: "不要用 Excel 打开再保存：20 位发票号码会丢尾数",
        en: "Do not open and save it in Excel: the 20-digit numbers would lose digits",
      },
    ],
    columns: "数电发票号码 销方识别号 购方识别号 购买方名称 开票日期 价税合计 发票状态",
  },
  {
    name: { zh: "金蝶、用友、SAP · 应收明细", en: "Kingdee, Yonyou, SAP · open items" },
    steps: [
      {
        zh: "应收款管理 → 应收单 / 账龄分析 → 明细 → 引出 Excel",
        en: "Receivables → documents or aging → detail → export to Excel",
      },
      {
        zh: "要有单号、客户、金额、未收金额、日期；到期日和合同号有就带上",
        en: "With number, customer, amount, open amount, date; due date and contract number where there are",
      },
    ],
    columns: "单据号 客户编号 客户名称 价税合计 未收金额 开票日期 到期日 合同号",
  },
];
