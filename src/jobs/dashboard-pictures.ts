// The dashboard's first picture of the day, before anybody looks at it.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { makeFirstPicture } from "../app/dashboard/first-picture.ts";

export const dashboardPictures: ClockWork = {
  name: "dashboard_pictures",
  every: "turn",
  run: makeFirstPicture,
};
