// The OpenAPI 3.1 document, generated from the very schemas that validate.
import swagger from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { ApiServer } from "./api.ts";

export const apiVersion = "1.0.0";

export async function addOpenApi(api: ApiServer): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Qingzhang 清账",
        version: apiVersion,
        description:
          "Accounts-receivable reconciliation. Amounts are decimal strings with a currency; lists go by cursor; every write takes an Idempotency-Key; errors are problem+json with the codes of docs/errors.md.",
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "API token (qz_…)" },
          session: { type: "apiKey", in: "cookie", name: "qingzhang.session_token" },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  api.get(
    "/api/openapi.json",
    { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    () => api.swagger(),
  );
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
