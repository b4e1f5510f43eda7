// The trial channel: nothing leaves the house; a message is only kept, with its full text, where it
// is kept anyway. So a trial can be run to its end without writing to anybody.
import type { Channel } from "./channel.ts";

export const log: Channel = {
  code: "log",
  title: { zh: "只留存，不外发（试用）", en: "Keep only, send nothing (trial)" },
  addressKind: "any",
  fields: [],
  hasTemplates: false,
  open: () => ({
    send: async (_message, handingOver) => {
      handingOver();
      return { outcome: "sent", answer: "kept" };
    },
    close: () => {},
  }),
};
