// Every channel, one line each.
import { aliyunSms } from "./aliyun-sms.ts";
import type { AddressKind, Channel } from "./channel.ts";
import { dingtalk } from "./dingtalk.ts";
import { email } from "./email.ts";
import { feishu } from "./feishu.ts";
import { letter } from "./letter.ts";
import { log } from "./log.ts";
import { tencentSms } from "./tencent-sms.ts";
import { wecom } from "./wecom.ts";

export const channels: readonly Channel[] = [
  email,
  aliyunSms,
  tencentSms,
  wecom,
  dingtalk,
  feishu,
  letter,
  log,
];

export function findChannel(code: string): Channel | null {
  return channels.find((channel) => channel.code === code) ?? null;
}

/** Where a person is reached on a channel; empty: not at all. */
export function addressOn(
  code: string,
  person: { readonly email: string; readonly phone: string; readonly postalAddress: string },
): string {
  const byKind: Readonly<Record<AddressKind, string>> = {
    email: person.email,
    phone: person.phone,
    post: person.postalAddress,
    team: "",
    any: person.email || person.phone || person.postalAddress,
  };
  const channel = findChannel(code);
  return channel === null ? "" : byKind[channel.addressKind];
}
