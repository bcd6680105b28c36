// Counts by day, and the day as of which the desk looks.
import type { Timeline } from "../api/client";
import { useAnswer } from "../view/hooks";
import { changeQuery, parametersOf, type Query } from "../view/view";
import { addDays, dayInWords } from "../words/english";
import { KnownOn } from "./KnownOn";
import { Failed } from "./Trouble";

const HEIGHT = 44;
const MOST_BARS = 366;

/** Every day from the first to the last that matters, with its count; what lies far from the rest is left to the ends. */
export function barsOf(timeline: Timeline): { day: string; claims: number }[] {
  const days = timeline.days;
  if (!days.length) return [];
  const total = days.reduce((sum, one) => sum + one.claims, 0);
  let begin = 0;
  let end = days.length - 1;
  const span = () => (Date.parse(days[end]!.day) - Date.parse(days[begin]!.day)) / 86400000;
  // Single claims about long ago or far ahead would press the rest into one bar.
  for (let cut = 0; span() > 60 && begin < end; ) {
    const isEarly = Date.parse(days[begin + 1]!.day) - Date.parse(days[begin]!.day) >= Date.parse(days[end]!.day) - Date.parse(days[end - 1]!.day);
    cut += days[isEarly ? begin : end]!.claims;
    if (cut > total * 0.1 && span() <= MOST_BARS) break;
    isEarly ? ++begin : --end;
  }
  const counts = new Map(days.map((one) => [one.day, one.claims]));
  const bars = [];
  for (let day = days[begin]!.day; day <= days[end]!.day; day = addDays(day, 1)) bars.push({ day, claims: counts.get(day) ?? 0 });
  return bars;
}

export function TimelineBar({ query, newest }: { query: Query; newest: string }) {
  const answer = useAnswer<Timeline>(`timeline?${parametersOf(query, ["as_of"])}`);
  if (answer.problem) return <Failed problem={answer.problem} retry={answer.retry} />;
  if (!answer.data) return <div class="timeline" />;
  const bars = barsOf(answer.data);
  if (!bars.length)
    return (
      <div class="timeline">
        <p class="quiet">No claim of this query has a day.</p>
        <KnownOn query={query} last={newest} />
      </div>
    );
  const most = Math.max(...bars.map((bar) => bar.claims));
  const last = bars.length - 1;
  const found = bars.findIndex((bar) => bar.day >= query.as_of);
  const at = query.as_of && found >= 0 ? found : last;
  const move = (index: number): void => changeQuery({ as_of: bars[index]!.day }, true);
  return (
    <section class="timeline" aria-label="Timeline">
      <svg viewBox={`0 0 ${bars.length * 10} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((bar, i) => (
          <rect
            key={bar.day}
            class={query.as_of && i > at ? "later" : ""}
            x={i * 10 + 1}
            y={HEIGHT - (bar.claims / most) * HEIGHT}
            width={8}
            height={(bar.claims / most) * HEIGHT}
            onClick={() => move(i)}
          />
        ))}
      </svg>
      <input
        id="as-of"
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label="As of which day"
        aria-valuetext={query.as_of ? `as of ${dayInWords(query.as_of)}` : "all days"}
        onInput={(event) => move(Number(event.currentTarget.value))}
      />
      <div class="ends">
        <span>{dayInWords(bars[0]!.day)}</span>
        <span class="now">
          {query.as_of ? (
            <>
              as of <b data-testid="as-of">{dayInWords(query.as_of)}</b>{" "}
              <button class="link" onClick={() => changeQuery({ as_of: "" })}>
                all days
              </button>
            </>
          ) : (
            "all days"
          )}
          {" · "}
          <KnownOn query={query} last={newest} />
          {answer.data.undated > 0 && <span class="quiet"> · {answer.data.undated} undated</span>}
        </span>
        <span>{dayInWords(bars[last]!.day)}</span>
      </div>
    </section>
  );
}
