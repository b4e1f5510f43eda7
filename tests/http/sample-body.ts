// A body that a route's schema accepts, with one id in every place an id may stand: what somebody sends
// who knows the API and guesses the ids of others.
import { z } from "zod";

const anySchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  minLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const texts = [
  "2026-09-01",
  "2026-09",
  "1.00",
  "CNY",
  "R07",
  "T01",
  "x".repeat(8),
  "#000000",
  "09:00",
  "https://example.test/hook",
  "1",
  "a",
];

/** `resolve`: the schema behind a reference. */
export function sampleOf(
  schema: unknown,
  { id, resolve }: { readonly id: number; readonly resolve: (ref: string) => unknown },
): unknown {
  const sample = (one: unknown): unknown => {
    const parsed = anySchema.safeParse(one);
    if (!parsed.success) return {};
    const s = parsed.data;
    if (s.$ref !== undefined) return sample(resolve(s.$ref));
    if ("const" in s) return s.const;
    if (s.enum) return s.enum[0];
    const ways = s.anyOf ?? s.oneOf ?? s.allOf;
    if (ways?.[0] !== undefined) return sample(ways[0]);
    if (s.properties) {
      return Object.fromEntries(Object.entries(s.properties).map(([key, of]) => [key, sample(of)]));
    }
    switch (Array.isArray(s.type) ? s.type[0] : s.type) {
      case "string":
        return textOf(s);
      case "integer":
      case "number":
        return Math.min(Math.max(id, s.minimum ?? id), s.maximum ?? id);
      case "boolean":
        return true;
      case "array":
        return [sample(s.items)];
      case "object":
        return {};
      default:
        return null;
    }
  };
  return sample(schema);
}

function textOf({ format, pattern, minLength = 0 }: z.infer<typeof anySchema>): string {
  if (format === "email") return "somebody@example.test";
  if (format === "date-time") return "2026-09-01T00:00:00.000Z";
  if (format === "uri") return "https://example.test/hook";
  if (format === "uuid") return "6f1c1e4e-3d1c-4b7e-9a55-3c6b0e6c2d11";
  const shape = pattern === undefined ? /./u : new RegExp(pattern, "u");
  const fits = texts.find((text) => shape.test(text) && text.length >= minLength);
  return fits ?? "x".repeat(Math.max(1, minLength));
}
