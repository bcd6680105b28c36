// The map. Without WebGL it says so and leaves the rest of the desk as it is.
import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Surrounding } from "../api/client";
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

export function MapPanel({ places, surroundings }: { places: PlaceWithGeometry[]; surroundings: Surrounding[] }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<MapLibre | undefined>(undefined);
  const hasLooked = useRef(false);
  const [trouble, setTrouble] = useState("");
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    if (!hasWebGl()) {
      setTrouble("This browser draws no maps (WebGL is off). The list and the timeline show the same claims.");
      return;
    }
    const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    let isOver = false;
    basemapStyle(isDark)
      .then((style) => {
        if (isOver || !box.current) return;
        const map = new MapLibre({
          container: box.current, style, center: [20, 30], zoom: 1.6, maxZoom: 10, attributionControl: false,
          fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200, dragRotate: false, pitchWithRotate: false,
        });
        map.addControl(new AttributionControl({ compact: true, customAttribution: "Natural Earth · GeoNames (CC BY 4.0)" }));
        map.addControl(new NavigationControl({ showCompass: false }), "top-right");
        map.on("load", () => {
          addClaimLayers(map, isDark);
          setReady(true);
        });
        for (const layer of ["points", "surroundings", "areas"]) {
          map.on("click", layer, (event) => {
            const key = event.features?.[0]?.properties["key"] as string | undefined;
            if (key) change({ at: key, claim: "" });
          });
          map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
          map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
        }
        shown.current = map;
      })
      .catch((error: Error) => setTrouble(`The map could not be drawn: ${error.message}. The list shows the same claims.`));
    return () => {
      isOver = true;
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
  return <div class="map" ref={box} data-ready={isReady} />;
}
