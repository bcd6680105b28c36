// What the map knows of a place, out of the columns of the API; and what is said of it in words.
import type { Geometry } from "geojson";
import type { MapColumns, PlaceMark, Surrounding } from "../api/client";
import { typeName } from "../words/english";
import { readingName, standingInWords, toneOf, type Tone } from "../words/standing";

/** Claims that are somewhere, with the newest of them. */
export interface Held {
  key: string;
  name: string;
  claims: number;
  type: string;
  reading: string;
  /** Null where the newest claim belongs to no event. */
  event: { standing: string; disputes: string[] } | null;
  tone: Tone;
}
export interface PlaceOnMap extends Held {
  precision: string;
  /** None of an area, which is never a point. */
  at: [lng: number, lat: number] | undefined;
  outline: Geometry | undefined;
}
/** A sector, corridor or ring as the words give it: "near Lyman", "west of the Oskil River". */
export interface AroundOnMap extends Held {
  outline: Geometry;
}

const NO_DISPUTES: string[] = [];

export function placesOf(map: MapColumns): PlaceOnMap[] {
  const { words } = map;
  const areas = Object.keys(map.outlines).length > 0;
  return map.keys.map((key, i) => {
    const standing = map.standings[i];
    const event = standing == null ? null : { standing: words[standing]!, disputes: map.disputes[i] ?? NO_DISPUTES };
    const [lng, lat] = [map.lngs[i], map.lats[i]];
    return {
      key,
      name: map.names[i]!,
      claims: map.claims[i]!,
      type: words[map.types[i]!]!,
      reading: words[map.readings[i]!]!,
      event,
      tone: toneOf(event),
      precision: words[map.precisions[i]!]!,
      at: lng == null || lat == null ? undefined : [lng, lat],
      outline: areas ? (map.outlines[i] as unknown as Geometry | undefined) : undefined,
    };
  });
}

export function aroundOf(surroundings: Surrounding[]): AroundOnMap[] {
  return surroundings.map((one) => {
    const mark: PlaceMark | undefined = one.mark;
    return {
      key: one.key,
      name: [one.relation, one.bearing, one.name].filter(Boolean).join(" "),
      claims: one.claims,
      type: mark?.type ?? "",
      reading: mark?.reading ?? "unreviewed",
      event: mark?.event ?? null,
      tone: toneOf(mark?.event ?? null),
      outline: one.geometry as unknown as Geometry,
    };
  });
}

/** What a mark says, in words: of the newest claim there. */
export function markInWords(held: Held): string {
  return [typeName(held.type), standingInWords(held.event), readingName(held.reading)].join(" · ");
}
export function countInWords(claims: number): string {
  return `${claims} ${claims === 1 ? "claim" : "claims"}`;
}

/** Where the name of an area is written: the middle of its largest ring. */
export function middleOf(geometry: Geometry): [number, number] | undefined {
  const rings = geometry.type === "MultiPolygon" ? geometry.coordinates.map((polygon) => polygon[0]!) : geometry.type === "Polygon" ? [geometry.coordinates[0]!] : [];
  let best: [number, number] | undefined;
  let most = -1;
  for (const ring of rings) {
    const lngs = ring.map((position) => position[0]!);
    const lats = ring.map((position) => position[1]!);
    const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)];
    if ((east - west) * (north - south) <= most) continue;
    most = (east - west) * (north - south);
    best = [(west + east) / 2, (south + north) / 2];
  }
  return best;
}

/** The box around most of the claims that have a point: where to look first. */
export function extentOf(places: PlaceOnMap[]): [number, number, number, number] | undefined {
  const points = places.filter((place) => place.at);
  if (!points.length) return undefined;
  const total = points.reduce((sum, place) => sum + place.claims, 0);
  const weighted = (axis: 0 | 1): [number, number] => {
    const sorted = [...points].sort((a, b) => a.at![axis] - b.at![axis]);
    const reach = (share: number): number => {
      let reached = 0;
      for (const place of sorted) {
        reached += place.claims;
        if (reached >= total * share) return place.at![axis];
      }
      return sorted[sorted.length - 1]!.at![axis];
    };
    return [reach(0.1), reach(0.9)];
  };
  const [[west, east], [south, north]] = [weighted(0), weighted(1)];
  return [west, south, east, north];
}
