// Proves the books: both chains link by link, every entry balanced, aging = ledger for every
// customer and currency at each date asked, running totals = records, every line in one place, what sets
// of books owe each other equal on both sides.

import { setImmediate as breathe } from "node:timers/promises";
import { auditText, entryTextOfLines } from "../../core/ledger/chain.ts";
import { type Link, selectAuditLinks, selectChainHead, selectEntryLinks } from "../../db/chains.ts";
import { type IntragroupFault, selectIntragroupFaults } from "../../db/entry-pairs.ts";
import type { Db } from "../../db/pool.ts";
import {
  type ProofFault,
  selectMisplacedLines,
  selectProofFaults,
  selectTotalFaults,
  selectUnbalancedEntries,
  type TotalFault,
} from "../../db/proofs.ts";
import { linkHash } from "../../db/recording.ts";
import { joinWholeTables, refreshStatistics } from "../../db/statistics.ts";
import { inOrganisation, inSnapshot } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

const linksPerPage = 5_000;
/** Hashed before the next page, which the database sends meanwhile, is read on and others are served. */
const linksAtOnce = 250;

export type ChainResult = {
  readonly links: number;
  /** Sequence number of the first link that does not fit; null = the chain holds. */
  readonly brokenAt: number | null;
};

export type Verification = {
  readonly entries: ChainResult;
  readonly audit: ChainResult;
  readonly unbalanced: readonly number[];
  readonly totals: readonly TotalFault[];
  readonly misplacedLines: readonly number[];
  /** Where these books owe another set of books what that one does not claim, or the other way round. */
  readonly intragroup: readonly IntragroupFault[];
  readonly proofs: readonly { readonly asOf: string; readonly faults: readonly ProofFault[] }[];
  readonly holds: boolean;
};

export async function verifyBooks(
  deps: Pick<Deps, "pool">,
  books: { readonly orgId: number; readonly booksId: number },
  at: { readonly dates: readonly string[]; readonly knownAt: string | null },
): Promise<Verification> {
  await inOrganisation(deps.pool, books.orgId, refreshStatistics);
  // of one instant: what is posted meanwhile would stand at one end of a proof and not at the other
  return inSnapshot(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const entries = await verifyChain(db, books.orgId, "entry", selectEntryLinks, (entry) =>
      entryTextOfLines(entry, entry.linesText),
    );
    const audit = await verifyChain(db, books.orgId, "audit", selectAuditLinks, auditText);
    const unbalanced = await selectUnbalancedEntries(db, books);
    const totals = await selectTotalFaults(db, books);
    const misplacedLines = await selectMisplacedLines(db, books);
    const intragroup = await selectIntragroupFaults(db, books);
    const proofs: { asOf: string; faults: ProofFault[] }[] = [];
    for (const asOf of at.dates) {
      const faults = await selectProofFaults(db, { ...books, asOf, knownAt: at.knownAt });
      proofs.push({ asOf, faults });
    }
    const holds =
      entries.brokenAt === null &&
      audit.brokenAt === null &&
      unbalanced.length === 0 &&
      totals.length === 0 &&
      misplacedLines.length === 0 &&
      intragroup.length === 0 &&
      proofs.every((p) => p.faults.length === 0);
    return { entries, audit, unbalanced, totals, misplacedLines, intragroup, proofs, holds };
  });
}

/** The audit trail alone: it belongs to the organisation, not to one set of books. */
export async function verifyAuditTrail(
  deps: Pick<Deps, "pool">,
  orgId: number,
): Promise<ChainResult> {
  return inSnapshot(deps.pool, orgId, (db) =>
    verifyChain(db, orgId, "audit", selectAuditLinks, auditText),
  );
}

async function verifyChain<T extends { readonly seq: number }>(
  db: Db,
  orgId: number,
  chain: "entry" | "audit",
  select: (db: Db, orgId: number, page: { after: number; limit: number }) => Promise<Link<T>[]>,
  text: (link: T) => string,
): Promise<ChainResult> {
  let seq = 0;
  let hash: Buffer = Buffer.alloc(0);
  const pageAfter = (after: number) => select(db, orgId, { after, limit: linksPerPage });
  for (let next: Promise<Link<T>[]> | null = pageAfter(0); next !== null; ) {
    const links: Link<T>[] = await next;
    const last = links.at(-1);
    next = last && links.length === linksPerPage ? pageAfter(last.seq) : null;
    for (const [n, link] of links.entries()) {
      if (n > 0 && n % linksAtOnce === 0) await breathe();
      const fits =
        link.seq === seq + 1 &&
        hash.equals(link.prevHash) &&
        linkHash(hash, text(link)).equals(link.hash);
      if (!fits) {
        await next;
        return { links: seq, brokenAt: seq + 1 };
      }
      seq = link.seq;
      hash = link.hash;
    }
  }
  const head = await selectChainHead(db, orgId, chain);
  // links cut off at the end leave a head that is ahead of them
  const headFits = (head?.seq ?? 0) === seq && (seq === 0 || head?.hash.equals(hash) === true);
  return { links: seq, brokenAt: headFits ? null : seq + 1 };
}
