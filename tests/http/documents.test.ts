// The interface as documented is the interface as built.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { projectFolder } from "../../src/config.ts";
import { type ProblemFacts, problems } from "../../src/http/problem.ts";
import { errorsPage, openApiDocument } from "../../tools/api-docs.ts";

const written = (name: string) => readFileSync(join(projectFolder, "docs", name), "utf8");

test("docs/openapi.json is current (node tools/api-docs.ts)", async () => {
  const document = await openApiDocument();
  assert.equal(JSON.parse(document).openapi, "3.1.0");
  assert.ok(document === written("openapi.json"), "run: node tools/api-docs.ts");
});

const parameter = z.object({
  in: z.string(),
  name: z.string(),
  required: z.boolean().default(false),
});
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(
    z.string(),
    z.object({
      description: z.string(),
      content: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
const described = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

function operations() {
  const { paths } = described.parse(JSON.parse(written("openapi.json")));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({
      ...route,
      path,
      name: `${method} ${path}`,
    })),
  );
}

test("the description says of each route how it refuses, of files what they are, of writes their key", () => {
  const routes = operations();
  assert.ok(routes.length > 300, `${routes.length} routes`);
  for (const { name, parameters, responses } of routes) {
    const { default: refusal, ...answers } = responses;
    assert.deepEqual(Object.keys(refusal?.content ?? {}), ["application/problem+json"], name);
    for (const [status, { content }] of Object.entries(answers)) {
      assert.equal(Object.keys(content).length === 0, status === "204", `${name} ${status}`);
    }
    const takesKey = parameters.some(
      (one) => one.in === "header" && one.name === "Idempotency-Key",
    );
    const isWrite = !name.startsWith("get ") && !name.includes(" /api/portal/");
    assert.equal(takesKey, isWrite, name);
  }
  const uploads = routes.filter(({ requestBody }) => requestBody?.content["multipart/form-data"]);
  assert.equal(uploads.length, 9);
});

test("every operation has a name of its own that a program can use, and says what each answer is", () => {
  const names = new Map<string, string>();
  for (const { name, operationId, summary, responses } of operations()) {
    assert.match(operationId, /^(portal[A-Z]|get|post|put|patch|delete)[A-Za-z0-9]+$/, name);
    assert.equal(names.get(operationId), undefined, `${name}: ${operationId}`);
    names.set(operationId, name);
    assert.ok(summary.length > 3, name);
    for (const [status, { description }] of Object.entries(responses)) {
      assert.ok(!/^$|default response/i.test(description), `${name} ${status}: ${description}`);
    }
  }
});

test("the description holds together: each place in an address is a parameter, each schema there and used", () => {
  for (const { name, path, parameters } of operations()) {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
    const inPath = parameters.filter((one) => one.in === "path");
    assert.deepEqual(inPath.map((one) => one.name).sort(), places.sort(), name);
    assert.ok(
      inPath.every(({ required }) => required),
      name,
    );
    const keys = parameters.map((one) => `${one.in} ${one.name}`);
    assert.equal(new Set(keys).size, keys.length, name);
  }
  const text = written("openapi.json");
  const referred = [...text.matchAll(/"\$ref": "([^"]*)"/g)].map(([, reference]) => reference);
  const named = Object.keys(described.parse(JSON.parse(text)).components.schemas);
  assert.deepEqual(
    [...new Set(referred)].sort(),
    named.map((name) => `#/components/schemas/${name}`).sort(),
  );
});

test("docs/errors.md is current (node tools/api-docs.ts)", () => {
  assert.ok(errorsPage() === written("errors.md"), "run: node tools/api-docs.ts");
});

test("every problem has a sentence in both languages with the same places, and a fitting status", () => {
  for (const [code, facts] of Object.entries<ProblemFacts>(problems)) {
    assert.match(code, /^[a-z][a-z0-9_]+$/);
    assert.ok(facts.status >= 400 && facts.status < 600, code);
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(places(facts.zh), places(facts.en), `${code}: places`);
    assert.match(facts.zh, /\p{Script=Han}/u, code);
    assert.ok(/[.?]$/.test(facts.en) && /[。？]$/.test(facts.zh), `${code}: whole sentences`);
  }
});
