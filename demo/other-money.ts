// Bank lines that are no customer's payment: interest, transfers, refunds, wages, suppliers.
import { formatMinor } from "../src/core/money.ts";
import { inventPerson } from "./names/company-name.ts";
import { addLine } from "./payment.ts";
import type { Random } from "./random.ts";
import { inventAccount } from "./registration.ts";
import { unitOf, type World } from "./world.ts";

type Kind = {
  readonly category: string;
  readonly weight: number;
  readonly direction: 1 | -1;
  readonly names: readonly string[];
  readonly memos: readonly string[];
  /** Whole units. */
  readonly median: number;
  /** Round to this many whole units; 0 = to the cent. */
  readonly roundTo?: number;
  /** The bank's own doing: on accounts of every currency. */
  readonly ofBank?: true;
};

const kinds: readonly Kind[] = [
  {
    category: "interest",
    weight: 26,
    direction: 1,
    names: ["", "应付利息", "存款利息"],
    memos: ["利息划入", "结息", "活期存款利息", "批量结息"],
    median: 180,
    ofBank: true,
  },
  {
    category: "tax_refund",
    weight: 14,
    direction: 1,
    names: ["国家金库东莞市中心支库", "待报解预算收入-退库", "国家税务总局东莞市税务局"],
    memos: ["出口退税", "增值税留抵退税", "退税款", "个税手续费返还"],
    median: 86_000,
  },
  {
    category: "platform",
    weight: 22,
    direction: 1,
    names: ["支付平台备付金存管账户", "网络支付清算服务有限公司", "电商平台结算专户"],
    memos: ["平台结算 已扣手续费", "商户结算款", "T+1商户清算", "店铺提现结算"],
    median: 9_400,
  },
  {
    category: "deposit",
    weight: 8,
    direction: 1,
    names: ["公共资源交易中心", "招标代理服务中心"],
    memos: ["退投标保证金", "履约保证金退还", "退押金"],
    median: 40_000,
    roundTo: 1_000,
  },
  {
    category: "loan",
    weight: 6,
    direction: 1,
    names: ["流动资金贷款专户", "贷款发放过渡户"],
    memos: ["流动资金贷款发放", "借款发放", "贷款放款"],
    median: 2_000_000,
    roundTo: 100_000,
  },
  {
    category: "capital",
    weight: 2,
    direction: 1,
    names: ["栖澜控股有限公司"],
    memos: ["投资款", "注资款 实收资本"],
    median: 3_000_000,
    roundTo: 100_000,
  },
  {
    category: "subsidy",
    weight: 8,
    direction: 1,
    names: ["东莞市财政局国库支付中心", "工业和信息化局"],
    memos: ["技改补贴", "稳岗补贴", "专项扶持资金", "高新技术企业奖励"],
    median: 90_000,
    roundTo: 1_000,
  },
  {
    category: "insurance",
    weight: 5,
    direction: 1,
    names: ["财产保险东莞中心支公司理赔户"],
    memos: ["保险赔款", "货运险理赔", "车险理赔款"],
    median: 7_600,
  },
  {
    category: "supplier_refund",
    weight: 9,
    direction: 1,
    names: ["supplier"],
    memos: ["退货款 采购退款", "退多付货款", "退采购款"],
    median: 12_000,
  },
  {
    category: "cash_pool",
    weight: 8,
    direction: 1,
    names: ["栖澜集团资金池主账户"],
    memos: ["资金池下拨", "现金池归集返还", "资金下拨"],
    median: 500_000,
    roundTo: 10_000,
  },
  {
    category: "payroll_return",
    weight: 6,
    direction: 1,
    names: ["代发工资过渡户", "person"],
    memos: ["代发工资退回", "工资退票 账号有误"],
    median: 6_900,
  },
  {
    category: "agency",
    weight: 5,
    direction: 1,
    names: ["住房公积金管理中心", "社会保险基金管理局"],
    memos: ["代收代付款", "生育津贴拨付", "代付社保退款"],
    median: 15_000,
  },
  {
    category: "outgoing",
    weight: 75,
    direction: -1,
    names: ["supplier"],
    memos: ["付材料款", "采购货款", "付加工费", "设备款"],
    median: 46_000,
  },
  {
    category: "outgoing",
    weight: 14,
    direction: -1,
    names: ["代发工资过渡户"],
    memos: ["代发工资", "奖金"],
    median: 700_000,
  },
  {
    category: "outgoing",
    weight: 16,
    direction: -1,
    names: ["国家金库东莞市中心支库", "待报解预算收入"],
    memos: ["实时缴税", "增值税", "企业所得税"],
    median: 120_000,
  },
  {
    category: "outgoing",
    weight: 18,
    direction: -1,
    names: ["supplier", "person"],
    memos: ["差旅报销", "电费", "运费", "备用金"],
    median: 1_300,
  },
  {
    category: "outgoing",
    weight: 12,
    direction: -1,
    names: [""],
    memos: ["手续费", "账户管理费", "汇款手续费"],
    median: 35,
    ofBank: true,
  },
];
const totalWeight = kinds.reduce((sum, kind) => sum + kind.weight, 0);
const ownTransferShare = 0.12;
const supplierReturnShare = 0.02;

