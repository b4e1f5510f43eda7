// 今日: what waits for this member, and what came in today.
import type { Today, WaitingFigure } from "../../contract/today.ts";
import { mayFill } from "../../core/ledger/rights.ts";
import { formatMinor } from "../../core/money.ts";
import { mayDo, positionNames, type Role } from "../../core/roles.ts";
import { mayWaitFor, type WaitingKind, waitingKinds, waitingOrder } from "../../core/today.ts";
import type { Db } from "../../db/pool.ts";
import {
  selectDisputesDue,
  selectLettersToRelease,
  selectOpenDifferences,
  selectPromisesDue,
  selectReceivedOn,
  selectStepsDue,
  selectUnansweredStatements,
  selectWaitingApprovals,
  selectWaitingLines,
  type WaitingRow,
} from "../../db/today.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { signerOf } from "../adjustments/signing.ts";
import type { Deps } from "../deps.ts";

export async function readToday(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  books: {
    readonly booksId: number;
    readonly today: string;
    readonly homeCurrency: string;
    readonly closedThrough: string | null;
  },
): Promise<Today> {
  const { orgId, role } = actor;
  const { booksId, homeCurrency } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const of = { orgId, booksId };
    const seesLines = mayDo(role, "view_bank_lines");
    const waiting = await loadWaiting(db, actor, books);
    const received = seesLines ? await selectReceivedOn(db, of, books.today) : [];
    return {
      date: books.today,
      closedThrough: books.closedThrough,
      waiting,
      received: {
        count: received.reduce((n, row) => n + row.count, 0),
        amounts: received.map(({ currency, minor }) => ({
          amount: formatMinor(minor, currency),
          currency,
        })),
        home: {
          amount: formatMinor(
            received.reduce((n, row) => n + row.homeMinor, 0),
            homeCurrency,
          ),
          currency: homeCurrency,
        },
      },
    };
  });
}

type WaitingBooks = {
  readonly booksId: number;
  readonly today: string;
  readonly homeCurrency: string;
};
type WaitingMember = Pick<Actor, "orgId" | "role"> & { readonly memberId: number };

/** What waits for this member: lines and differences of all, and their own work. */
async function loadWaiting(
  db: Db,
  member: WaitingMember,
  books: WaitingBooks,
): Promise<WaitingFigure[]> {
  const of = { orgId: member.orgId, booksId: books.booksId };
  return waitingFor(member.role, [
    ...(await loadWaitingForAll(db, of)),
    ...(await loadOwnWaiting(db, member, books)),
  ]);
}

/** The same for everybody who may see bank lines. */
export async function loadWaitingForAll(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number },
): Promise<WaitingFigure[]> {
  return figuresOf([
    ...(await selectWaitingLines(db, of)),
    ...(await selectOpenDifferences(db, of)),
  ]);
}

/** Their own work, of everybody for who leads the others. */
export async function loadOwnWaiting(
  db: Db,
  member: WaitingMember,
  books: WaitingBooks,
): Promise<WaitingFigure[]> {
  const { orgId, memberId, role } = member;
  const of = { orgId, booksId: books.booksId };
  const { today, homeCurrency } = books;
  const own = { today, memberId: leaders.includes(role) ? null : memberId };
  const collects = mayDo(role, "collect");
  return figuresOf([
    ...(mayDo(role, "sign_approvals") ? await approvalsFor(db, member, of) : []),
    ...(collects ? await selectPromisesDue(db, of, own) : []),
    ...(collects ? await selectStepsDue(db, of, own) : []),
    ...(collects ? await selectLettersToRelease(db, of, homeCurrency) : []),
    ...(collects ? await selectDisputesDue(db, of, own) : []),
    ...(mayDo(role, "send_statements") ? await selectUnansweredStatements(db, of, own) : []),
  ]);
}

/** Those they may sign: a sales lead sees price cuts, an approver no bad debts. */
async function approvalsFor(
  db: Db,
  member: WaitingMember,
  of: { readonly orgId: number; readonly booksId: number },
): Promise<WaitingRow[]> {
  const signer = await signerOf(db, member);
  const own = positionNames.filter((position) => mayFill(position, signer));
  return selectWaitingApprovals(db, of, { memberId: member.memberId, positions: own });
}

/** What a member of this role can do something about, in the role's own order. */
export function waitingFor(role: Role, figures: readonly WaitingFigure[]): WaitingFigure[] {
  return waitingOrder(role)
    .filter((kind) => mayWaitFor(role, kind))
    .flatMap((kind) => figures.filter((one) => one.kind === kind));
}

function figuresOf(rows: readonly WaitingRow[]): WaitingFigure[] {
  return waitingKinds.flatMap((kind) => figureOf(kind, rows));
}

const leaders: readonly Role[] = ["administrator", "finance_lead"];

/** Nothing where nothing waits. */
function figureOf(kind: WaitingKind, rows: readonly WaitingRow[]): WaitingFigure[] {
  const own = rows.filter((row) => row.kind === kind);
  if (own.length === 0) return [];
  const oldest = own.flatMap((row) => row.oldest ?? []).sort()[0] ?? null;
  return [
    {
      kind,
      count: own.reduce((n, row) => n + row.count, 0),
      amounts: own.flatMap(({ currency, minor }) =>
        currency === null ? [] : [{ amount: formatMinor(minor, currency), currency }],
      ),
      oldest,
    },
  ];
}
