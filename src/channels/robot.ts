// What the group robots of WeCom, DingTalk and Feishu have in common: a text of limited length, posted
// as JSON, and an answer whose code is 0 when it was taken.
import type { Delivery, Outgoing } from "./channel.ts";
import type { VendorAnswer } from "./vendor-call.ts";

export const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

/** Subject and text, cut so that the vendor takes it. */
export function robotText({ subject, text }: Outgoing, mostBytes: number): string {
  const whole = subject === "" ? text : `${subject}\n\n${text}`;
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  const signs: string[] = [];
  let room = mostBytes - Buffer.byteLength("…");
  for (const sign of whole) {
    room -= Buffer.byteLength(sign);
    if (room < 0) break;
    signs.push(sign);
  }
  return `${signs.join("")}…`;
}

/** A wrong key or signature is ours to mend; so nothing is refused for good. */
export function judgeRobot(field: "errcode" | "code"): (answer: VendorAnswer) => Delivery {
  return ({ json, text }) => {
    if (json?.[field] === 0) return { outcome: "sent", answer: text };
    return { outcome: "deferred", error: text };
  };
}
