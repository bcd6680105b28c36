// A line for each kind of event that the days have: its shape and word, and a mark wherever there are claims of it. The mark grows with
// their number and has the colour and the filling of how most of them stand; a line around it tells that readings were reviewed.
import { useMemo, useRef } from "preact/hooks";
import { dayInWords, families } from "../words/english";
import { mixInWords, readingName, standingOf, TONES, type Tone } from "../words/standing";
import { Mark } from "./Mark";
import type { Bar } from "../view/bars";

const LINE = 15;
const NARROWEST = 14; // pixels of a column; narrower days are drawn together

interface Cell {
  claims: number;
  standings: Record<string, number>;
  readings: Record<string, number>;
}

function add(sum: Record<string, number>, counts: Record<string, number>): void {
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
}

function cellOf(bars: Bar[], kinds: string[]): Cell {
  const cell: Cell = { claims: 0, standings: {}, readings: {} };
  for (const bar of bars)
    for (const kind of bar.kinds) {
      if (!kinds.includes(kind.kind)) continue;
      cell.claims += kind.claims;
      add(cell.standings, kind.standings);
      add(cell.readings, kind.readings);
    }
  return cell;
}

/** What most claims have; of equals the weaker standing, so that a dispute is not covered. */
function toneOfCell(cell: Cell): Tone {
  const counts = TONES.map((tone) => ({
    tone,
    count: Object.entries(cell.standings).reduce((sum, [standing, count]) => sum + (standingOf(standing).tone === tone ? count : 0), 0),
  }));
  return counts.reduce((best, one) => (one.count >= best.count && one.count > 0 ? one : best), { tone: "weak" as Tone, count: 0 }).tone;
}

function readingOfCell(cell: Cell): string {
  const [most] = Object.entries(cell.readings).sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? "unreviewed";
}

function inWords(name: string, bars: Bar[], cell: Cell): string {
  const [first, last] = [bars[0]!.day, bars[bars.length - 1]!.last];
  const days = first === last ? dayInWords(first) : `${dayInWords(first)} – ${dayInWords(last)}`;
  const readings = Object.entries(cell.readings).map(([reading, count]) => `${count} ${readingName(reading)}`);
  return `${days}, ${name}: ${[mixInWords(cell.standings, cell.claims), ...readings].join(", ")}`;
}

/** Like the bars, drawn once for some days. */
export function KindLanes({ bars, width }: { bars: Bar[]; width: number }) {
  // A line that was there stays, empty, so that nothing jumps under a hand that chooses kinds, and the map keeps its size.
  const known = useRef(new Set<string>());
  const { names, lanes, height } = useMemo(() => drawn(bars, width, known.current), [bars, width]);
  return (
    <>
      {names}
      <svg class="kinds" width={width} height={height} aria-hidden="true">
        {lanes}
      </svg>
    </>
  );
}

function drawn(bars: Bar[], width: number, known: Set<string>) {
  const together = Math.max(1, Math.ceil((NARROWEST * bars.length) / width));
  const columns: { first: number; bars: Bar[] }[] = [];
  for (let first = 0; first < bars.length; first += together) columns.push({ first, bars: bars.slice(first, first + together) });
  const step = width / bars.length;
  const lines = families()
    .map(({ key, family, types }) => ({ key, family, type: types[0]!, cells: columns.map((column) => cellOf(column.bars, types)) }))
    .filter(({ key, cells }) => known.has(key) || cells.some(({ claims }) => claims > 0));
  for (const { key } of lines) known.add(key);
  const most = Math.max(...lines.flatMap(({ cells }) => cells.map(({ claims }) => claims)), 1);
  const names = (
    <ul class="kind-names" aria-label="Kinds of events on the timeline">
      {lines.map(({ key, family, type }) => (
        <li key={key} title={family.name}>
          <Mark type={type} tone="single" /> <span>{family.name}</span>
        </li>
      ))}
    </ul>
  );
  const lanes = lines.map(({ key, family, type, cells }, row) => (
    <g key={key}>
      <line x1={0} x2={width} y1={(row + 0.5) * LINE} y2={(row + 0.5) * LINE} />
      {cells.map((cell, i) => {
        if (!cell.claims) return null;
        const { first, bars: days } = columns[i]!;
        const size = LINE * (0.6 + 0.4 * Math.sqrt(cell.claims / most));
        const x = (first + days.length / 2) * step - size / 2;
        return (
          <g key={first}>
            <Mark type={type} tone={toneOfCell(cell)} reading={readingOfCell(cell)} at={{ x, y: (row + 0.5) * LINE - size / 2, size }} />
            <rect class="reach" x={x} y={row * LINE} width={size} height={LINE}>
              <title>{inWords(family.name, days, cell)}</title>
            </rect>
          </g>
        );
      })}
    </g>
  ));
  return { names, lanes, height: lines.length * LINE };
}
