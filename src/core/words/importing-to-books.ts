// What can be wrong with a file that is well written but does not fit these books, worded as in
// importing.ts: what · where · remedy. One way in for both kinds of problem.
import { problemRemedy, problemWhat } from "./importing.ts";
import { fillSentence, type Language, type Sentence } from "./word.ts";

type Words = { readonly what: Sentence; readonly remedy: Sentence };

const booksProblems = {
  another_firm: {
    what: {
      zh: "这份流水的户名是「{name}」，账户 {account}，不是本公司的账户。",
      en: "This statement is in the name of “{name}”, account {account}: not an account of this firm.",
    },
    remedy: {
      zh: "请换成本公司的流水；如果「{name}」就是本公司，请在账套设置的「本公司名称」里加上它。",
      en: "Use a statement of your own firm; if “{name}” is this firm, add it to the firm's names in the books' settings.",
    },
  },
  other_books: {
    what: {
      zh: "账户 {account} 属于账套「{books}」，不在本账套。",
      en: "Account {account} belongs to the books “{books}”, not to these.",
    },
    remedy: {
      zh: "请切换到账套「{books}」再导入。",
      en: "Switch to the books “{books}” and import it there.",
    },
  },
  closed_month: {
    what: {
      zh: "{where}的日期是 {date}，{month} 已结账。",
      en: "{where} is dated {date}; {month} is closed.",
    },
    remedy: {
      zh: "最早可记账日 {earliest}：可改记到该日，或不导入这一行。",
      en: "The earliest open day is {earliest}: book it on that day, or leave the row out.",
    },
  },
  missing_rate: {
    what: {
      zh: "{where}缺 {date} 的 {from}→{to} 汇率，没有导入。",
      en: "{where} needs the rate {from}→{to} of {date}; it was not imported.",
    },
    remedy: {
      zh: "请导入汇率（当天或之前 7 天内），之后会自动继续。",
      en: "Import the rate (of that day or up to 7 days before); the row then goes on by itself.",
    },
  },
  customer_ambiguous: {
    what: {
      zh: "{where}的客户「{customerName}」在本账套有 {count} 户同名，无法确定是哪一户。",
      en: "{where}: these books have {count} customers named “{customerName}”; it is not clear which is meant.",
    },
    remedy: {
      zh: "请在这一行填客户编号，或先给同名客户补上税号。",
      en: "Put the customer number into the row, or give those customers their tax ids first.",
    },
  },
  amount_too_large: {
    what: {
      zh: "{where}的金额 {amount} 大得不可能。",
      en: "{where}: the amount {amount} is impossibly large.",
    },
    remedy: {
      zh: "请核对原文件；多半是单号写进了金额列。",
      en: "Check the file; most likely a document number stands in the amount column.",
    },
  },
  account_at_other_customer: {
    what: {
      zh: "{where}的银行账号 {account} 已登记在客户「{other}」名下，这一行没有导入。",
      en: "{where}: the bank account {account} is registered with the customer “{other}”; the row was not imported.",
    },
    remedy: {
      zh: "一个账号只能属于一户：请改正这一行，或先在那户的档案里撤销该账号。",
      en: "An account belongs to one customer: correct the row, or revoke it at that customer first.",
    },
  },
  rate_twice: {
    what: {
      zh: "{where}：{value} 有两个不同的汇率 {first} 和 {second}，只用了前一个。",
      en: "{where}: {value} stands there with two rates, {first} and {second}; the first was taken.",
    },
    remedy: { zh: "请删去错的那一行。", en: "Delete the wrong row." },
  },
  delivery_undecided: {
    what: {
      zh: "{where}：发票 {value}（{amount} {currency}）可能就是账上 {count} 笔未开票发货中的一笔，尚未导入。",
      en: "{where}: invoice {value} ({amount} {currency}) may bill one of {count} deliveries in the books; it was not imported.",
    },
    remedy: {
      zh: "请点“再读一次”，在文件的卡片上选它开的是哪笔发货，或选“另一笔销售”，再导入。",
      en: "Read the file again, say on its card which delivery it bills, or that it is another sale, and import it.",
    },
  },
  item_changed: {
    what: {
      zh: "{where}：单号 {value} 已在账上，金额 {known}；文件里是 {amount}。账上的没有改动。",
      en: "{where}: {value} is in the books with {known}; the file says {amount}. The books were not changed.",
    },
    remedy: {
      zh: "如果原单已作废重开，请先撤销原来的导入，或录入红字。",
      en: "If the document was cancelled and issued anew, undo the earlier import or enter a credit note.",
    },
  },
  entry_in_books: {
    what: {
      zh: "{where}的 {amount}（{date}，{count} 行）就是账上已有的同一笔入账（{known} 行），来自另一种报文，不再导入。",
      en: "{where}: {amount} of {date} ({count} lines) is an entry that the books have already from another message ({known} lines); it adds nothing.",
    },
    remedy: { zh: "不用处理。", en: "Nothing to do." },
  },
  bill_in_books: {
    what: {
      zh: "其中 {count} 笔（净额 {amount}，{from} 至 {to}）账上已有：交易账单和资金账单记的是同一笔钱，按订单号认出，只计一次，不再导入。",
      en: "{count} of these entries (net {amount}, {from} to {to}) are in the books already: 交易账单 and 资金账单 give the same money. They are known by the numbers of the orders, count once, and add nothing.",
    },
    remedy: { zh: "不用处理。", en: "Nothing to do." },
  },
  entry_takes_place: {
    what: {
      zh: "{where}的 {count} 行共 {amount}，就是账上 {date} 的同一笔入账，内容更详细：导入后取代原来那一行，金额不变。",
      en: "{where}: {count} lines, together {amount}, are an entry of {date} that the books have already, in more detail: they take the place of that line, and the sum stays the same.",
    },
    remedy: {
      zh: "不用处理；原来那一行的凭证会红字冲回，撤销本次导入时恢复。",
      en: "Nothing to do; the entry of the old line is reversed, and comes back if this import is undone.",
    },
  },
  entry_in_use: {
    what: {
      zh: "{where}的 {count} 行共 {amount}，就是账上 {date} 的同一笔入账，但那一行已认领或核销，明细不再导入。",
      en: "{where}: {count} lines, together {amount}, are an entry of {date} that the books have already and somebody has worked with; the details were not imported.",
    },
    remedy: {
      zh: "如要按明细核销，请先撤销那一行的核销，再导入本文件。",
      en: "To settle by its details, undo the settlement of that line first and import this file then.",
    },
  },
  file_too_complex: {
    what: {
      zh: "读取「{name}」需要的内存超过上限，已停止，未作任何更改。",
      en: "Reading “{name}” needs more memory than allowed; it was stopped and nothing was changed.",
    },
    remedy: {
      zh: "请按月份或账户分开导出；如果文件不大，它可能已损坏。",
      en: "Export it in parts, by month or account; if the file is small, it may be damaged.",
    },
  },
  file_too_slow: {
    what: {
      zh: "读取「{name}」超过 5 分钟，已停止，未作任何更改。",
      en: "Reading “{name}” took longer than 5 minutes; it was stopped and nothing was changed.",
    },
    remedy: {
      zh: "请按月份或账户分开导出。",
      en: "Export it in parts, by month or account.",
    },
  },
  file_unreadable: {
    what: {
      zh: "「{name}」读到一半出错，未作任何更改。",
      en: "Reading “{name}” failed half way; nothing was changed.",
    },
    remedy: {
      zh: "请重新导出；仍不行时请把文件交给管理员。",
      en: "Export it again; if that fails too, hand the file to the administrator.",
    },
  },
} as const satisfies Readonly<Record<string, Words>>;

type Problem = Parameters<typeof problemWhat>[0];

/** What is wrong, of any problem a file may have: with itself or with these books. */
export function importProblemWhat(problem: Problem, language: Language): string {
  const words = wordsOf(problem.code);
  return words ? fill(words.what, problem, language) : problemWhat(problem, language);
}

/** What to do about it. */
export function importProblemRemedy(problem: Problem, language: Language): string {
  const words = wordsOf(problem.code);
  return words ? fill(words.remedy, problem, language) : problemRemedy(problem, language);
}

function wordsOf(code: string): Words | undefined {
  return (booksProblems as Readonly<Record<string, Words>>)[code]; // codes are open text on the wire
}

function fill(sentence: Sentence, problem: Problem, language: Language): string {
  return fillSentence(sentence, language, { ...problem.fields, where: rowText(problem, language) });
}

function rowText({ place: { sheet, row } }: Problem, language: Language): string {
  if (language === "zh") {
    return `${sheet ? `工作表「${sheet}」` : ""}${row === undefined ? "文件" : `第 ${row} 行`}`;
  }
  return `${sheet ? `Sheet “${sheet}”, ` : ""}${row === undefined ? "The file" : `${sheet ? "row" : "Row"} ${row}`}`;
}
