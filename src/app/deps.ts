// What a use case is handed: the database, the clock, the data folder, a log. Built once by main.ts.

import type { Pool } from "pg";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";

export type Deps = {
  /** Connections of role qz_app; use through inOrganisation alone. */
  readonly pool: Pool;
  readonly clock: Clock;
  /** Uploaded files and secrets live below it. */
  readonly dataFolder: string;
  readonly log: Logger;
  /** Where customers reach the portal; absent in commands and tests, where no link leaves. */
  readonly publicUrl?: string;
  /** The operator lets webhooks go into the own network and without TLS; absent: not. */
  readonly privateWebhooks?: boolean;
  /** By channel, in place of the vendor's own address: private deployments, and tests over HTTP. */
  readonly vendorAddresses?: Readonly<Record<string, string>>;
};
