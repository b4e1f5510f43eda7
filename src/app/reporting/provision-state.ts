// The provision's settings by version and the customers assessed by themselves: read and changed.
import type { NewSpecific, ProvisionStateOnWire } from "../../contract/reports.ts";
import { findAccount } from "../../core/ledger/accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { selectCustomerName } from "../../db/report-limitation.ts";
import {
  endSpecific,
  insertProvisionSetting,
  replaceSpecific,
  selectProvisionSetting,
  selectSpecifics,
} from "../../db/report-provision.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ProvisionSetting } from "../../reports/provision-setting.ts";
import type { Deps } from "../deps.ts";
import type { KnownActor } from "../people/find-actor.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { storedProvision } from "./provision-setting.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** Later than anything recorded: the present state. */
const always = "9999-12-31T00:00:00Z";

export async function readProvisionState(
  deps: Deps,
  books: InBooks,
): Promise<ProvisionStateOnWire> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const stored = await selectProvisionSetting(db, books, always);
    const setting = storedProvision(stored);
    const { ledger } = await loadBooksContext(db, books);
    return {
      version: stored?.version ?? 0,
      setting: {
        ...setting,
        ageRates: [...setting.ageRates],
        overdueRates: [...setting.overdueRates],
      },
      specifics: await selectSpecifics(db, books, always),
      hasAllowance: findAccount(ledger, "allowance") !== null,
    };
  });
}

export async function saveProvisionSetting(
  deps: Deps,
  actor: KnownActor,
  input: { readonly booksId: number; readonly setting: ProvisionSetting },
): Promise<{ readonly version: number }> {
  const { orgId, memberId } = actor;
  const { booksId, setting } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const version = await insertProvisionSetting(
      db,
      { orgId, booksId },
      { setting, memberId, recordedAt: recording.recordedAt },
    );
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "provision.setting",
        subjectKind: "books",
        subjectId: booksId,
        detail: { version, method: setting.method },
      },
    ]);
    return { version };
  });
}

export async function saveSpecific(
  deps: Deps,
  actor: KnownActor,
  input: { readonly booksId: number; readonly specific: NewSpecific },
): Promise<Result<{ readonly id: number }, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, specific } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const books = { orgId, booksId };
    const name = await selectCustomerName(db, books, specific.customerId);
    if (name === null) return refuse({ code: "not_found" });
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const id = await replaceSpecific(db, books, {
      ...specific,
      memberId,
      recordedAt: recording.recordedAt,
    });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "provision.specific",
        subjectKind: "customer",
        subjectId: specific.customerId,
        detail: { rate: specific.rate, reason: specific.reason },
      },
    ]);
    return ok({ id });
  });
}

export async function dropSpecific(
  deps: Deps,
  actor: KnownActor,
  input: { readonly booksId: number; readonly id: number },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, id } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const endedAt = recording.recordedAt;
    if (!(await endSpecific(db, { orgId, booksId }, { id, endedAt })))
      return refuse({ code: "not_found" });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "provision.specific_end",
        subjectKind: "books",
        subjectId: booksId,
        detail: { id },
      },
    ]);
    return ok(null);
  });
}
