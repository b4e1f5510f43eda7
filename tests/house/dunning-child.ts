// A process of its own that does one act of a dunning day until it is done or killed.
import { pino } from "pino";
import { runDaily } from "../../src/app/dunning/run-daily.ts";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { fixedClock } from "../../src/clock.ts";
import { isoDate } from "../../src/core/date.ts";
import { createPool } from "../../src/db/pool.ts";

export type DunningOrder = {
  readonly connection: Parameters<typeof createPool>[0];
  readonly dataFolder: string;
  readonly orgId: number;
  readonly booksId: number;
  readonly day: string;
  readonly instant: string;
  readonly act: "run" | "send";
};

process.once("message", async (order: DunningOrder) => {
  const { orgId, booksId } = order;
  const pool = createPool({ ...order.connection, max: 8 }, () => {});
  const clock = fixedClock(order.instant);
  const deps = { pool, clock, dataFolder: order.dataFolder, log: pino({ level: "silent" }) };
  const names = { name: "", timeZone: "Asia/Shanghai", ownNames: [], ownTaxIds: [] };
  const today = isoDate(order.day);
  if (order.act === "run") await runDaily(deps, { orgId, booksId, ...names, today });
  else await sendMessages(deps, { orgId, booksId, memberId: null }, async () => {});
  await pool.end();
  process.exit(0);
});
process.send?.("ready");
