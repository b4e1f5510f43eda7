// Elements without a framework: a phone loads a few kilobytes. Text is always set as text, so nothing
// that somebody wrote is ever markup.

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => unknown)>
>;

/** `h("button", { class: "main", onclick: save }, "核对")`; false and null attributes are left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  addAll(element, children);
  return element;
}

function addAll(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (typeof child === "string" || typeof child === "number") element.append(String(child));
    else if (child instanceof Node) element.append(child);
    else addAll(element, child);
  }
}

/** The text of a field by its name within an element. */
export function fieldText(within: ParentNode, name: string): string {
  const field = within.querySelector(`[name="${name}"]`);
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isField ? field.value.trim() : "";
}
