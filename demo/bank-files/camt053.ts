// The JPY account as ISO 20022 camt.053.001.08: one statement for the whole window.
import { formatMinor } from "../../src/core/money.ts";
import { dateText } from "../file-mode.ts";
import type { AccountHistory, DemoFile, HistoryEntry } from "./account-history.ts";

export function camt053File(history: AccountHistory): DemoFile {
  const { account, entries, openingMinor } = history;
  const first = entries[0];
  const last = entries.at(-1);
  const from = first ? dateText(first.line.day) : "";
  const to = last ? dateText(last.line.day) : "";
  const closing = last?.balanceMinor ?? openingMinor;
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt>
<GrpHdr><MsgId>STMT${account.account}</MsgId><CreDtTm>${to}T23:59:00+08:00</CreDtTm></GrpHdr>
<Stmt>
<Id>${account.account}-1</Id>
<ElctrncSeqNb>1</ElctrncSeqNb>
<FrToDt><FrDtTm>${from}T00:00:00+08:00</FrDtTm><ToDtTm>${to}T23:59:59+08:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>${account.account}</Id></Othr></Id><Ccy>${account.currency}</Ccy><Nm>${xml(account.name)}</Nm><Svcr><FinInstnId><BICFI>BKCHCNBJ</BICFI><Nm>中国银行</Nm></FinInstnId></Svcr></Acct>
${balance("OPBD", openingMinor, { date: from, currency: account.currency })}
${balance("CLBD", closing, { date: to, currency: account.currency })}
${entries.map(entryXml).join("\n")}
</Stmt>
</BkToCstmrStmt>
</Document>
`;
  return { name: "foreign_bank_JPY_camt053.xml", bytes: new TextEncoder().encode(text) };
}

function balance(code: string, minor: number, at: { date: string; currency: string }): string {
  const amount = formatMinor(Math.abs(minor), at.currency);
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${at.currency}">${amount}</Amt>` +
    `<CdtDbtInd>${minor < 0 ? "DBIT" : "CRDT"}</CdtDbtInd><Dt><Dt>${at.date}</Dt></Dt></Bal>`
  );
}

function entryXml({ line }: HistoryEntry): string {
  const isIn = line.amountMinor > 0;
  const amount = `<Amt Ccy="${line.currency}">${formatMinor(Math.abs(line.amountMinor), line.currency)}</Amt>`;
  const direction = `<CdtDbtInd>${isIn ? "CRDT" : "DBIT"}</CdtDbtInd>`;
  const date = dateText(line.day);
  const role = isIn ? "Dbtr" : "Cdtr";
  const party =
    line.payerName === ""
      ? ""
      : `<RltdPties><${role}><Pty><Nm>${xml(line.payerName)}</Nm></Pty></${role}>` +
        `<${role}Acct><Id><Othr><Id>${xml(line.payerAccount)}</Id></Othr></Id></${role}Acct></RltdPties>`;
  const remittance = line.memo === "" ? "" : `<RmtInf><Ustrd>${xml(line.memo)}</Ustrd></RmtInf>`;
  return (
    `<Ntry>${amount}${direction}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${date}</Dt></BookgDt>` +
    `<ValDt><Dt>${date}</Dt></ValDt><AcctSvcrRef>${line.bankRef}</AcctSvcrRef>` +
    "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd>" +
    `<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${amount}${direction}` +
    `${party}${remittance}</TxDtls></NtryDtls></Ntry>`
  );
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
