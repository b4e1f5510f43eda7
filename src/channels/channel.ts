// A channel: a way a message leaves the house. One file a channel, one line in registry.ts.
import type { Sentence } from "../core/words/word.ts";

export type ChannelCode = "email" | "log";

export type Outgoing = {
  /** The same at every attempt, so that the receiver's side knows a repetition. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly mimeType: string;
    readonly content: Uint8Array;
  }[];
};

/**
 * refused: the other side will never take it (no such address). deferred: try again later.
 * unsure: it was handed over, but the answer did not come; it is not sent a second time.
 */
export type Delivery =
  | { readonly outcome: "sent"; readonly answer: string }
  | { readonly outcome: "refused" | "deferred" | "unsure"; readonly error: string };

export type Sender = {
  /** `handingOver` is called at the last moment at which the other side cannot have it yet. */
  readonly send: (message: Outgoing, handingOver: () => void) => Promise<Delivery>;
  readonly close: () => void;
};

export type ChannelSettings = {
  readonly setting: Readonly<Record<string, unknown>>;
  readonly secret: string;
};

export type Channel = {
  readonly code: ChannelCode;
  readonly title: Sentence;
  /** What an address is here. */
  readonly addressKind: "email" | "any";
  /** Null: the settings do not make a channel. */
  readonly open: (settings: ChannelSettings) => Sender | null;
};
