// The map. Without WebGL it says so and leaves the rest of the desk as it is.
import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl, type MapGeoJSONFeature, type PointLike } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Surrounding } from "../api/client";
import { PlacesInWords } from "../parts/PlacesInWords";
import { change } from "../view/view";
import { basemapStyle } from "./basemap";
import { addClaimLayers, extentOf, showPlaces, type PlaceWithGeometry } from "./claims";

setWorkerUrl(workerUrl);

const REST_MS = 120;

function hasWebGl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/** Beside the point, inside of the map. */
function place(tip: HTMLElement | null, { x, y }: { x: number; y: number }, box: HTMLElement | null): void {
  if (!tip || !box) return;
  tip.style.left = `${Math.max(4, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 4))}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 14, box.clientHeight - tip.offsetHeight - 4))}px`;
}

export function MapPanel({ places, surroundings }: { places: PlaceWithGeometry[]; surroundings: Surrounding[] }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<MapLibre | undefined>(undefined);
  const hasLooked = useRef(false);
  const [trouble, setTrouble] = useState("");
  const [isReady, setReady] = useState(false);
  const [tip, say] = useState<{ x: number; y: number; words: string }>();

  useEffect(() => {
    if (!hasWebGl()) {
      setTrouble("This browser draws no maps (WebGL is off). The list and the timeline show the same claims.");
      return;
    }
    const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    let isOver = false;
    let observer: ResizeObserver | undefined;
    basemapStyle(isDark)
      .then((style) => {
        if (isOver || !box.current) return;
        const map = new MapLibre({
          container: box.current, style, center: [20, 30], zoom: 1.6, maxZoom: 10, attributionControl: false, trackResize: false,
          fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200, dragRotate: false, pitchWithRotate: false,
        });
        map.addControl(new AttributionControl({ compact: true, customAttribution: "Natural Earth · GeoNames (CC BY 4.0)" }));
        map.addControl(new NavigationControl({ showCompass: false }), "top-right");
        map.on("load", () => {
          addClaimLayers(map, isDark);
          setReady(true);
        });
        // What lies on top speaks and is opened; an area only where no mark is.
        const found = (point: PointLike): MapGeoJSONFeature | undefined => {
          const layers = ["points", "surrounding-marks", "area-marks", "surroundings", "areas"].filter((layer) => map.getLayer(layer));
          return map.queryRenderedFeatures(point, { layers })[0];
        };
        map.on("click", (event) => {
          const key = found(event.point)?.properties["key"] as string | undefined;
          if (key) change({ at: key, claim: "" });
        });
        map.on("mousemove", (event) => {
          const feature = found(event.point);
          map.getCanvas().style.cursor = feature ? "pointer" : "";
          say(feature && { x: event.point.x, y: event.point.y, words: String(feature.properties["words"]) });
        });
        map.on("mouseout", () => say(undefined));
        map.on("movestart", () => say(undefined));
        shown.current = map;
        // The timeline below grows and shrinks with its lines. To draw the map anew each time would hold up the hand that did it.
        let timer: ReturnType<typeof setTimeout> | undefined;
        observer = new ResizeObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(() => isOver || map.resize(), REST_MS);
        });
        observer.observe(box.current);
      })
      .catch((error: Error) => setTrouble(`The map could not be drawn: ${error.message}. The list shows the same claims.`));
    return () => {
      isOver = true;
      observer?.disconnect();
      shown.current?.remove();
      shown.current = undefined;
    };
  }, []);

  useEffect(() => {
    const map = shown.current;
    if (!map || !isReady) return;
    if (hasLooked.current) {
      // A hand on the slider goes first; the map follows when it rests.
      const timer = setTimeout(() => showPlaces(map, places, surroundings), REST_MS);
      return () => clearTimeout(timer);
    }
    showPlaces(map, places, surroundings);
    const extent = extentOf(places);
    if (!extent) return;
    hasLooked.current = true;
    map.fitBounds(extent, { padding: 60, maxZoom: 7.5, animate: false });
  }, [places, surroundings, isReady]);

  if (trouble) return <p class="note" role="status">{trouble}</p>;
  /** Says at the place itself what the focused line of the list says. */
  const point = (place: PlaceWithGeometry, words: string): void => {
    if (!shown.current || place.lat === null || place.lng === null) return say(undefined);
    const { x, y } = shown.current.project([place.lng, place.lat]);
    say({ x, y, words });
  };
  return (
    <>
      <div class="map" ref={box} data-ready={isReady} />
      {tip && (
        <p class="tip" aria-hidden="true" ref={(element) => place(element, tip, box.current)}>
          {tip.words}
        </p>
      )}
      <PlacesInWords places={places} onFocus={point} onBlur={() => say(undefined)} />
    </>
  );
}
