// The built web client: files by name, and the index page for every address the client routes.
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { ApiServer } from "./api.ts";
import { sendProblem } from "./errors.ts";
import { problemOf } from "./refusal.ts";

const notBuilt = `<!doctype html><meta charset="utf-8"><title>清账 Qingzhang</title>
<p>网页尚未构建，请运行 npm start。 · The web client is not built; run npm start.</p>`;

export async function addWebClient(api: ApiServer, folder: string): Promise<void> {
  const assets = join(folder, "assets");
  if (existsSync(assets)) {
    await api.register(fastifyStatic, {
      root: assets,
      prefix: "/assets/",
      // Names carry a hash of the content, so they never change.
      cacheControl: false,
      setHeaders: (reply) => {
        reply.header("cache-control", "public, max-age=31536000, immutable");
      },
    });
  }
  const page = await indexPage(folder);
  const portal = await indexPage(join(folder, "portal"));
  const icon = await readFile(join(folder, "icon.svg")).catch(() => null);
  api.get("/icon.svg", { schema: { hide: true } }, (_request, reply) =>
    icon
      ? reply.type("image/svg+xml").header("cache-control", "public, max-age=86400").send(icon)
      : reply.code(404).send(),
  );
  for (const address of ["/portal", "/portal/"]) {
    api.get(address, { schema: { hide: true } }, async (_request, reply) =>
      reply.type("text/html; charset=utf-8").send(await portal()),
    );
  }
  api.get("/*", { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split("?")[0] ?? "/";
    if (path.startsWith("/api/") || path.startsWith("/assets/")) {
      return sendProblem(reply, problemOf({ code: "route_not_found" }, request.language));
    }
    const text = (await page()).replaceAll("{{nonce}}", request.nonce);
    return reply.type("text/html; charset=utf-8").send(text);
  });
}

/**
 * The page as it was built last: one built anew under a running server names other files, and those
 * the old one names are gone. While a build has none in its place, the last one stands.
 */
async function indexPage(folder: string): Promise<() => Promise<string>> {
  const file = join(folder, "index.html");
  let text = notBuilt;
  let builtMs: number | null = null;
  const read = async () => {
    const mtimeMs = await stat(file).then(
      (found) => found.mtimeMs,
      () => null,
    );
    if (mtimeMs === null || mtimeMs === builtMs) return text;
    text = await readFile(file, "utf8").catch(() => text);
    builtMs = mtimeMs;
    return text;
  };
  await read();
  return read;
}
