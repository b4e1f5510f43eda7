// The parts of hoodiecrow-imap, which has no types of its own, that the tests use.
declare module "hoodiecrow-imap" {
  import type { Server } from "node:net";

  type Folder = { uidnext?: number; messages: unknown[] };
  type ImapServer = {
    readonly server: Server;
    listen(port: number, host?: string, done?: () => void): void;
    close(done?: () => void): void;
    appendMessage(
      path: string,
      flags: readonly string[],
      date: boolean | string,
      raw: string,
    ): void;
    getMailbox(path: string): Folder & { uidvalidity: number };
  };
  export default function hoodiecrow(options: {
    readonly plugins?: readonly string[];
    readonly storage?: Readonly<Record<string, unknown>>;
    readonly users?: Readonly<Record<string, { readonly password: string }>>;
  }): ImapServer;
}
