// Handing in one file by form data, as a browser sends it; and a paper for an adjustment.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { evidenceFile } from "../../src/contract/adjustments.ts";
import type { Client } from "./test-server.ts";

export function sendFile(
  client: Client,
  url: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<LightMyRequestResponse> {
  const boundary = "----qz-test-boundary";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = {
    "content-type": `multipart/form-data; boundary=${boundary}`,
    "idempotency-key": randomUUID(),
  };
  return client.inject({ method: "POST", url, headers, payload });
}

export const paper = { name: "补充协议.pdf", bytes: Buffer.from("%PDF-1.7\nagreed\n%%EOF") };

/** The id of the paper kept. */
export async function handIn(client: Client, base: string, file = paper): Promise<number> {
  const answer = await sendFile(client, `${base}/evidence-files`, file);
  assert.equal(answer.statusCode, 200, answer.body);
  return evidenceFile.parse(answer.json()).id;
}
