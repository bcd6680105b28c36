// The ground of the map: land, water, borders and cities of public/basemap.json (basemap/build.py), as MapLibre layers.
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

interface Basemap {
  units: number;
  land: number[][][];
  lakes: number[][][];
  rivers: number[][];
  borders: number[][];
  disputed: number[][];
  divisions: number[][];
  cities: [name: string, lng: number, lat: number, rank: number][];
}

function decoded(line: number[], units: number): Position[] {
  const out: Position[] = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < line.length; i += 2) {
    x += line[i]!;
    y += line[i + 1]!;
    out.push([x / units, y / units]);
  }
  return out;
}

const feature = (geometry: Geometry, properties: Record<string, unknown> = {}): Feature => ({ type: "Feature", properties, geometry });
const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

export function palette(isDark: boolean) {
  return isDark
    ? { sea: "#10171f", land: "#1d2731", division: "#2b3845", border: "#5b6b7a", disputed: "#c58b3a", river: "#2a4258", text: "#b9c4cf", halo: "#10171f" }
    : { sea: "#dbe6ec", land: "#f7f5f0", division: "#dcd7cb", border: "#8f8a7d", disputed: "#b46a1a", river: "#b5cddb", text: "#4a4a45", halo: "#f7f5f0" };
}

export type City = Basemap["cities"][number];
export interface Ground {
  style: StyleSpecification;
  /** The most important first; their names stand with those of the record (map/marks.ts). */
  cities: City[];
}

/** A style without any source that is fetched by MapLibre itself: all data is handed in. */
export async function groundOf(isDark: boolean): Promise<Ground> {
  const answer = await fetch("/basemap.json");
  if (!answer.ok) throw new Error("the map's ground is missing from this build");
  const map = (await answer.json()) as Basemap;
  const lines = (of: number[][]) => collection([feature({ type: "MultiLineString", coordinates: of.map((l) => decoded(l, map.units)) })]);
  // One feature a polygon: a single large one loses parts where MapLibre cuts it into tiles.
  const areas = (of: number[][][]) =>
    collection(of.map((rings) => feature({ type: "Polygon", coordinates: rings.map((r) => decoded(r, map.units)) })));
  const colour = palette(isDark);
  const geojson = (data: FeatureCollection) => ({ type: "geojson" as const, data });
  const layers: LayerSpecification[] = [
    { id: "sea", type: "background", paint: { "background-color": colour.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour.land, "fill-antialias": true } },
    { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colour.sea } },
    { id: "rivers", type: "line", source: "rivers", minzoom: 3, paint: { "line-color": colour.river, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 2] } },
    { id: "divisions", type: "line", source: "divisions", minzoom: 3.5, paint: { "line-color": colour.division, "line-width": 1 } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": colour.border, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, 7, 1.6] } },
    { id: "disputed", type: "line", source: "disputed", minzoom: 2.5, paint: { "line-color": colour.disputed, "line-width": 1.2, "line-dasharray": [3, 2] } },
  ];
  const style: StyleSpecification = {
    version: 8,
    sources: {
      land: geojson(areas(map.land)),
      lakes: geojson(areas(map.lakes)),
      rivers: geojson(lines(map.rivers)),
      divisions: geojson(lines(map.divisions)),
      borders: geojson(lines(map.borders)),
      disputed: geojson(lines(map.disputed)),
    },
    layers,
  };
  return { style, cities: [...map.cities].sort((a, b) => a[3] - b[3]) };
}
