// Runs `qingzhang verify` over all organisations and books of the database.
import { listBooksToVerify } from "../app/verification/list-books.ts";
import { type Verification, verifyBooks } from "../app/verification/verify-books.ts";
import { dayIn, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { addMonths, endOfMonth, type IsoDate, isoDate, parseIsoDate } from "../core/date.ts";
import type { Language } from "../core/words/word.ts";
import { refuseOtherVersion } from "../db/migrate.ts";
import { createPool } from "../db/pool.ts";
import { openForCommand } from "../start/command-database.ts";
import type { CommandArguments, ExitStatus, Terminal } from "./command.ts";

/** Month ends looked at when no date is asked for: a year and a bit. */
const monthsBack = 13;

export async function runVerify(call: CommandArguments, terminal: Terminal): Promise<ExitStatus> {
  const { language } = call;
  const say = (lines: string) => terminal.note(`${lines}\n`);
  const asked = call.values("as-of").map((text) => ({ text, date: parseIsoDate(text) }));
  const wrong = asked.find(({ date }) => date === null);
  if (wrong) {
    say(`--as-of ${wrong.text}: ${words.date[language]}`);
    return 2;
  }
  const knownAt = call.value("known-at") ?? null;
  if (knownAt !== null && Number.isNaN(Date.parse(knownAt))) {
    say(`--known-at ${knownAt}: ${words.instant[language]}`);
    return 2;
  }
  const dates = asked.flatMap(({ date }) => date ?? []);
  const database = await openForCommand(readConfig(), "verify");
  const pool = createPool({ ...database.app, max: 2 }, () => {});
  try {
    await refuseOtherVersion(database.owner);
    let holds = true;
    for (const books of await listBooksToVerify(pool, database.owner)) {
      const at = { dates: dates.length > 0 ? dates : monthEnds(), knownAt };
      const result = await verifyBooks({ pool }, books, at);
      const lines = report(`${books.organisation} · ${books.name}`, result, language);
      terminal.out(new TextEncoder().encode(`${lines}\n`));
      holds &&= result.holds;
    }
    return holds ? 0 : 1;
  } finally {
    await pool.end();
    await database.stop();
  }
}

/** Today and the last month ends. */
function monthEnds(): IsoDate[] {
  const today = isoDate(dayIn("Asia/Shanghai", systemClock.now()));
  const ends = Array.from({ length: monthsBack }, (_, n) => endOfMonth(addMonths(today, -n - 1)));
  return [...ends.toReversed(), today];
}

const words = {
  date: { zh: "不是日期，写成 2026-09-30。", en: "is no date; write 2026-09-30." },
  instant: {
    zh: "不是时刻，写成 2026-09-30T08:00:00Z。",
    en: "is no instant; write 2026-09-30T08:00:00Z.",
  },
} as const;

function report(title: string, v: Verification, language: Language): string {
  const line = (good: boolean, zh: string, en: string) =>
    `  ${good ? "✓" : "✗"} ${language === "zh" ? zh : en}`;
  const chain = (name: { zh: string; en: string }, c: Verification["entries"]) =>
    c.brokenAt === null
      ? line(true, `${name.zh} ${c.links} 条，首尾相连`, `${name.en}: ${c.links} links hold`)
      : line(
          false,
          `${name.zh}在第 ${c.brokenAt} 条断开`,
          `${name.en} breaks at link ${c.brokenAt}`,
        );
  const faults = v.proofs.flatMap(({ asOf, faults: list }) => list.map((f) => ({ asOf, ...f })));
  return [
    title,
    chain({ zh: "凭证链", en: "Entry chain" }, v.entries),
    chain({ zh: "操作日志链", en: "Audit chain" }, v.audit),
    line(
      v.unbalanced.length === 0,
      `凭证不平 ${v.unbalanced.length} 张`,
      `Unbalanced entries: ${v.unbalanced.length}`,
    ),
    line(
      v.totals.length === 0,
      `累计数与记录不符 ${v.totals.length} 处`,
      `Running totals that differ: ${v.totals.length}`,
    ),
    line(
      v.misplacedLines.length === 0,
      `去处不明的流水 ${v.misplacedLines.length} 笔`,
      `Bank lines out of place: ${v.misplacedLines.length}`,
    ),
    line(
      v.intragroup.length === 0,
      `账套间内部往来不符 ${v.intragroup.length} 处`,
      `Owed between sets of books and not claimed there: ${v.intragroup.length}`,
    ),
    line(
      faults.length === 0,
      `账龄 = 明细账，${v.proofs.length} 个日期，差异 ${faults.length} 处`,
      `Aging = ledger at ${v.proofs.length} dates, differences: ${faults.length}`,
    ),
    ...faults
      .slice(0, 20)
      .map(
        (f) =>
          `    ${f.asOf} ${f.proof} ${f.customerId ?? ""} ${f.currency} ${f.recordsMinor} ≠ ${f.ledgerMinor} (${f.recordsHomeMinor} ≠ ${f.ledgerHomeMinor})`,
      ),
  ].join("\n");
}
