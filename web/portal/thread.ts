// Messages of both sides, and a box to say more with a file.
import type { PortalFile, PortalQuestion } from "../../src/contract/portal.ts";
import { post, upload } from "./api.ts";
import { h } from "./dom.ts";
import { act, field, fileField, fileLinks } from "./parts.ts";
import { timeText, w } from "./say.ts";

type Message = PortalQuestion["messages"][number];

export function messageList(messages: readonly Message[]): HTMLElement {
  return h(
    "div",
    { class: "thread" },
    messages.map((message) =>
      h(
        "div",
        { class: `message ${message.side}` },
        h("small", {}, `${message.author} · ${timeText(message.at)}`),
        h("p", {}, message.body),
        fileLinks(message.files),
      ),
    ),
  );
}

export function replyBox(path: string, redraw: () => Promise<void>): HTMLElement {
  const text = h("textarea", { name: "body", rows: 2, maxlength: 4000, "aria-label": w("reply") });
  const picker = filePicker();
  const button = h("button", { class: "plain" }, w("send"));
  act(button, async () => {
    const fileIds = await picker.send();
    await post(path, { body: text.value.trim(), fileIds });
    await redraw();
  });
  return h(
    "div",
    { class: "reply" },
    field(w("reply"), text),
    picker.element,
    h("div", {}, button),
  );
}

export const takenFiles = "image/jpeg,image/png,image/webp,image/heic,.pdf,.xlsx,.csv";

/** Files are sent when the form is: each once, however often sending is tried. */
export function filePicker(): {
  readonly element: HTMLElement;
  readonly send: () => Promise<number[]>;
} {
  const input = h("input", { type: "file", accept: takenFiles, multiple: true });
  const sent = new Map<File, number>();
  return {
    element: fileField(w("photo"), input),
    send: async () => {
      const files = [...(input.files ?? [])];
      for (const file of files) {
        if (!sent.has(file)) sent.set(file, (await upload<PortalFile>("/files", file)).id);
      }
      return files.flatMap((file) => sent.get(file) ?? []);
    },
  };
}
