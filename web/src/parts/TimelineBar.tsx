// Counts by day, and the day as of which the desk looks. Each day is a bar of claims, stacked by how their events stand; below it a line
// for each kind of event, with a mark where there are claims of it. The day in hand is told in words.
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Timeline } from "../api/client";
import { useAnswer } from "../view/hooks";
import { changeQuery, parametersOf, type Query } from "../view/view";
import { isLeftOut, spanOf, type Bar } from "../view/bars";
import { dayInWords } from "../words/english";
import { mixInWords, standingOf, TONES, type Tone } from "../words/standing";
import { KnownOn } from "./KnownOn";
import { KindLanes } from "./KindLanes";
import { Mark } from "./Mark";
import { Failed } from "./Trouble";

const HEIGHT = 44;
const NOTHING = { days: [] };

/** How the claims of some days stand, all kinds together. */
function standingsOf(bars: { kinds: Bar["kinds"] }[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const bar of bars)
    for (const kind of bar.kinds) for (const [standing, count] of Object.entries(kind.standings)) sum[standing] = (sum[standing] ?? 0) + count;
  return sum;
}

/** A stack from the firmest to what is taken back; claims of no event on top, without a tone. */
function stackOf(bar: Bar): { tone: Tone | "none"; from: number; to: number }[] {
  const tones = new Map<Tone, number>();
  for (const [standing, count] of Object.entries(standingsOf([bar]))) {
    const { tone } = standingOf(standing);
    tones.set(tone, (tones.get(tone) ?? 0) + count);
  }
  const parts = [];
  let at = 0;
  for (const tone of TONES) {
    const count = tones.get(tone) ?? 0;
    if (count) parts.push({ tone, from: at, to: at + count });
    at += count;
  }
  if (at < bar.claims) parts.push({ tone: "none" as const, from: at, to: bar.claims });
  return parts;
}

const barDays = ({ day, last }: Bar): string => (day === last ? dayInWords(day) : `${dayInWords(day)} – ${dayInWords(last)}`);

function barInWords(bar: Bar): string {
  return `${barDays(bar)}: ${bar.claims} ${bar.claims === 1 ? "claim" : "claims"}${bar.claims ? `: ${mixInWords(standingsOf([bar]), bar.claims)}` : ""}`;
}

/** The width of an element in pixels, as it changes. */
function useWidth() {
  const [element, box] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { box, width };
}

/** Stripes for what is disputed or taken back, so that nobody needs to tell colours apart. */
function Stripes() {
  return (
    <defs>
      {(["disputed", "gone"] as const).map((tone) => (
        <pattern key={tone} id={`stripes-${tone}`} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform={tone === "gone" ? "rotate(90)" : undefined}>
          <rect class={`tone-fill-${tone}`} width={5} height={5} />
          <path class="stripe" d="M-1 1l2 -2M0 5l5 -5M4 6l2 -2" />
        </pattern>
      ))}
    </defs>
  );
}

/** What does not depend on the day in hand is drawn once: the veil over what is later is a layer of its own, and the slider moves only that. */
function Bars({ bars, width, move, hover }: { bars: Bar[]; width: number; move(i: number): void; hover(i: number): void }) {
  const step = width / bars.length;
  const stacks = useMemo(() => {
    const most = Math.max(...bars.map((bar) => bar.claims), 1);
    const gap = step > 6 ? 2 : step > 3 ? 1 : 0;
    const y = (count: number): number => HEIGHT - (count / most) * HEIGHT;
    return bars.map((bar, i) => (
      <g key={bar.day}>
        <rect class="reach" x={i * step} y={0} width={step} height={HEIGHT} />
        {stackOf(bar).map(({ tone, from, to }) => (
          <rect key={tone} class={`tone-fill-${tone}`} fill={tone === "disputed" || tone === "gone" ? `url(#stripes-${tone})` : undefined}
            x={i * step + gap / 2} y={y(to)} width={Math.max(1, step - gap)} height={y(from) - y(to)} />
        ))}
        <title>{barInWords(bar)}</title>
      </g>
    ));
  }, [bars, step]);
  const under = (event: MouseEvent): number => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.min(bars.length - 1, Math.max(0, Math.floor((event.clientX - left) / step)));
  };
  return (
    <svg class="bars" width={width} height={HEIGHT} aria-hidden="true" onClick={(event) => move(under(event))} onMouseMove={(event) => hover(under(event))} onMouseLeave={() => hover(-1)}>
      <Stripes />
      {stacks}
    </svg>
  );
}

