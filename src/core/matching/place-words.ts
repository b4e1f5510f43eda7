// Flats, rooms and shops that a memo and the remark of a paper name: FLAT 15, UNIT 4B, B座1203, 12号铺.
// Who names another one than the paper bears does not pay that paper.
import { foldText, matchesOf } from "./text.ts";

type Place = { readonly building: string; readonly number: string };

const noPlaces: readonly Place[] = [];

/** A cheap look: most texts name none. */
const mayNamePlace =
  /[座栋幢楼铺室摊]|\b(?:FLAT|APT|APARTMENT|UNIT|ROOM|SHOP|SUITE|PLOT|STALL|GARAGE|WHG|WOHNUNG|STELLPLATZ)\b/i;
/** A座01015月水电 is the flat 0101 and the month of May. */
const place =
  /\b(?:FLAT|APT|APARTMENT|UNIT|ROOM|SHOP|SUITE|PLOT|STALL|GARAGE|WHG|WOHNUNG|STELLPLATZ)\.? ?(?:NO\.? ?|NR\.? ?|# ?)?(\d{1,4}[A-Z]?|[A-Z]-?\d{1,4})(?![0-9A-Z])|(?<![0-9A-Z])([A-Z]|\d{1,2})(?:座|栋|幢|号楼)-?((?:\d{1,2}单元-?)?\d{2,5})(?=\d{1,2}月|(?![\d月]))|(?<![0-9A-Z])([A-Z]?-?\d{1,5})(?:号铺|号商铺|号?摊位|室)/g;

function placesIn(text: string): readonly Place[] {
  if (!mayNamePlace.test(text)) return noPlaces;
  return matchesOf(foldText(text), place).map(([, named, building, within, alone]) => ({
    building: building ?? "",
    number: (named ?? within ?? alone!).replace(/单元-?/, "-").replaceAll("-", ""),
  }));
}

function areOne(a: Place, b: Place): boolean {
  const isOneHouse = a.building === "" || b.building === "" || a.building === b.building;
  return isOneHouse && a.number === b.number;
}

/** Both name places, and none of the remark's is one of the memo's. */
export function namesOtherPlace(memo: string, remark: string): boolean {
  const said = placesIn(memo);
  if (said.length === 0) return false;
  const own = placesIn(remark);
  return own.length > 0 && !own.some((one) => said.some((other) => areOne(one, other)));
}
