import { setTimeout as sleep } from "node:timers/promises";

/** Resolves when `holds` does, asked again and again; rejects, saying `what` did not come, after two minutes. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`two minutes have passed without this: ${what}`);
    await sleep(5);
  }
}
