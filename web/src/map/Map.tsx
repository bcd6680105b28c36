// The map. Without WebGL it says so and leaves the rest of the desk as it is.
import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl, type Point } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { PlacesInWords } from "../parts/PlacesInWords";
import { change } from "../view/view";
import { groundOf, palette } from "./basemap";
import { MarkLayer } from "./marks";
import { addOutlineLayers, heldInWords, Outlines, OUTLINE_LAYERS } from "./outlines";
import { extentOf, type AroundOnMap, type Held, type PlaceOnMap } from "./places";

setWorkerUrl(workerUrl);

const REST_MS = 120;

function hasWebGl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

interface Shown {
  map: MapLibre;
  marks: MarkLayer;
  outlines: Outlines;
}

/** What lies at a point, the topmost first; an area only where no mark is. */
function heldAt({ map, marks, outlines }: Shown, point: Point): Held[] {
  const found = marks.at(point);
  if (found.length) return found;
  const [feature] = map.queryRenderedFeatures(point, { layers: OUTLINE_LAYERS.filter((layer) => map.getLayer(layer)) });
  const held = feature && outlines.held(feature.layer.id, feature.properties["number"]);
  return held ? [held] : [];
}

function wordsOf([top, ...under]: Held[]): string {
  const places = `${under.length} more ${under.length === 1 ? "place lies" : "places lie"} under it`;
  return top ? [heldInWords(top), ...(under.length ? [places] : [])].join("\n") : "";
}

/** Beside the point, inside of the map. */
function place(tip: HTMLElement | null, { x, y }: { x: number; y: number }, box: HTMLElement | null): void {
  if (!tip || !box) return;
  tip.style.left = `${Math.max(4, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 4))}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 14, box.clientHeight - tip.offsetHeight - 4))}px`;
}

export function MapPanel({ places, around }: { places: PlaceOnMap[]; around: AroundOnMap[] }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<Shown | undefined>(undefined);
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
    let remove = (): void => undefined;
    groundOf(isDark)
      .then(({ style, cities }) => {
        if (isOver || !box.current) return;
        const map = new MapLibre({
          container: box.current, style, center: [20, 30], zoom: 1.6, maxZoom: 10, attributionControl: false, trackResize: false,
          dragRotate: false, pitchWithRotate: false, touchPitch: false,
        });
        // North is up and the earth flat: the marks rest on that.
        map.touchZoomRotate.disableRotation();
        map.keyboard.disableRotation();
        map.addControl(new AttributionControl({ compact: true, customAttribution: "Natural Earth · GeoNames (CC BY 4.0)" }));
        map.addControl(new NavigationControl({ showCompass: false }), "top-right");
        map.on("load", () => {
          addOutlineLayers(map, isDark);
          shown.current = { map, marks: new MarkLayer(map, cities, palette(isDark), isDark ? "#9cc4ef" : "#1d3557"), outlines: new Outlines(map) };
          setReady(true);
        });
        map.on("click", (event) => {
          const [top] = shown.current ? heldAt(shown.current, event.point) : [];
          if (top) change({ at: top.key, claim: "" });
        });
        map.on("mousemove", (event) => {
          const found = shown.current ? heldAt(shown.current, event.point) : [];
          map.getCanvas().style.cursor = found.length ? "pointer" : "";
          say(found.length ? { x: event.point.x, y: event.point.y, words: wordsOf(found) } : undefined);
        });
        map.on("mouseout", () => say(undefined));
        map.on("movestart", () => say(undefined));
        remove = () => map.remove();
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
      remove();
      shown.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (!shown.current || !isReady) return;
    const { map, marks, outlines } = shown.current;
    const draw = (): void => {
      marks.show(places, around);
      outlines.show(places, around);
      box.current!.dataset["claims"] = String(places.reduce((sum, place) => sum + place.claims, 0));
    };
    if (hasLooked.current) {
      // A hand on the slider goes first; the map follows when it rests.
      const timer = setTimeout(draw, REST_MS);
      return () => clearTimeout(timer);
    }
    draw();
    const extent = extentOf(places);
    if (!extent) return;
    hasLooked.current = true;
    map.fitBounds(extent, { padding: 60, maxZoom: 7.5, animate: false });
  }, [places, around, isReady]);

  if (trouble) return <p class="note" role="status">{trouble}</p>;
  /** Says at the place itself what the focused line of the list says. */
  const point = (place: PlaceOnMap): void => {
    if (!shown.current || !place.at) return say(undefined);
    const { x, y } = shown.current.map.project(place.at);
    say({ x, y, words: heldInWords(place) });
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
