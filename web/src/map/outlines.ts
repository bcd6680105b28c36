// Areas as hatched outlines and what is around places, as layers of the map below the marks (map/marks.ts). They are handed to the map
// only when they have changed: it cuts them into tiles anew each time.
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { inkOf } from "./images";
import { countInWords, markInWords, type AroundOnMap, type Held, type PlaceOnMap } from "./places";

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
export const OUTLINE_LAYERS = ["surroundings", "areas"] as const;

/** Does the desk draw the place as an area? Countries are a lane, not an area. */
export const isArea = (place: PlaceOnMap): place is PlaceOnMap & { outline: Geometry } =>
  !place.at && place.outline !== undefined && place.precision !== "country" && place.precision !== "settlement";

export const heldInWords = (held: Held): string => [held.name, markInWords(held), countInWords(held.claims)].join("\n");

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

export function addOutlineLayers(map: MapLibre, isDark: boolean): void {
  const ink = isDark ? "#9cc4ef" : "#1d3557";
  map.addImage("hatching", hatching(isDark));
  map.addSource("areas", { type: "geojson", data: NOTHING });
  map.addSource("surroundings", { type: "geojson", data: NOTHING });
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-pattern": "hatching" } });
  map.addLayer({ id: "area-lines", type: "line", source: "areas", paint: { "line-color": ["get", "ink"], "line-width": 1.4, "line-dasharray": [2, 2], "line-opacity": 0.8 } });
  map.addLayer({ id: "surroundings", type: "fill", source: "surroundings", paint: { "fill-color": ink, "fill-opacity": 0.04 } });
  map.addLayer({ id: "surrounding-lines", type: "line", source: "surroundings", paint: { "line-color": ["get", "ink"], "line-width": 1.2, "line-dasharray": [1, 2] } });
}

/** Hands areas and surroundings to the map; what they say comes from `Held`, by the number of the feature. */
export class Outlines {
  private areas: Held[] = [];
  private around: Held[] = [];
  private drawn = "";

  constructor(private readonly map: MapLibre) {}

  show(places: PlaceOnMap[], around: AroundOnMap[]): void {
    const areas = places.filter(isArea);
    this.areas = areas;
    this.around = around;
    const drawn = [...areas, ...around].map((held) => `${held.key} ${held.name} ${held.tone}`).join("\n");
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.hand("areas", areas);
    this.hand("surroundings", around);
  }

  /** Of a feature that the map found. */
  held(layer: string, number: unknown): Held | undefined {
    return (layer === "areas" ? this.areas : this.around)[Number(number)];
  }

  private hand(source: string, some: (Held & { outline: Geometry })[]): void {
    const features = some.map<Feature>((held, number) => ({ type: "Feature", properties: { number, ink: inkOf(`--${held.tone}`) }, geometry: held.outline }));
    void (this.map.getSource(source) as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features });
  }
}
