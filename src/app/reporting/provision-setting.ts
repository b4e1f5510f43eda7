// The provision setting as it was stored, or the usual one; what an older version lacks is as usual.
import { provisionSetting } from "../../contract/reports.ts";
import { type ProvisionSetting, usualProvision } from "../../reports/provision-setting.ts";

export function storedProvision(stored: { readonly setting: unknown } | null): ProvisionSetting {
  if (stored === null || typeof stored.setting !== "object") return usualProvision;
  const read = provisionSetting.safeParse({ ...usualProvision, ...stored.setting });
  return read.success ? read.data : usualProvision;
}
