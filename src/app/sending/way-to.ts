// By which channel a contact is reached: the one for statements, else by SMS where only a phone is
// known. Null: not at all.
import { addressOn } from "../../channels/registry.ts";
import type { SendingPolicy } from "../../contract/sending.ts";
import type { SendingSettings } from "./sending-settings.ts";

export type Way = { readonly channel: string; readonly address: string };

export type Reachable = {
  readonly email: string;
  readonly phone: string;
  readonly postalAddress: string;
};

export function wayTo(policy: SendingPolicy, contact: Reachable): Way | null {
  const { channel, smsChannel } = policy;
  const address = addressOn(channel, contact);
  // what is only kept reaches everybody
  if (address !== "" || channel === "log") return { channel, address };
  const phone = smsChannel === "" ? "" : addressOn(smsChannel, contact);
  return phone === "" ? null : { channel: smsChannel, address: phone };
}

/** A one-time code waits for no post: by mail where mail is set up, else by SMS, else only kept. */
export function codeWayTo(
  { policy, channels }: Pick<SendingSettings, "policy" | "channels">,
  contact: Pick<Reachable, "email" | "phone">,
): Way {
  const person = { ...contact, postalAddress: "" };
  const isSetUp = (code: string) => channels.some(({ channel }) => channel === code);
  const wanted = [policy.channel, "email", policy.smsChannel].filter(isSetUp);
  for (const channel of wanted) {
    const address = addressOn(channel, person);
    if (address !== "") return { channel, address };
  }
  const channel = policy.channel === "letter" ? "log" : policy.channel;
  return { channel, address: contact.email || contact.phone };
}
