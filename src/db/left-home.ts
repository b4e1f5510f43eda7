// What an open item has left in home currency, exactly as reports read it: what was applied of a foreign
// amount took its own rounded share of the home amount, so that a share of the rest may differ by a cent.

/** `item`: an alias of open_item. Only a part-paid foreign item reads its allocations. */
export function leftHomeSql(item: string): string {
  return `case when ${item}.applied_minor = 0 then ${item}.home_minor
    when ${item}.home_minor = ${item}.amount_minor then ${item}.amount_minor - ${item}.applied_minor
    else ${item}.home_minor - (select coalesce(sum(a.item_home_minor), 0) from allocation a
      where a.org_id = ${item}.org_id and a.item_id = ${item}.id)::bigint end`;
}
