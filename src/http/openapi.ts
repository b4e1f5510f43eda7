// The OpenAPI 3.1 document, generated from the very schemas that validate. What the guards ask of
// every route alike (who may, the idempotency key, how it refuses) is added to each here.
import swagger from "@fastify/swagger";
import type { FastifyContextConfig, FastifySchema, RouteOptions } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { problem } from "../contract/problem.ts";
import type { ApiServer } from "./api.ts";
import { keyForm, keyRule } from "./idempotency.ts";
import { answerDescription, fileDescription, operationId } from "./openapi-words.ts";

const apiVersion = "1.0.0";

export async function addOpenApi(api: ApiServer): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Qingzhang 清账",
        version: apiVersion,
        description:
          "Accounts-receivable reconciliation. Amounts are decimal strings with a currency; lists go by cursor; writes take an Idempotency-Key; errors are problem+json with the codes of docs/errors.md. x-right names the right a route needs.",
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "API token (qz_…)" },
          session: { type: "apiKey", in: "cookie", name: "qingzhang.session_token" },
          portal: { type: "apiKey", in: "cookie", name: "qz_portal" },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: ({ schema, route, ...rest }) => {
      const described = schema.hide ? schema : describe(schema, route);
      return jsonSchemaTransform({ schema: described, route, ...rest });
    },
    transformObject: (document) => withoutUnusedSchemas(jsonSchemaTransformObject(document)),
  });
  api.get(
    "/api/openapi.json",
    { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    () => api.swagger(),
  );
}

/** The schema of a route with what it shares with all others. */
function describe(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const config = route.config ?? {};
  const method = String(route.method);
  const isUpload = schema.consumes?.includes("multipart/form-data") ?? false;
  const key = keyRule(method, config);
  return {
    ...schema,
    operationId: operationId(method, route.url),
    ...(isUpload && { body: uploadedFiles }),
    ...(key !== "none" && { headers: z.object({ "Idempotency-Key": keyHeader[key] }) }),
    ...securityOf(config),
    response: { ...answersOf(schema, { method, url: route.url }), default: refusal },
  };
}

const refusal = {
  description: "Refused or failed; `code` is one of docs/errors.md",
  content: { "application/problem+json": { schema: problem } },
};

const uploadedFiles = z.object({ file: z.string().meta({ format: "binary" }) });

const key = z.string().regex(keyForm);
const keyHeader = {
  required: key.meta({ description: "The same key again is answered from the first time" }),
  optional: key.optional().meta({ description: "May be left out: a repetition changes nothing" }),
};

/** The answers of a route, each said what it is; without a schema it answers with a file. */
function answersOf(
  { response, produces = [] }: FastifySchema,
  route: { readonly method: string; readonly url: string },
): Readonly<Record<string, unknown>> {
  if (!response) {
    const file = { schema: z.string().meta({ format: "binary" }) };
    const content = Object.fromEntries(produces.map((type) => [type, file]));
    return { 200: { description: fileDescription(produces), content } };
  }
  const answers = Object.entries(response).map(([status, answer]) => {
    if (!(answer instanceof z.ZodType)) return [status, answer];
    const description = answerDescription({ ...route, status, schema: answer });
    if (answer instanceof z.ZodNull) return [status, answer.describe(description)];
    return [status, { description, content: { "application/json": { schema: answer } } }];
  });
  return Object.fromEntries(answers);
}

type Described = ReturnType<typeof jsonSchemaTransformObject>;

/** Each schema with a name is described as it comes in and as it goes out; most go one way only. */
function withoutUnusedSchemas(document: Described): Described {
  if (!("components" in document)) return document;
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part ?? null).matchAll(schemaReference)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(document.paths);
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name];
  return document;
}

const schemaReference = /"#\/components\/schemas\/(\w+)"/g;

function securityOf({ access, sessionOnly, portal }: FastifyContextConfig): object {
  if (portal !== undefined) return { security: portal === "room" ? [{ portal: [] }] : [] };
  const right = access === "member" || access === undefined ? {} : { "x-right": access };
  return sessionOnly ? { ...right, security: [{ session: [] }] } : right;
}

/** Method and address of every documented route, with :parameters as the server names them. */
export function openApiRoutes(api: ApiServer): readonly { method: string; url: string }[] {
  return Object.entries(api.swagger().paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => ({
      method: method.toUpperCase(),
      url: path.replaceAll(/\{(\w+)\}/g, ":$1"),
    })),
  );
}
