// The last picture of the books is kept in the database and made anew off the request: one at a time,
// with a pause between that grows with the work, and told to the browsers when it shows something new.
import { dashboardFigures } from "../../contract/dashboard.ts";
import { type PictureRow, selectPicture, storePicture } from "../../db/dashboard.ts";
import { notifyLive } from "../../db/live-events.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { makePicture, type Picture, type PictureBooks } from "./make-picture.ts";

/** Milliseconds between the end of one and the start of the next. */
const leastPauseMs = 2_000;
/** And so many times what the last one took: making pictures takes a quarter of one core at most. */
const pausePerWork = 3;

type Making = {
  running: Promise<Picture> | null;
  /** Waits until the pause is over. */
  planned: NodeJS.Timeout | null;
  /** Of the process's own time, in milliseconds. */
  notBefore: number;
};

const byPool = new WeakMap<Deps["pool"], Map<string, Making>>();

/** Null: there is none, of another day, or of a version that showed other figures. */
export function pictureOfRow(row: PictureRow | null, today: string): Picture | null {
  if (row === null || row.day !== today) return null;
  const known = dashboardFigures.safeParse(row.figures);
  if (!known.success) return null;
  return { figures: { ...known.data, madeAt: row.madeAt }, mark: row.mark };
}

/** Started after this call, so that everything committed before is in it. */
export async function makeNewPicture(deps: Deps, books: PictureBooks): Promise<Picture> {
  const making = makingOf(deps, books);
  // one that runs already may have begun before what the caller has just written
  await making.running?.catch(() => null);
  making.running ??= make(deps, books, making);
  return making.running;
}

/** As soon as the pause allows; nobody waits for it. */
export function renewPicture(deps: Deps, books: PictureBooks): void {
  const making = makingOf(deps, books);
  if (making.planned) return;
  const pauseMs = making.running ? leastPauseMs : making.notBefore - performance.now();
  if (pauseMs > 0) {
    making.planned = setTimeout(() => {
      making.planned = null;
      renewPicture(deps, books);
    }, pauseMs);
    making.planned.unref();
    return;
  }
  making.running = make(deps, books, making);
  making.running.catch((error: unknown) => {
    deps.log.warn({ err: error, books: books.booksId }, "the dashboard's figures stay as they are");
  });
}

async function make(deps: Deps, books: PictureBooks, making: Making): Promise<Picture> {
  const start = performance.now();
  try {
    const picture = await makePicture(deps, books);
    await keep(deps, books, picture);
    return picture;
  } finally {
    const took = performance.now() - start;
    making.notBefore = performance.now() + Math.max(leastPauseMs, pausePerWork * took);
    making.running = null;
  }
}

async function keep(deps: Deps, books: PictureBooks, picture: Picture): Promise<void> {
  const { orgId, booksId, today } = books;
  const { figures, mark } = picture;
  const { knownAt, madeAt } = figures;
  await inOrganisation(deps.pool, orgId, async (db) => {
    const last = pictureOfRow(await selectPicture(db, books), today);
    await storePicture(db, books, { day: today, knownAt, mark, figures, madeAt });
    if (last !== null && shownOf(last) !== shownOf(picture)) {
      await notifyLive(db, { orgId, booksId, topic: "dashboard", id: null });
    }
  });
}

/** Everything a reader sees but the time at which it was looked at. */
function shownOf({ figures }: Picture): string {
  return JSON.stringify(dashboardFigures.parse({ ...figures, madeAt: figures.knownAt }));
}

function makingOf({ pool }: Deps, { orgId, booksId }: PictureBooks): Making {
  const all = byPool.get(pool) ?? new Map<string, Making>();
  byPool.set(pool, all);
  const key = `${orgId} ${booksId}`;
  const making = all.get(key) ?? { running: null, planned: null, notBefore: 0 };
  all.set(key, making);
  return making;
}
