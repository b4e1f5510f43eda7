// The table of everything an importer can report: what is wrong, and the remedy. {where} is made from
// the place (importing.ts); the other fields come with the problem.
import type { Sentence } from "./word.ts";

export type ProblemWords = { readonly what: Sentence; readonly remedy: Sentence };

function words(
  zh: readonly [what: string, remedy: string],
  en: readonly [what: string, remedy: string],
): ProblemWords {
  return { what: { zh: zh[0], en: en[0] }, remedy: { zh: zh[1], en: en[1] } };
}

export const problemTable = {
  file_empty: words(
    ["文件是空的。", "请重新导出后再导入。"],
    ["The file is empty.", "Export it again and import that."],
  ),
  file_too_large: words(
    ["文件展开后超过 {limit}，没有读取。", "请按月份或账户分开导出。"],
    [
      "Unpacked, the file is larger than {limit}; it was not read.",
      "Export it in parts, by month or by account.",
    ],
  ),
  file_is_pdf: words(
    [
      "这是 PDF，里面的数字无法可靠读取。",
      "请在网银或电子税务局导出 Excel、CSV 或 MT940 / CAMT.053。",
    ],
    [
      "This is a PDF; its figures cannot be read reliably.",
      "Export Excel, CSV, MT940 or CAMT.053 from the bank or the tax bureau instead.",
    ],
  ),
  file_is_ofd: words(
    [
      "这是 OFD 版式文件（电子发票或电子回单），不是清单。",
      "请导出「全量发票查询」的 Excel，或网银的交易明细。",
    ],
    [
      "This is an OFD page document (an e-invoice or a bank receipt), not a list.",
      "Export the invoice list or the bank transactions as Excel.",
    ],
  ),
  file_is_image: words(
    ["这是图片。", "请导出 Excel 或 CSV；截图和扫描件不能导入。"],
    ["This is a picture.", "Export Excel or CSV; screenshots and scans cannot be imported."],
  ),
  file_is_document: words(
    ["这是文字处理或演示文档，不是表格。", "请把表格另存为 XLSX 或 CSV。"],
    ["This is a text document or a presentation, not a table.", "Save the table as XLSX or CSV."],
  ),
  file_is_archive: words(
    ["这是 {format} 压缩包，无法打开。", "请先解压，再导入里面的文件。"],
    [
      "This is a {format} archive, which cannot be opened here.",
      "Unpack it first and import the file inside.",
    ],
  ),
  file_is_program: words(
    ["这是程序文件，没有打开。", "请选择银行流水或清单文件。"],
    ["This is a program; it was not opened.", "Choose a bank statement or a list."],
  ),
  file_is_einvoice: words(
    ["这是单张电子发票的 XML，不是清单。", "请在电子税务局「全量发票查询」导出 Excel。"],
    [
      "This is the XML of a single e-invoice, not a list.",
      "Export the invoice list from the tax bureau as Excel.",
    ],
  ),
  file_is_other_format: words(
    ["这是 {format} 文件，目前还不能导入。", "请从银行导出 CSV、Excel、MT940 或 CAMT.053。"],
    [
      "This file is {format}, a format that cannot be imported yet.",
      "Export CSV, Excel, MT940 or CAMT.053 from the bank.",
    ],
  ),
  not_recognised: words(
    [
      "认不出这是什么文件：开头是 “{excerpt}”。",
      "请确认它是银行流水、未清项、客户、汇率或本方账户的清单；表格须有一行列名。",
    ],
    [
      "This file is not recognised; it begins with “{excerpt}”.",
      "Check that it is a bank statement or a list of open items, customers, rates or own accounts; a table needs a row of column names.",
    ],
  ),
  nothing_in_it: words(
    [
      "文件里没有一个字：各工作表都是空的，或只有空格。",
      "请在原系统里确认查询条件和日期，重新导出后再导入。",
    ],
    [
      "The file holds no text at all: its sheets are empty, or nothing but blanks.",
      "Check the account and dates of the query in its system, export it again and import that.",
    ],
  ),
  file_is_binary: words(
    [
      "认不出这是什么文件：里面既不是文字，也不是表格。",
      "请从网银或业务系统导出 Excel、CSV、MT940 或 CAMT.053，再导入。",
    ],
    [
      "This file is not recognised: it holds neither text nor a table.",
      "Export Excel, CSV, MT940 or CAMT.053 from the bank or the system and import that.",
    ],
  ),
  no_table: words(
    ["文件里没有可读的表格。", "请导出为 XLSX、XLS 或 CSV 后再导入。"],
    ["The file holds no table that can be read.", "Export it as XLSX, XLS or CSV and import that."],
  ),
  encoding_damaged: words(
    [
      "个别字符不是有效的 {encoding}，显示为 “�”。",
      "请核对预览里的名称；如是乱码，改选编码或重新导出。",
    ],
    [
      "Some characters are not valid {encoding} and show as “�”.",
      "Check the names in the preview; if they are garbled, choose another encoding or export again.",
    ],
  ),
  quote_unclosed: words(
    ["{where}有一个没有成对的引号，已按普通字符读取。", "请核对这一行。"],
    [
      "{where} has a quotation mark without its pair; it was read as an ordinary character.",
      "Check this row.",
    ],
  ),
  too_many_rows: words(
    ["超过 {limit} 行，没有读取。", "请按月份分开导出。"],
    ["More than {limit} rows; the file was not read.", "Export it in parts, month by month."],
  ),
  zip_damaged: words(
    ["压缩结构已损坏或不完整。", "请重新下载后再导入。"],
    ["The archive is damaged or incomplete.", "Download it again."],
  ),
  zip_encrypted: words(
    ["文件有密码，无法打开。", "请用密码解压（或另存为不加密的文件）后再导入。"],
    [
      "The file is protected by a password.",
      "Unpack it with the password, or save it without one, and import that.",
    ],
  ),
  zip_bomb: words(
    [
      "{where}压缩比异常（展开后远大于压缩包），出于安全没有打开。",
      "请用 Excel 打开后另存，再导入。",
    ],
    [
      "{where} unpacks to far more than its size; it was not opened, for safety.",
      "Open it in Excel, save it again and import that.",
    ],
  ),
  zip_too_many_entries: words(
    ["压缩包里有 {count} 个文件，超过 {limit} 个，没有打开。", "请只保留要导入的文件。"],
    [
      "The archive holds {count} files, more than {limit}; it was not opened.",
      "Keep only the file to import.",
    ],
  ),
  zip_path_unsafe: words(
    ["压缩包里的路径 “{value}” 不安全，没有打开。", "请重新打包后再导入。"],
    ["The path “{value}” in the archive is unsafe; it was not opened.", "Pack the files again."],
  ),
  zip_many_files: words(
    ["压缩包里有多个文件：{files}。", "请解压后逐个导入。"],
    ["The archive holds several files: {files}.", "Unpack it and import them one by one."],
  ),
  zip_empty: words(
    ["压缩包里没有文件。", "请重新导出。"],
    ["The archive holds no file.", "Export it again."],
  ),
  workbook_damaged: words(
    [
      "{where}已损坏或不完整，没有读取。",
      "请用 Excel 或 WPS 打开，另存为 XLSX 后再导入；打不开时请从原系统重新导出。",
    ],
    [
      "{where} is damaged or incomplete; nothing of it was read.",
      "Open it in Excel, save it again as XLSX and import that; if it does not open, export it from its system again.",
    ],
  ),
  workbook_encrypted: words(
    ["工作簿有打开密码。", "请在 Excel 里去掉密码，另存后再导入。"],
    [
      "The workbook is protected by a password.",
      "Remove the password in Excel, save and import that.",
    ],
  ),
  xml_doctype: words(
    ["{where}含有 DOCTYPE 声明，出于安全没有读取。", "银行的报文没有这种声明，请从银行重新下载。"],
    [
      "{where} has a DOCTYPE declaration; the file was not read, for safety.",
      "Bank messages have none; download the file from the bank again.",
    ],
  ),
  xml_damaged: words(
    [
      "{where}不符合 XML 的格式，文件没有读取：内容可能被改动过，或下载时损坏。",
      "请从银行重新下载，不要用编辑器打开另存，再导入。",
    ],
    [
      "{where} breaks the rules of XML, so the file was not read: it was changed by hand or damaged on the way.",
      "Download it from the bank again and import it as it is, without saving it in an editor.",
    ],
  ),
  xml_cut_off: words(
    [
      "{where}到这里就断了：文件不完整，没有读取。",
      "多半是下载中断，请从银行重新下载完整的文件再导入。",
    ],
    [
      "{where} is where the file breaks off: it is incomplete and was not read.",
      "Most likely the download was interrupted; download the whole file from the bank again.",
    ],
  ),
  xml_too_deep: words(
    ["{where}的嵌套超过 {limit} 层，没有读取。", "请从银行重新下载。"],
    [
      "{where} is nested deeper than {limit} levels; the file was not read.",
      "Download the file from the bank again.",
    ],
  ),
  header_not_found: words(
    [
      "前 35 行里找不到列名。",
      "请在预览里指定哪一列是日期、金额、对方户名，以后同样的文件会自动识别。",
    ],
    [
      "No row of column names in the first 35 rows.",
      "Say in the preview which column is date, amount and payer; files of this layout will be recognised from then on.",
    ],
  ),
  columns_missing: words(
    [
      "{where}的列名里缺少：{missingNames}。",
      "请补上这些列或把列名改成这样；在网页的导入预览里也可以指定是哪一列。",
    ],
    [
      "{where} has column names but lacks: {missingNames}.",
      "Add these columns or give them these names; the import page also lets you say in its preview which ones they are.",
    ],
  ),
  ledger_of_customers: words(
    [
      "{where}起是往来明细账（借方、贷方、余额），不是银行流水：没有银行账号，借方是应收的增加，不是付款。没有导入。",
      "要录入应收，请导出未清单据的清单（单号、客户、金额、日期）；对方发来的账请在「往来账核对」里比对；如果确实是银行流水，请在表头上方加上银行账号。",
    ],
    [
      "{where} begins a ledger account (debit, credit, balance), not a bank statement: it names no bank account, and its debit side is what is owed, not money paid. Nothing was imported.",
      "For receivables export a list of open documents (number, customer, amount, date); compare the other side's ledger under “Ledgers compared”; if it is a bank statement after all, write the bank account above the columns.",
    ],
  ),
  two_sheets_fit: words(
    ["多个工作表都像要导入的内容，但列不同：{sheets}。", "请只保留一个工作表。"],
    ["Several sheets fit but have different columns: {sheets}.", "Keep only one of them."],
  ),
  several_sheets_read: words(
    ["列名相同的工作表都已读取：{sheets}。", "如果有重复，请只保留一个。"],
    [
      "All sheets with the same columns were read: {sheets}.",
      "If they repeat each other, keep only one.",
    ],
  ),
  sheet_not_read: words(
    ["{where}没有读取：列名对不上。", "如果里面有要导入的内容，请另存为单独的文件。"],
    [
      "{where} was not read: its columns do not fit.",
      "If it holds records, save it as a file of its own.",
    ],
  ),
  unit_ten_thousand: words(
    ["{where}以万元为单位，分厘已经丢失。", "请导出以元为单位的文件。"],
    [
      "{where} is in units of ten thousand; the cents are lost.",
      "Export the file in single units.",
    ],
  ),
  columns_left_out: words(
    ["{where}超过 {limit} 列，后面的列没有读取。", "请删除多余的列。"],
    [
      "{where} has more than {limit} columns; the rest was not read.",
      "Delete the columns that are not needed.",
    ],
  ),
  header_again: words(
    ["{where}又是一行列名，已跳过。", "不用处理；如果是两份清单拼在一起，请核对有没有重复。"],
    [
      "{where} repeats the column names and was skipped.",
      "Nothing to do; if two lists were pasted together, check for repeated rows.",
    ],
  ),
  hidden_row: words(
    [
      "{where}被隐藏或筛选掉了，没有导入。",
      "请在 Excel 里取消隐藏和筛选后重新导入，或删除这一行。",
    ],
    [
      "{where} is hidden or filtered out and was not imported.",
      "Unhide it or clear the filter in Excel and import again, or delete the row.",
    ],
  ),
  merged_cells: words(
    [
      "{where}有合并单元格，无法确定属于这一行的内容。",
      "请在 Excel 里取消合并并把内容填到每一行。",
    ],
    [
      "{where} is part of merged cells; what belongs to it is unclear.",
      "Unmerge the cells in Excel and fill every row.",
    ],
  ),
  amount_split: words(
    [
      "{where}的金额里有没加引号的千位逗号，被拆成了两格，后面各列都错了一位，没有导入。",
      "去掉金额里的逗号，或给金额加上双引号。",
    ],
    [
      "{where} has an amount with thousands commas and no quotes: it fell into two cells and every column after it is shifted. Not imported.",
      "Take the commas out of the amount, or put the amount in double quotes.",
    ],
  ),
  duplicate_row: words(
    [
      "{where}与第 {otherRow} 行的单号 {id} 相同但内容不同，两行都没有导入。",
      "请确认哪一行是对的，删除另一行。",
    ],
    [
      "{where} has the number {id} of row {otherRow} but differs from it; neither was imported.",
      "Find out which is right and delete the other.",
    ],
  ),
  repeated_row: words(
    ["{where}与第 {otherRow} 行完全相同，只保留一行。", "不用处理。"],
    ["{where} is the same as row {otherRow}; one of them was kept.", "Nothing to do."],
  ),
  amount_unreadable: words(
    ['{where}是 "{value}"：第 {position} 个字符是{characterName}。', "改成数字，或不导入这一行。"],
    [
      '{where} is "{value}": character {position} is {characterName}.',
      "Make it a number, or leave this row out.",
    ],
  ),
  amount_grouping: words(
    [
      '{where}是 "{value}"：千分位或小数点的位置不对。',
      "改成 1234.50 这样的数字，或不导入这一行。",
    ],
    [
      '{where} is "{value}": its separators are in the wrong places.',
      "Write it like 1234.50, or leave this row out.",
    ],
  ),
  amount_too_precise: words(
    [
      '{where}是 "{value}"：{currency} 只有 {decimals} 位小数。',
      "改成 {decimals} 位小数，或核对币种。",
    ],
    [
      '{where} is "{value}": {currency} has {decimals} decimals.',
      "Write it with {decimals} decimals, or check the currency.",
    ],
  ),
  amount_missing: words(
    ["{where}没有金额。", "填上金额，或不导入这一行。"],
    ["{where} has no amount.", "Fill in the amount, or leave this row out."],
  ),
  amount_zero: words(
    ["{where}的金额是 0。", "填上金额，或删除这一行。"],
    ["{where} has the amount 0.", "Fill in the amount, or delete the row."],
  ),
  amount_negative: words(
    ['{where}是负数 "{value}"，但这种单据应为正数。', "红字请把类型改为「红字」，否则改为正数。"],
    [
      '{where} is negative, "{value}", but this kind of item is positive.',
      "Make its kind a credit note, or the amount positive.",
    ],
  ),
  credit_positive: words(
    ['{where}是正数 "{value}"，但红字、预收、应付应为负数。', "在金额前加负号，或改正类型。"],
    [
      '{where} is positive, "{value}", but credit notes, advances and payables are negative.',
      "Put a minus before the amount, or correct the kind.",
    ],
  ),
  both_sides_filled: words(
    ["{where}的收入和支出两列都有金额。", "每行只能有一个方向，请核对导出的文件。"],
    ["{where} has amounts both in and out.", "A row has one direction; check the exported file."],
  ),
  direction_unknown: words(
    ['{where}是 "{value}"，看不出是收入还是支出。', "改成「收入」或「支出」，或不导入这一行。"],
    [
      '{where} is "{value}", neither money in nor money out.',
      "Make it “in” or “out”, or leave this row out.",
    ],
  ),
  currency_unknown: words(
    ['{where}是 "{value}"，不是已知的币种。', "改成 CNY、USD 这样的三位代码。"],
    [
      '{where} is "{value}", which is no known currency.',
      "Use a three-letter code such as CNY or USD.",
    ],
  ),
  currency_differs: words(
    ['{where}是 "{value}"，与这一行的币种 {currency} 不同。', "核对币种列，或改正金额里的币种。"],
    [
      '{where} is "{value}", not in the row\'s currency {currency}.',
      "Check the currency column or the currency in the amount.",
    ],
  ),
  date_unreadable: words(
    ['{where}是 "{value}"，不是日期。', "改成 2026-09-30 这样的日期，或不导入这一行。"],
    ['{where} is "{value}", which is no date.', "Write it like 2026-09-30, or leave this row out."],
  ),
  date_missing: words(
    ["{where}没有日期。", "填上日期，或不导入这一行。"],
    ["{where} has no date.", "Fill in the date, or leave this row out."],
  ),
  date_out_of_range: words(
    ['{where}是 "{value}"：早于 2000 年，或晚于 {latest}。', "核对年份。"],
    ['{where} is "{value}": before 2000 or after {latest}.', "Check the year."],
  ),
  date_order_assumed: words(
    [
      "{where}的日期看不出是日在前还是月在前，按日在前读取。",
      "请核对预览；如不对，请把日期列改成 2026-09-05 这样的写法，再导入。",
    ],
    [
      "{where} does not show whether day or month comes first; read as day first.",
      "Check the preview; if it is wrong, write the dates as 2026-09-05 and hand the file in again.",
    ],
  ),
  month_first_assumed: words(
    [
      "{where}的日期看不出是日在前还是月在前，几行都在同一个月，按月在前读取。",
      "请核对预览；如不对，请把日期列改成 2026-09-05 这样的写法，再导入。",
    ],
    [
      "{where} does not show whether day or month comes first; read as month first, since that puts the rows in one month.",
      "Check the preview; if it is wrong, write the dates as 2026-09-05 and hand the file in again.",
    ],
  ),
  due_before_issue: words(
    ['{where}是 "{value}"，早于开票日 {issued}。', "改正到期日或开票日。"],
    [
      '{where} is "{value}", before the issue date {issued}.',
      "Correct the due date or the issue date.",
    ],
  ),
  excel_damaged_number: words(
    ["{where}被 Excel 改成 {value}，后几位已丢失。", "请从原系统重新导出，列设为文本。"],
    [
      "{where} was changed by Excel to {value}; its last digits are lost.",
      "Export it again from its system, with the column as text.",
    ],
  ),
  payer_account_damaged: words(
    [
      "{where}被 Excel 改成 {value}，后几位已丢失，不作为付款人的依据。",
      "请从网银重新导出，列设为文本。",
    ],
    [
      "{where} was changed by Excel to {value}; it is not used to identify the payer.",
      "Export it again from the bank, with the column as text.",
    ],
  ),
  yes_no_unreadable: words(
    ['{where}是 "{value}"，看不出是或否。', "改成「是」或「否」。"],
    ['{where} is "{value}", neither yes nor no.', "Write yes or no."],
  ),
  rate_unreadable: words(
    ['{where}是 "{value}"，不是大于 0 的汇率。', "改成 7.1234 这样的数字。"],
    ['{where} is "{value}", which is no rate above 0.', "Write it like 7.1234."],
  ),
  rate_unit_unknown: words(
    ['{where}是 "{value}"，单位只能是 1 或 100。', "改成 1 或 100。"],
    ['{where} is "{value}"; the unit is 1 or 100.', "Write 1 or 100."],
  ),
  tax_id_invalid: words(
    ['{where}是 "{value}"，校验位不对（GB 32100）。', "核对统一社会信用代码，或留空。"],
    [
      '{where} is "{value}"; its check character is wrong (GB 32100).',
      "Check the unified social credit code, or leave it empty.",
    ],
  ),
  item_no_missing: words(
    ["{where}没有单号。", "填上发票号码或单号，或不导入这一行。"],
    ["{where} has no number.", "Fill in the invoice or document number, or leave this row out."],
  ),
  customer_missing: words(
    ["{where}没有客户编号，也没有客户名称。", "填上其中一个，或不导入这一行。"],
    [
      "{where} has neither customer number nor name.",
      "Fill in one of them, or leave this row out.",
    ],
  ),
  customer_name_missing: words(
    ["{where}没有客户名称。", "填上名称，或不导入这一行。"],
    ["{where} has no customer name.", "Fill in the name, or leave this row out."],
  ),
  kind_unknown: words(
    [
      '{where}是 "{value}"，不是已知的类型。',
      "改成 发票、红字、预收、票据、分期、未开票、质保金、利息、应付 之一，或留空。",
    ],
    [
      '{where} is "{value}", which is no known kind.',
      "Use invoice, credit_note, advance, bill, plan, delivery, retention, interest, payable or debit_note, or leave it empty.",
    ],
  ),
  open_exceeds_amount: words(
    ['{where}的未清金额 "{value}" 大于原额。', "核对原额和未清金额。"],
    ['{where} has an open amount, "{value}", above the amount.', "Check amount and open amount."],
  ),
  open_sign_differs: words(
    ['{where}的未清金额 "{value}" 与原额正负相反。', "核对正负号。"],
    ['{where} has an open amount, "{value}", of the opposite sign.', "Check the signs."],
  ),
  account_of_two_customers: words(
    [
      "{where}的银行账号 {value} 同时属于「{customer}」和「{other}」，两户都不再用它识别付款人。",
      "确认账号属于哪一户，从另一户删除。",
    ],
    [
      "{where}: the bank account {value} belongs to both “{customer}” and “{other}”; it identifies neither.",
      "Find out whose it is and remove it from the other.",
    ],
  ),
  name_of_two_customers: words(
    [
      "{where}的名称「{value}」与第 {otherRow} 行的客户相同，不会仅凭名称自动匹配。",
      "如是同一家，请合并；否则补上税号或账号。",
    ],
    [
      "{where} has the name “{value}” of the customer in row {otherRow}; the name alone will never match automatically.",
      "Merge them if they are one, else add a tax id or an account.",
    ],
  ),
  own_row_empty: words(
    ["{where}既没有账号也没有户名。", "填上其中一个，或删除这一行。"],
    ["{where} has neither account nor name.", "Fill in one of them, or delete the row."],
  ),
  entry_zero: words(
    ["{where}的发生额是 0，不是收付款，没有导入。", "不用处理。"],
    ["{where} has the amount 0: no payment, not imported.", "Nothing to do."],
  ),
  balance_unreadable: words(
    ['{where}的余额 "{value}" 无法读取，这一行不参与余额验证。', "核对余额列。"],
    [
      '{where} has a balance, "{value}", that cannot be read; it takes no part in the proof.',
      "Check the balance column.",
    ],
  ),
  balance_broken: words(
    ["{where}的余额对不上，差 {difference}。", "可能缺少流水：请重新导出整段时间，并取消筛选。"],
    [
      "{where}: the balance does not add up, by {difference}.",
      "Entries may be missing: export the whole period again, without a filter.",
    ],
  ),
  signs_turned: words(
    ["余额证明这份文件的收支方向相反，已全部调换。", "请看预览里的收入和支出是否正确。"],
    [
      "The balances prove that this file counts the other way round; all signs were turned.",
      "Check money in and out in the preview.",
    ],
  ),
  interim_report: words(
    [
      "这份 {format} 里有日间报告或通知，不是当天的对账单：其中的入账会在对账单里再次出现，同一笔只记一次，保留较详细的一份。",
      "不用处理；如果两份文件的参考号或付款人互相矛盾，会各记一笔，请核对预览。",
    ],
    [
      "This {format} file holds an interim report or a notice, not the statement of the day, in which its entries come again. Each is counted once, in the form that says more.",
      "Nothing to do; where references or payers of the two contradict each other both are kept: check the preview.",
    ],
  ),
  statement_missing: words(
    ["报文里没有对账单。", "请从银行重新下载。"],
    ["The message holds no statement.", "Download it from the bank again."],
  ),
  interim_day_unknown: words(
    [
      "{where}在日间报告里没有入账日，与当天的对账单可能对不上而重复，没有导入。",
      "请导入那一天的 MT940 或 CAMT.053。",
    ],
    [
      "{where} of an interim report has no entry date; the statement of the day might not be recognised as the same, so it was not imported.",
      "Import the MT940 or CAMT.053 of that day.",
    ],
  ),
  entry_in_statement: words(
    ["{where}来自日间报告，同一文件里已有当天的对账单，没有重复导入。", "不用处理。"],
    [
      "{where} is of an interim report; the file holds the statement of that day as well, so it was not imported twice.",
      "Nothing to do.",
    ],
  ),
  type_code_unknown: words(
    [
      "{where}的类型代码是 {value}，看不出是收入还是支出，没有导入。",
      "请向银行问清这个代码，或改用同一天的 CSV、MT940 或 CAMT.053。",
    ],
    [
      "{where} has the type code {value}, neither money in nor money out; it was not imported.",
      "Ask the bank what this code means, or use the CSV, MT940 or CAMT.053 of the day.",
    ],
  ),
  group_left_out: words(
    ["{where}起的一组标为删除或测试（状态 {value}），没有导入。", "不用处理。"],
    [
      "{where} begins a group marked as deleted or as a test (status {value}); it was not imported.",
      "Nothing to do.",
    ],
  ),
  group_corrects: words(
    [
      "{where}起的一组是银行的更正：以前导入的同一天流水可能已经不对。",
      "请与以前的流水核对；有错的，撤销那次导入后再导入这一份。",
    ],
    [
      "{where} begins a group that the bank marks as a correction: what was imported for that day before may be wrong.",
      "Compare the two; where the earlier one is wrong, undo its import and import this one again.",
    ],
  ),
  control_total_broken: words(
    [
      "{where}的控制总数（记录 {code}）对不上，差 {difference}。",
      "文件可能被改过或不完整：请从银行重新下载。",
    ],
    [
      "{where}: the control total (record {code}) does not add up, by {difference}.",
      "The file may have been edited or is not whole: download it from the bank again.",
    ],
  ),
  record_count_broken: words(
    [
      "{where}写明 {expected} 条记录（记录 {code}），文件里有 {found} 条。",
      "文件可能被改过或不完整：请从银行重新下载。",
    ],
    [
      "{where} states {expected} records (record {code}); the file has {found}.",
      "The file may have been edited or is not whole: download it from the bank again.",
    ],
  ),
  file_cut_off: words(
    [
      "文件不完整：没有结尾的 {end}，最后的金额可能缺了几位，所以一笔也没有读取。",
      "请从银行重新下载。",
    ],
    [
      "The file is not whole: its end, {end}, is missing. The last amount may lack digits, so nothing was read.",
      "Download it from the bank again.",
    ],
  ),
  bank_says_error: words(
    ["银行在文件里返回了错误 {value}：“{excerpt}”。", "请稍后从银行重新下载。"],
    [
      "The bank reports an error, {value}, in the file: “{excerpt}”.",
      "Download it from the bank again later.",
    ],
  ),
  file_is_investment: words(
    ["这是证券投资账户的对账单，不是银行账户的。", "请下载银行账户（活期、结算户）的对账单。"],
    [
      "This is the statement of an investment account, not of a bank account.",
      "Download the statement of the bank account.",
    ],
  ),
  investments_left_out: words(
    ["{where}起是证券投资账户（{count} 笔资金进出），没有导入；银行账户已读取。", "不用处理。"],
    [
      "{where} begins an investment account ({count} movements of cash); it was not imported, the bank accounts were.",
      "Nothing to do.",
    ],
  ),
  currency_assumed: words(
    [
      "{where}的账户没有写币种，按 {currency} 读取。",
      "请核对；如果不是，请从银行下载写明币种的文件。",
    ],
    [
      "{where}: the account states no currency; it was read as {currency}.",
      "Check it; if it is another, download a file that states the currency.",
    ],
  ),
  entry_corrected: words(
    ["{where}已被第 {otherRow} 行的更正撤回，没有导入。", "不用处理。"],
    [
      "{where} was taken back by the correction in row {otherRow} and was not imported.",
      "Nothing to do.",
    ],
  ),
  entry_corrects_earlier: words(
    [
      "{where}更正的是以前的一笔流水（{value}），文件里没有那一笔，没有导入。",
      "请在流水里找到那一笔，核对后撤销它所在的导入，再导入银行更正后的对账单。",
    ],
    [
      "{where} corrects an earlier entry ({value}) that is not in this file; it was not imported.",
      "Find that entry among the bank lines; undo its import and import the bank's corrected statement.",
    ],
  ),
  entry_unreadable: words(
    ["{where}不是完整的一笔流水：“{excerpt}”。", "请核对原文件，或从银行重新下载。"],
    [
      "{where} is no complete entry: “{excerpt}”.",
      "Check the file, or download it from the bank again.",
    ],
  ),
  no_entries: words(
    ["文件里没有一笔流水。", "如果应该有，请核对导出时选的账户和日期，再导出一次。"],
    [
      "The file holds no entries.",
      "If there should be some, check account and dates chosen at the export, and export again.",
    ],
  ),
  entry_not_booked: words(
    [
      "{where}没有入账（{value}），没有导入。",
      "如果之后入账，会出现在下一份对账单里；如果其实已入账，请核对状态后重新导出。",
    ],
    [
      "{where} is not booked ({value}) and was not imported.",
      "If it is booked later it will come in a later statement; if it is booked already, check its state and export again.",
    ],
  ),
  batch_not_split: words(
    [
      "{where}是一笔汇总入账，{count} 笔明细的合计是 {value}，与入账金额不符，按一笔导入。",
      "请核对银行的明细清单。",
    ],
    [
      "{where} is a batch; its {count} details add up to {value}, not to the entry. It was kept as one.",
      "Check the bank's detail list.",
    ],
  ),
  invoice_of_another_seller: words(
    ["{where}的销方 {value} 不是本公司：这是取得发票。", "请导出「开具发票」。"],
    [
      "{where} has the seller {value}, which is not this company: it is a purchase.",
      "Export the invoices issued, not those received.",
    ],
  ),
  invoices_of_other_sellers: words(
    ["{count} 行的销方不是本公司：这是取得发票。", "请导出「开具发票」。"],
    [
      "{count} rows have another seller: these are purchases.",
      "Export the invoices issued, not those received.",
    ],
  ),
  invoice_void: words(
    ["{where}的发票 {value} 已作废，没有导入。", "不用处理。"],
    ["{where}: invoice {value} is void and was not imported.", "Nothing to do."],
  ),
  invoice_rows_differ: words(
    [
      "{where}的发票 {value} 有多行，购方、日期或状态不一致，没有导入。",
      "请从电子税务局重新导出。",
    ],
    [
      "{where}: the rows of invoice {value} differ in buyer, date or status; it was not imported.",
      "Export it from the tax bureau again.",
    ],
  ),
  red_invoice_missing: words(
    [
      "{where}的发票 {value} 已全额红冲，但文件里没有对应的红字发票，没有导入。",
      "红字缺失：请把红字发票的开票月份也导出。",
    ],
    [
      "{where}: invoice {value} is fully reversed, but its red invoice is not in the file; it was not imported.",
      "Export the month of the red invoice as well.",
    ],
  ),
  red_part_missing: words(
    [
      "{where}的发票 {value} 已部分红冲，但文件里没有对应的红字发票，按原额导入。",
      "请把红字发票的开票月份也导出，否则应收多计。",
    ],
    [
      "{where}: invoice {value} is partly reversed, but its red invoice is not in the file; it was imported in full.",
      "Export the month of the red invoice as well, or the receivable is overstated.",
    ],
  ),
  invoice_negative: words(
    ["{where}的发票 {value} 标为正数发票，合计却是负数。", "核对「是否正数发票」和金额。"],
    [
      "{where}: invoice {value} is marked as positive but adds up to a negative amount.",
      "Check the column 是否正数发票 and the amounts.",
    ],
  ),
  blue_invoice_unknown: words(
    [
      "{where}的红字发票 {value} 没有写明对应的蓝字发票，按未关联的红字导入。",
      "请在客户的未清项里补上对应的蓝字发票号码。",
    ],
    [
      "{where}: red invoice {value} does not name its blue invoice; it was imported without the link.",
      "Add the number of the blue invoice in the customer's open items.",
    ],
  ),
  red_invoice_positive: words(
    ["{where}的红字发票 {value} 金额为正数。", "核对「是否正数发票」和金额。"],
    [
      "{where}: red invoice {value} has a positive amount.",
      "Check the sign and the column 是否正数发票.",
    ],
  ),
} as const satisfies Readonly<Record<string, ProblemWords>>;
