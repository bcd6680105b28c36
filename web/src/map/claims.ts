// What the map shows of the record: places with the mark of their newest claim and their counts; areas as hatched outlines with that mark
// beside their name, never a pin for an area.
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { MapPlace, PlaceMark, Surrounding } from "../api/client";
import { typeName } from "../words/english";
import { readingName, standingInWords, toneOf } from "../words/standing";
import { palette } from "./basemap";
import { drawMarksFor, imageName, inkOf } from "./images";

export type PlaceWithGeometry = MapPlace & { geometry?: Geometry | null };

/** What a mark says, in words: of the newest claim there. */
export function markInWords(mark: PlaceMark): string {
  return [typeName(mark.type), standingInWords(mark.event), readingName(mark.reading)].join(" · ");
}
export function countInWords(claims: number): string {
  return `${claims} ${claims === 1 ? "claim" : "claims"}`;
}

/** What all layers know of a place: its name and count, the picture of its mark, its colour, and what to say of it. */
function propertiesOf(key: string, name: string, claims: number, mark: PlaceMark | undefined): Record<string, unknown> {
  const tone = toneOf(mark?.event ?? null);
  return {
    key,
    claims,
    label: `${name} ${claims}`,
    image: imageName(mark?.type ?? "", tone, mark?.reading ?? "unreviewed"),
    ink: inkOf(`--${tone}`),
    words: [name, ...(mark ? [markInWords(mark)] : []), countInWords(claims)].join("\n"),
  };
}

function pointsOf(places: PlaceWithGeometry[]): FeatureCollection {
  const features: Feature[] = [];
  for (const place of places) {
    if (place.lat === null || place.lng === null) continue;
    features.push({
      type: "Feature",
      properties: propertiesOf(place.key, place.name, place.claims, place.mark),
      geometry: { type: "Point", coordinates: [place.lng, place.lat] },
    });
  }
  return { type: "FeatureCollection", features };
}

