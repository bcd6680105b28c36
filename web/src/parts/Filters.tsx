// Search, the families as chips, what is set, and the lanes of what the map cannot show.
import { useEffect, useRef, useState } from "preact/hooks";
import type { MapColumns } from "../api/client";
import { changeQuery, filtersOf, parametersOf, withoutFilter, type Query } from "../view/view";
import { families, FILTER_NAMES, LANES, typeName } from "../words/english";
import { Shape } from "./Shape";

const TYPING_MS = 200;

export function Search({ query }: { query: Query }) {
  const [text, setText] = useState(query.q);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => setText(query.q), [query.q]);
  const type = (value: string): void => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => changeQuery({ q: value.trim() }, true), TYPING_MS);
  };
  return (
    <input id="search" type="search" placeholder="Search words, sources, places ( / )" aria-label="Search" value={text}
      onInput={(event) => type(event.currentTarget.value)} />
  );
}

export function FamilyChips({ query }: { query: Query }) {
  return (
    <div class="chips" role="group" aria-label="Kinds of claims">
      {families().map(({ key, family, types }) => {
        const isOn = types.every((type) => query.type.includes(type));
        const toggle = (): void => {
          const others = query.type.filter((type) => !types.includes(type));
          changeQuery({ type: isOn ? others : [...others, ...types] });
        };
        return (
          <button key={key} class="chip" aria-pressed={isOn} onClick={toggle}>
            <Shape type={types[0]!} /> {family.name}
          </button>
        );
      })}
    </div>
  );
}

export function SetFilters({ query, placeName }: { query: Query; placeName: string }) {
  const whole = families().filter(({ types }) => types.every((type) => query.type.includes(type)));
  const covered = new Set(whole.flatMap(({ types }) => types));
  const filters = filtersOf(query).filter(({ name, value }) => name !== "q" && !(name === "type" && covered.has(value)));
  if (!filters.length) return null;
  return (
    <div class="chips set" role="group" aria-label="Filters that are set">
      {filters.map(({ name, value }) => {
        const shown = name === "place" ? placeName || value : name === "type" ? typeName(value) : value;
        return (
          <button key={name + value} class="chip" aria-label={`Drop ${FILTER_NAMES[name]} ${shown}`}
            onClick={() => changeQuery(withoutFilter(query, name, value))}>
            {FILTER_NAMES[name]}: {shown} <span aria-hidden="true">×</span>
          </button>
        );
      })}
    </div>
  );
}

export function Lanes({ map, query }: { map: MapColumns; query: Query }) {
  return (
    <div class="lanes" role="group" aria-label="What the map cannot pin">
      {LANES.map(([lane, name, why]) => {
        const count = lane === "undated" ? map.undated : map.lanes[lane];
        const isOn = query.lane === lane;
        return (
          <button key={lane} class="lane" aria-pressed={isOn} title={why} disabled={!count && !isOn}
            onClick={() => changeQuery({ lane: isOn ? "" : lane })}>
            <b>{count}</b> {name}
          </button>
        );
      })}
    </div>
  );
}

/** The claims of the query as files for other programs. */
export function Exports({ query }: { query: Query }) {
  return (
    <span class="exports">
      <a class="lane" href={`/api/v1/export?format=csv&${parametersOf(query)}`} download="claims.csv">CSV</a>
      <a class="lane" href={`/api/v1/export?format=geojson&${parametersOf(query)}`} download="claims.geojson">GeoJSON</a>
    </span>
  );
}
