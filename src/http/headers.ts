// Security headers on every answer (ASVS 3.4, 14.3.2) and the nonce that lets Ant Design's own
// style elements through the content security policy.
import { randomBytes } from "node:crypto";
import helmet from "@fastify/helmet";
import type { ApiServer } from "./api.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** One per request, for the style elements of the index page. */
    nonce: string;
  }
}

export async function addHeaders(api: ApiServer, options: { isHttps: boolean }): Promise<void> {
  api.decorateRequest("nonce", "");
  api.addHook("onRequest", async (request) => {
    request.nonce = randomBytes(16).toString("base64");
  });
  await api.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: options.isHttps
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
  api.addHook("onRequest", async (request, reply) => {
    reply.header("content-security-policy", policy(request.nonce));
    reply.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
    reply.header("cache-control", "no-store");
  });
}

/** antd and virtual lists set style attributes, hence style-src-attr; scripts come as files only. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