/** Fills the books up to `count` further lines. */
export function addOtherMoney(world: World, random: Random, count: number): void {
  let left = count;
  while (left > 0) {
    const dice = random.fraction();
    if (left >= 2 && dice < ownTransferShare / 2) {
      addOwnTransfer(world, random);
      left -= 2;
    } else if (left >= 2 && dice < ownTransferShare / 2 + supplierReturnShare / 2) {
      addReturnedPayment(world, random);
      left -= 2;
    } else {
      addSingle(world, random, pickKind(random));
      left -= 1;
    }
  }
}

function pickKind(random: Random): Kind {
  let at = random.fraction() * totalWeight;
  for (const kind of kinds) {
    at -= kind.weight;
    if (at < 0) return kind;
  }
  return kinds[0] as Kind; // the list is not empty
}

function anyDay(world: World, random: Random): number {
  return random.int(world.startDay, world.asOfDay);
}

function addSingle(world: World, random: Random, kind: Kind): void {
  const own = kind.ofBank
    ? random.int(0, world.ownAccounts.length - 1)
    : random.pick(world.ownAccountsIn("CNY"));
  const currency = world.ownAccounts[own]?.currency ?? "CNY";
  const unit = unitOf(currency);
  const amount = amountOf(random, kind, unit);
  const name = partyName(random, random.pick(kind.names));
  addNotReceivable(world, {
    day: anyDay(world, random),
    own,
    amountMinor: kind.direction * amount,
    payerName: name,
    payerAccount: name === "" ? "" : inventAccount(random),
    memo: random.pick(kind.memos),
    category: kind.category,
    bankRef: random.digits(16),
  });
}

function amountOf(random: Random, kind: Kind, unit: number): number {
  const value = random.logNormal(kind.median, 0.9);
  if (!kind.roundTo) return Math.max(Math.round(value * unit), 1);
  return Math.max(Math.round(value / kind.roundTo), 1) * kind.roundTo * unit;
}

/** Suppliers and people are invented too. */
function partyName(random: Random, name: string): string {
  if (name === "person") return inventPerson(random);
  if (name !== "supplier") return name;
  const places = ["东莞", "苏州", "宁波", "佛山", "无锡"];
  const brands = ["栎", "渊", "昱", "珉", "琮", "砚", "泓", "涞"];
  const trades = ["钢材贸易", "包装材料", "化工原料", "物流", "刀具", "电子元件"];
  const brand = random.pick(brands) + random.pick(brands);
  return `${random.pick(places)}市${brand}${random.pick(trades)}有限公司`;
}

/** Out of one own account, into another of the same currency, the same or the next day. */
function addOwnTransfer(world: World, random: Random): void {
  const accounts = random.shuffle(world.ownAccountsIn("CNY"));
  const [from, to] = [accounts[0], accounts[1]];
  if (from === undefined || to === undefined) return;
  const amountMinor = random.int(5, 400) * 10_000 * 100;
  const day = random.int(world.startDay, world.asOfDay - 1);
  const memo = random.pick(["内部转账", "资金调拨", "账户间划转", "调拨资金"]);
  const bankRef = random.digits(16);
  const category = "own_transfer";
  const party = (index: number) => ({
    payerName: world.seller.name,
    payerAccount: world.ownAccounts[index]?.account ?? "",
  });
  addNotReceivable(world, {
    day,
    own: from,
    amountMinor: -amountMinor,
    ...party(to),
    memo,
    category,
    bankRef,
  });
  const arrival = day + (random.chance(0.8) ? 0 : 1);
  const inRef = random.digits(16);
  addNotReceivable(world, {
    day: arrival,
    own: to,
    amountMinor,
    ...party(from),
    memo,
    category,
    bankRef: inRef,
  });
}

/** A payment of ours that came back: both lines are the same nothing. */
function addReturnedPayment(world: World, random: Random): void {
  const own = random.pick(world.ownAccountsIn("CNY"));
  const amountMinor = Math.round(random.logNormal(30_000, 0.8) * 100);
  const day = random.int(world.startDay, world.asOfDay - 3);
  const bankRef = random.digits(16);
  const party = { payerName: partyName(random, "supplier"), payerAccount: inventAccount(random) };
  const category = "reversal";
  addNotReceivable(world, {
    day,
    own,
    amountMinor: -amountMinor,
    ...party,
    memo: "付货款",
    category,
    bankRef,
  });
  const memo = `退票 账号户名不符 原付款${formatMinor(amountMinor, "CNY")}`;
  const backDay = day + random.int(1, 3);
  addNotReceivable(world, { day: backDay, own, amountMinor, ...party, memo, category, bankRef });
}

function addNotReceivable(
  world: World,
  given: {
    day: number;
    own: number;
    amountMinor: number;
    payerName: string;
    payerAccount: string;
    memo: string;
    category: string;
    bankRef: string;
  },
): void {
  const { category, ...line } = given;
  const currency = world.ownAccounts[given.own]?.currency ?? "CNY";
  addLine(
    world,
    { lineId: "", currency, summary: given.memo.slice(0, 4), ...line },
    {
      lineId: "",
      kind: category,
      reference: "none",
      payer: "other",
      receivable: false,
      category,
      payerNo: null,
      payerInMaster: false,
      allocations: [],
      residuals: [],
    },
  );
}