/** Where the name of an area is written: the middle of its largest ring. */
function middleOf(geometry: Geometry): [number, number] | undefined {
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

/** A name for each area: at its place, where that is a point, else in its middle. */
function namesOf(areas: FeatureCollection, places: PlaceWithGeometry[]): FeatureCollection {
  const points = new Map(places.filter((place) => place.lat !== null).map((place) => [place.key, [place.lng!, place.lat!] as [number, number]]));
  const features: Feature[] = [];
  for (const area of areas.features) {
    const middle = points.get(area.properties?.["key"]) ?? middleOf(area.geometry);
    if (middle) features.push({ ...area, geometry: { type: "Point", coordinates: middle } });
  }
  return { type: "FeatureCollection", features };
}

function areasOf(places: PlaceWithGeometry[]): FeatureCollection {
  const features: Feature[] = [];
  for (const place of places) {
    if (place.lat !== null || !place.geometry || place.precision === "country" || place.precision === "settlement") continue;
    features.push({ type: "Feature", properties: propertiesOf(place.key, place.name, place.claims, place.mark), geometry: place.geometry });
  }
  return { type: "FeatureCollection", features };
}

/** Sectors, corridors and rings as the words give them: "near Lyman", "west of the Oskil River". */
function surroundingsOf(surroundings: Surrounding[]): FeatureCollection {
  const features: Feature[] = surroundings.map((one) => ({
    type: "Feature",
    properties: propertiesOf(one.key, [one.relation, one.bearing, one.name].filter(Boolean).join(" "), one.claims, one.mark),
    geometry: one.geometry as unknown as Geometry,
  }));
  return { type: "FeatureCollection", features };
}

/** Diagonal lines, drawn here so that no picture has to be fetched. */
function hatching(isDark: boolean): { width: number; height: number; data: Uint8Array } {
  const size = 16;
  const data = new Uint8Array(size * size * 4);
  const shade = isDark ? [150, 190, 230] : [40, 70, 110];
  for (let y = 0; y < size; ++y) {
    for (let x = 0; x < size; ++x) {
      if ((x + y) % size > 0) continue;
      data.set([...shade, 90], 4 * (y * size + x));
    }
  }
  return { width: size, height: size, data };
}

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

export function addClaimLayers(map: MapLibre, isDark: boolean): void {
  const colour = palette(isDark);
  const ink = isDark ? "#9cc4ef" : "#1d3557";
  map.addImage("hatching", hatching(isDark));
  drawMarksFor(map);
  map.addSource("areas", { type: "geojson", data: NOTHING });
  map.addSource("area-names", { type: "geojson", data: NOTHING });
  map.addSource("surroundings", { type: "geojson", data: NOTHING });
  map.addSource("surrounding-names", { type: "geojson", data: NOTHING });
  map.addSource("points", { type: "geojson", data: NOTHING });
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-pattern": "hatching" } });
  map.addLayer({ id: "area-lines", type: "line", source: "areas", paint: { "line-color": ["get", "ink"], "line-width": 1.4, "line-dasharray": [2, 2], "line-opacity": 0.8 } });
  map.addLayer({ id: "surroundings", type: "fill", source: "surroundings", paint: { "fill-color": ink, "fill-opacity": 0.04 } });
  map.addLayer({ id: "surrounding-lines", type: "line", source: "surroundings", paint: { "line-color": ["get", "ink"], "line-width": 1.2, "line-dasharray": [1, 2] } });
  const text = { "text-color": ink, "text-halo-color": colour.halo, "text-halo-width": 1.6 };
  // A mark stands wherever it belongs; names give way to one another.
  const mark = { "icon-image": ["get", "image"] as ["get", string], "icon-allow-overlap": true, "text-optional": true, "text-font": ["sans-serif"], "text-field": ["get", "label"] as ["get", string] };
  const many = ["-", ["get", "claims"]] as ["-", ["get", string]];
  map.addLayer({
    id: "area-marks",
    type: "symbol",
    source: "area-names",
    layout: { ...mark, "icon-size": 0.95, "text-size": 12, "text-offset": [0, 0.9], "text-anchor": "top", "symbol-sort-key": many },
    paint: text,
  });
  map.addLayer({
    id: "surrounding-marks",
    type: "symbol",
    source: "surrounding-names",
    minzoom: 6,
    layout: { ...mark, "icon-size": 0.75, "text-size": 11, "text-offset": [0, -0.8], "text-anchor": "bottom", "symbol-sort-key": many },
    paint: text,
  });
  map.addLayer({
    id: "points",
    type: "symbol",
    source: "points",
    layout: {
      ...mark,
      "icon-size": ["interpolate", ["linear"], ["sqrt", ["get", "claims"]], 1, 0.9, 10, 1.4, 30, 1.9],
      "text-size": 12,
      "text-offset": ["interpolate", ["linear"], ["sqrt", ["get", "claims"]], 1, ["literal", [0, 0.8]], 10, ["literal", [0, 1.3]], 30, ["literal", [0, 1.8]]],
      "text-anchor": "top",
      // Where marks lie on one another, that of the most claims lies on top.
      "symbol-z-order": "source",
      "symbol-sort-key": ["get", "claims"],
    },
    paint: text,
  });
}

export function showPlaces(map: MapLibre, places: PlaceWithGeometry[], surroundings: Surrounding[]): void {
  const areas = areasOf(places);
  const around = surroundingsOf(surroundings);
  (map.getSource("surroundings") as GeoJSONSource | undefined)?.setData(around);
  (map.getSource("surrounding-names") as GeoJSONSource | undefined)?.setData(namesOf(around, places));
  (map.getSource("areas") as GeoJSONSource | undefined)?.setData(areas);
  (map.getSource("area-names") as GeoJSONSource | undefined)?.setData(namesOf(areas, places));
  (map.getSource("points") as GeoJSONSource | undefined)?.setData(pointsOf(places));
}

/** The box around most of the claims that have a point: where to look first. */
export function extentOf(places: PlaceWithGeometry[]): [number, number, number, number] | undefined {
  const points = places.filter((place) => place.lat !== null && place.lng !== null);
  if (!points.length) return undefined;
  const weighted = (pick: (place: PlaceWithGeometry) => number, share: number): number => {
    const sorted = [...points].sort((a, b) => pick(a) - pick(b));
    const total = sorted.reduce((sum, place) => sum + place.claims, 0);
    let reached = 0;
    for (const place of sorted) {
      reached += place.claims;
      if (reached >= total * share) return pick(place);
    }
    return pick(sorted[sorted.length - 1]!);
  };
  return [weighted((p) => p.lng!, 0.1), weighted((p) => p.lat!, 0.1), weighted((p) => p.lng!, 0.9), weighted((p) => p.lat!, 0.9)];
}