/** The tones of some days in words, each beside its mark. */
function Mix({ name, bars }: { name: string; bars: { claims: number; kinds: Bar["kinds"] }[] }) {
  const claims = bars.reduce((sum, bar) => sum + bar.claims, 0);
  const standings = standingsOf(bars);
  const words = TONES.map((tone) => ({
    tone,
    words: mixInWords(Object.fromEntries(Object.entries(standings).filter(([standing]) => standingOf(standing).tone === tone)), 0),
  })).filter((one) => one.words);
  const rest = claims - Object.values(standings).reduce((sum, count) => sum + count, 0);
  return (
    <p class="mix">
      <span>
        <b>{name}</b>: {claims} {claims === 1 ? "claim" : "claims"}
      </span>
      {words.map((one) => (
        <span key={one.tone}>
          <Mark type="" tone={one.tone} /> {one.words}
        </span>
      ))}
      {rest > 0 && <span>{rest} in no event</span>}
    </p>
  );
}

/** Claims far before or after the days that are drawn: how many, and a way to them. */
function End({ claims, where, day, open }: { claims: number; where: "earlier" | "later"; day: string; open(): void }) {
  if (!claims) return null;
  return (
    <button class="link end" title={`${where === "earlier" ? "Since" : "Until"} ${dayInWords(day)}. Shows all days.`} onClick={open}>
      {where === "earlier" ? `‹ earlier: ${claims}` : `later: ${claims} ›`}
    </button>
  );
}

export function TimelineBar({ query, newest }: { query: Query; newest: string }) {
  const answer = useAnswer<Timeline>(`timeline?${parametersOf(query, ["as_of"])}`);
  const { box, width } = useWidth();
  const [hovered, hover] = useState(-1);
  const [isWhole, showWhole] = useState(false);
  const data = answer.data ?? NOTHING;
  const most = useMemo(() => spanOf(data, false), [data]);
  const isAll = isWhole || isLeftOut(most, query.as_of);
  const span = useMemo(() => (isAll ? spanOf(data, true) : most), [most, isAll]);
  const { bars } = span;
  if (answer.problem) return <Failed problem={answer.problem} retry={answer.retry} />;
  if (!answer.data) return <div class="timeline" />;
  if (!bars.length)
    return (
      <div class="timeline">
        <p class="quiet">No claim of this query has a day.</p>
        <KnownOn query={query} last={newest} />
      </div>
    );
  const last = bars.length - 1;
  const found = bars.findIndex((bar) => bar.last >= query.as_of);
  const at = query.as_of && found >= 0 ? found : last;
  const move = (index: number): void => changeQuery({ as_of: bars[index]!.last }, true);
  const told = bars[hovered] ?? (query.as_of ? bars[at] : undefined);
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="days">
        <div class="room" ref={box}>
          {width > 0 && <Bars bars={bars} width={width} move={move} hover={hover} />}
        </div>
        <input
          id="as-of"
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label="As of which day"
          aria-valuetext={query.as_of ? `as of ${barInWords(bars[at]!)}` : "all days"}
          onInput={(event) => move(Number(event.currentTarget.value))}
        />
        {width > 0 && <KindLanes bars={bars} width={width} />}
        <div class="later" aria-hidden="true">
          <div class="veil" style={{ transform: `translateX(${((at + 1) / bars.length) * 100}%)` }} />
        </div>
      </div>
      <Mix name={told ? barDays(told) : "All days"} bars={told ? [told] : answer.data.days} />
      <div class="ends">
        <span>
          <End claims={span.earlier} where="earlier" day={span.first} open={() => showWhole(true)} />
          {dayInWords(bars[0]!.day)}
        </span>
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
        <span>
          {dayInWords(bars[last]!.last)}
          <End claims={span.later} where="later" day={span.last} open={() => showWhole(true)} />
          {isWhole && (
            <button class="link end" onClick={() => showWhole(false)}>
              only the days of most claims
            </button>
          )}
        </span>
      </div>
    </section>
  );
}
