// Text of every colour can be read (contrast 4.5 : 1), and the style sheet has the values
// that the theme has.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { colours, theme } from "./theme.ts";

const sheet = readFileSync(new URL("styles/base.css", import.meta.url), "utf8");
const softOf = { blue: "blue-soft", green: "green-soft", amber: "amber-soft", red: "red-soft" };

function inSheet(name: string): string {
  const [, value = ""] = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(sheet) ?? [];
  return value;
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test("the style sheet has the colours of the theme", () => {
  for (const [name, colour] of Object.entries(colours)) assert.equal(inSheet(name), colour, name);
});

test("text can be read on every ground it stands on", () => {
  for (const text of ["ink", "grey", "faint", "blue", "green", "amber", "red", "violet"] as const) {
    const own = text in softOf ? [softOf[text as keyof typeof softOf]] : [];
    for (const ground of ["paper", "ground", ...own]) {
      const ratio = contrast(colours[text], inSheet(ground));
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  }
});

test("the ring of what has the focus can be seen on every ground (WCAG 2.2, 1.4.11)", () => {
  const ring = theme.token?.colorPrimaryBorder ?? "";
  for (const ground of ["paper", "ground", "blue-soft"]) {
    const ratio = contrast(ring, inSheet(ground));
    assert.ok(ratio >= 3, `${ring} on ${ground}: ${ratio.toFixed(2)}`);
  }
});
