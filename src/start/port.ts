// Whether the wanted address is free, asked before anything slow is begun.

import { createServer } from "node:net";
import { StartFault, systemErrorCode } from "../start-fault.ts";

export async function refuseTakenPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(explainListenError(error, host, port) ?? error));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

export function explainListenError(error: unknown, host: string, port: number): StartFault | null {
  switch (systemErrorCode(error)) {
    case "EADDRINUSE":
      return new StartFault(
        `Port ${port} is taken by another program. Choose another one, for example: PORT=${port + 1} npm start`,
      );
    case "EACCES":
      return new StartFault(
        `This user may not listen on port ${port}. Choose one above 1023, for example: PORT=8080 npm start`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartFault(
        `HOST is ${host}, which is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 to let others in.`,
      );
    default:
      return null;
  }
}
