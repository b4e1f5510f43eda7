// A vendor's interface over HTTP, as the test says it answers; keeps what it was asked.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

export type Asked = {
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

export type VendorServer = { readonly address: string; readonly asked: readonly Asked[] };

/** A null answer breaks the connection. */
export async function startVendor(
  t: { after: (end: () => unknown) => void },
  answer: (asked: Asked) => { readonly status?: number; readonly json?: object } | null,
): Promise<VendorServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const one = {
      url: new URL(request.url ?? "/", "http://vendor.example"),
      headers: request.headers,
      body: Buffer.concat(pieces).toString(),
    };
    asked.push(one);
    const said = answer(one);
    if (said === null) {
      request.socket.destroy();
      return;
    }
    response.statusCode = said.status ?? 200;
    response.end(said.json ? JSON.stringify(said.json) : "<html>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return { address: `http://127.0.0.1:${address.port}`, asked };
}
