// The bars of the timeline: which days it spans, and how many days are one bar. Few claims about long ago or far ahead would press all
// others into a corner; they are told at the ends and shown when asked for.
import type { TimelineDay } from "../api/client";
import { addDays } from "../words/english";

/** Some days that follow one another, mostly one. */
export interface Bar {
  day: string;
  last: string;
  claims: number;
  kinds: TimelineDay["kinds"];
}
export interface Span {
  bars: Bar[];
  /** Claims before the first bar and after the last, and the days that they reach. */
  earlier: number;
  later: number;
  first: string;
  last: string;
}

const MOST_BARS = 366;
const FEW = 0.1; // of all claims, what an end may hold to be left out
const WIDE = 0.25; // of the days that remain, how wide a gap sets it apart
const SHORT_DAYS = 4; // a gap that is never wide

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86400000;

/** How many of `days`, which come in the order of their distance, the outermost first, lie apart from the rest. */
function apartOf(days: TimelineDay[], total: number): number {
  const far = (i: number, k: number): number => Math.abs(daysBetween(days[i]!.day, days[k]!.day));
  let apart = 0;
  let claims = 0;
  for (let i = 0; i + 1 < days.length; ++i) {
    claims += days[i]!.claims;
    if (claims > total * FEW) break;
    const rest = far(i + 1, days.length - 1) + 1;
    if (far(i, i + 1) > Math.max(SHORT_DAYS, rest * WIDE)) apart = i + 1;
  }
  return apart;
}

function barsBetween(days: TimelineDay[]): Bar[] {
  const [first, last] = [days[0]!.day, days[days.length - 1]!.day];
  const together = Math.ceil((daysBetween(first, last) + 1) / MOST_BARS);
  const bars: Bar[] = [];
  for (let day = first; day <= last; day = addDays(day, together)) bars.push({ day, last: addDays(day, together - 1), claims: 0, kinds: [] });
  for (const one of days) {
    const bar = bars[Math.floor(daysBetween(first, one.day) / together)]!;
    bar.claims += one.claims;
    bar.kinds = bar.kinds.length ? [...bar.kinds, ...one.kinds] : one.kinds;
  }
  return bars;
}

const sum = (days: TimelineDay[]): number => days.reduce((claims, day) => claims + day.claims, 0);

/** Of all days, or of those that hold most claims. */
export function spanOf({ days }: { days: TimelineDay[] }, isWhole: boolean): Span {
  if (!days.length) return { bars: [], earlier: 0, later: 0, first: "", last: "" };
  const total = sum(days);
  const before = isWhole ? 0 : apartOf(days, total);
  const after = isWhole ? 0 : apartOf(days.slice(before).reverse(), total);
  const end = days.length - after;
  return {
    bars: barsBetween(days.slice(before, end)),
    earlier: sum(days.slice(0, before)),
    later: sum(days.slice(end)),
    first: days[0]!.day,
    last: days[days.length - 1]!.day,
  };
}

/** Does the day lie among the claims that are left to the ends? */
export function isLeftOut({ bars, earlier, later }: Span, day: string): boolean {
  if (!day || !bars.length) return false;
  return (earlier > 0 && day < bars[0]!.day) || (later > 0 && day > bars[bars.length - 1]!.last);
}
