// Every channel, one line each.
import type { Channel } from "./channel.ts";
import { email } from "./email.ts";
import { log } from "./log.ts";

export const channels: readonly Channel[] = [email, log];

export function findChannel(code: string): Channel | null {
  return channels.find((channel) => channel.code === code) ?? null;
}
