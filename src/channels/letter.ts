// A letter: what leaves is paper. Here it is only set down that it is to be printed; the sheet is made
// from the message whenever it is printed (app/sending/print-letters.ts).
import type { Channel } from "./channel.ts";

export const letter: Channel = {
  code: "letter",
  title: { zh: "纸质信函（打印邮寄）", en: "Letter (print and post)" },
  addressKind: "post",
  hasTemplates: false,
  fields: [],
  open: () => ({
    send: async (_message, handingOver) => {
      handingOver();
      return { outcome: "sent", answer: "to_print" };
    },
    close: () => {},
  }),
};
