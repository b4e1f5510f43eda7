// Questions: a new one, and the threads so far with who answers by when.
import type { Overview, PortalQuestion } from "../../src/contract/portal.ts";
import { post } from "./api.ts";
import { fieldText, h } from "./dom.ts";
import { act, backButton, field, growing, newKey, section, tag } from "./parts.ts";
import { dayText, w } from "./say.ts";
import { filePicker, messageList, replyBox } from "./thread.ts";

type Redraw = () => Promise<void>;

export function askView(account: Overview, redraw: Redraw): HTMLElement {
  return h(
    "main",
    {},
    backButton(),
    askForm(redraw),
    account.questions.length > 0 &&
      section(
        w("questions"),
        growing(account.questions, (one) => questionCard(one, redraw)),
      ),
  );
}

function askForm(redraw: Redraw): HTMLElement {
  const key = newKey();
  const picker = filePicker();
  const button = h("button", { class: "main" }, w("send"));
  const form = h(
    "section",
    {},
    h("h2", {}, w("ask")),
    field(w("subject"), h("input", { name: "subject", maxlength: 120 })),
    field(w("question"), h("textarea", { name: "body", rows: 5, maxlength: 4000 })),
    picker.element,
    h("div", {}, button),
  );
  act(button, async () => {
    const fileIds = await picker.send();
    const [subject, body] = [fieldText(form, "subject"), fieldText(form, "body")];
    await post("/questions", { key, subject, body, fileIds });
    await redraw();
  });
  return form;
}

function questionCard(question: PortalQuestion, redraw: Redraw): HTMLElement {
  const states = { open: "waiting", answered: "answeredState", closed: "closedState" } as const;
  const owner = question.owner ?? w("us");
  const by = dayText(question.answerBy);
  return h(
    "details",
    { class: "card line", open: question.state !== "closed" },
    h(
      "summary",
      {},
      h(
        "div",
        { class: "row" },
        h("b", {}, question.subject),
        tag(w(states[question.state]), question.state === "open" ? "look" : "good"),
      ),
    ),
    question.state === "open" && h("p", { class: "faint" }, w("asked", { owner, by })),
    messageList(question.messages),
    question.state !== "closed" && replyBox(`/questions/${question.id}/messages`, redraw),
  );
}
