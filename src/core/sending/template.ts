// Fills a message template. A place that is unknown is a fault of the template, said when it is
// saved; an empty value takes its paragraph with it, so that no heading stands over nothing.
import { ok, type Result, refuse } from "../result.ts";
import { templatePlaces } from "../words/messages.ts";

export type TemplateFault = { readonly code: "unknown_place"; readonly place: string };

export function checkTemplate(text: string): Result<null, TemplateFault> {
  for (const [, place = ""] of text.matchAll(/\{(\w*)\}/g)) {
    if (!Object.hasOwn(templatePlaces, place)) return refuse({ code: "unknown_place", place });
  }
  return ok(null);
}

export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  const paragraphs = text.split("\n\n").filter((paragraph) => !isEmptied(paragraph, values));
  return paragraphs
    .map((paragraph) =>
      paragraph.replace(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole),
    )
    .join("\n\n");
}

/** A paragraph that is nothing but places without a value. */
function isEmptied(paragraph: string, values: Readonly<Record<string, string>>): boolean {
  if (!/^\s*(\{\w+\}\s*)+$/.test(paragraph)) return false;
  return [...paragraph.matchAll(/\{(\w+)\}/g)].every(([, place = ""]) => values[place] === "");
}
