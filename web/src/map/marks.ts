// The marks and names of the map, drawn over it on a canvas of their own. So a move of the slider draws some pictures and never the map
// anew, which in software, with thousands of marks, took half a second. In order: where everything is in the world (show), what of it is
// seen and which names have room (lay out, not in each frame of a movement), pictures and names (paint).
//
// A mark stands wherever it belongs. Where they lie on one another that of the most claims lies on top, and one that would be covered
// whole is not drawn; the map tells how many lie under one.
import type { Map as MapLibre } from "maplibre-gl";
import type { City, palette } from "./basemap";
import { BOX, MarkPictures } from "./images";
import { boxAround, placed, Room, type Label } from "./labels";
import { isArea } from "./outlines";
import { middleOf, type AroundOnMap, type Held, type PlaceOnMap } from "./places";

const WORLD = 512; // pixels of the whole earth at zoom 0
const FONT = 'system-ui, "Noto Sans", sans-serif';
const AROUND_FROM_ZOOM = 6;
const CITY_FROM_ZOOM = [3, 4, 5.5, 7];
const MOST_NAMES = 160;
const LINE = 15; // pixels of a name's height
const DIGIT = 7; // and of a digit's width, about
const LAYOUT_MS = 250;
const COVERED = 5; // pixels between the middles of two marks, of which the lower is not seen
const CROWD = 300; // marks in view from which on they shrink
const SMALLEST = 0.65;

interface Item {
  held: Held;
  /** In the world, each from 0 to 1. */
  x: number;
  y: number;
  scale: number;
  /** Is its name written above it and not below? */
  isAbove: boolean;
  fromZoom: number;
}
interface Seen {
  item: Item;
  x: number;
  y: number;
  half: number;
  isCovered: boolean;
}
interface Name extends Label {
  text: string;
  x: number; // in the world
  y: number;
  /** Pixels from there, for each choice. */
  offsets: { right: number; down: number }[];
  held: Held | undefined; // none of a city
}
interface Written {
  name: Name;
  right: number;
  down: number;
}

const worldX = (lng: number): number => (lng + 180) / 360;
const worldY = (lat: number): number => 0.5 - Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360)) / (2 * Math.PI);

/** Grows with the claims: 1, 100 and 900 of them are 0.9, 1.4 and 1.9, in steps of a tenth. */
function scaleOf(claims: number): number {
  const root = Math.sqrt(claims);
  const scale = root < 10 ? 0.9 + (0.5 * (root - 1)) / 9 : 1.4 + Math.min(0.5, (0.5 * (root - 10)) / 20);
  return Math.round(scale * 10) / 10;
}

/** Where the map is drawn in software, pictures are put together faster without the detour over it. */
function hasGraphicsCard(map: MapLibre): boolean {
  const gl = map.getCanvas().getContext("webgl2");
  const known = gl?.getExtension("WEBGL_debug_renderer_info");
  return !known || !/swiftshader|llvmpipe|software/i.test(String(gl!.getParameter(known.UNMASKED_RENDERER_WEBGL)));
}

export class MarkLayer {
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D | null;
  private readonly pictures = new MarkPictures();
  private readonly widths = new Map<string, number>();
  private readonly cities: { name: string; rank: number; x: number; y: number }[];
  private items: Item[] = []; // as they are drawn: the last lies on top
  private seen: Seen[] = [];
  private names: Written[] = [];
  private laidOut = 0;

  constructor(
    private readonly map: MapLibre,
    cities: City[],
    private readonly colours: ReturnType<typeof palette>,
    private readonly ink: string,
  ) {
    this.cities = cities.map(([name, lng, lat, rank]) => ({ name, rank, x: worldX(lng), y: worldY(lat) }));
    this.canvas.className = "map-marks";
    this.pen = this.canvas.getContext("2d", { willReadFrequently: !hasGraphicsCard(map) });
    map.getCanvasContainer().append(this.canvas);
    map.on("move", () => {
      if (performance.now() - this.laidOut > LAYOUT_MS) this.layOut();
      else this.look();
      this.paint();
    });
    const anew = (): void => this.draw();
    map.on("moveend", anew);
    map.on("resize", anew);
  }

  show(places: PlaceOnMap[], around: AroundOnMap[]): void {
    const areas: Item[] = [];
    const points: Item[] = [];
    const pointOf = new Map<string, [number, number]>();
    for (const place of places) {
      if (place.at) pointOf.set(place.key, place.at);
      const middle = isArea(place) ? middleOf(place.outline) : undefined;
      if (place.at) points.push(itemOf(place, place.at, scaleOf(place.claims)));
      else if (middle) areas.push(itemOf(place, middle, 0.95));
    }
    const beside: Item[] = [];
    for (const one of around) {
      const at = pointOf.get(one.key) ?? middleOf(one.outline);
      if (at) beside.push({ ...itemOf(one, at, 0.75), isAbove: true, fromZoom: AROUND_FROM_ZOOM });
    }
    const byClaims = (a: Item, b: Item): number => a.held.claims - b.held.claims;
    this.items = [...areas.sort(byClaims), ...beside.sort(byClaims), ...points.sort(byClaims)];
    this.draw();
  }

  /** What is at a point of the map, the topmost first. */
  at({ x, y }: { x: number; y: number }): Held[] {
    const found: Held[] = [];
    for (let i = this.seen.length - 1; i >= 0; --i) {
      const { item, x: left, y: top, half } = this.seen[i]!;
      if (Math.abs(left - x) <= half && Math.abs(top - y) <= half) found.push(item.held);
    }
    if (found.length) return found;
    const toView = this.viewed();
    for (const { name, right, down } of this.names) {
      const [at] = toView(name.x, name.y);
      if (name.held && at && Math.abs(at.x + right - x) <= name.width / 2 && y >= at.y + down && y <= at.y + down + LINE) return [name.held];
    }
    return found;
  }

  private draw(): void {
    this.layOut();
    this.paint();
  }

  /** From the world to pixels of the map: once for each time that the earth is in view. */
  private viewed(): (x: number, y: number) => { x: number; y: number }[] {
    const { width, height } = this.size();
    const size = WORLD * 2 ** this.map.getZoom();
    const { lng, lat } = this.map.getCenter();
    const [west, north] = [worldX(lng) * size - width / 2, worldY(lat) * size - height / 2];
    const edge = 30;
    return (x, y) => {
      const top = y * size - north;
      if (top < -edge || top > height + edge) return [];
      const out = [];
      const left = x * size - west;
      for (let at = left - Math.floor((left + edge) / size) * size; at < width + edge; at += size) out.push({ x: at, y: top });
      return out;
    };
  }

  private size(): { width: number; height: number } {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    return { width, height };
  }

  private look(): void {
    const zoom = this.map.getZoom();
    const toView = this.viewed();
    this.seen = [];
    for (const item of this.items) {
      if (zoom < item.fromZoom) continue;
      for (const { x, y } of toView(item.x, item.y)) this.seen.push({ item, x, y, half: 0, isCovered: false });
    }
    const shrink = Math.max(SMALLEST, Math.min(1, Math.sqrt(CROWD / Math.max(1, this.seen.length))));
    const taken = new Set<number>();
    for (let i = this.seen.length - 1; i >= 0; --i) {
      const one = this.seen[i]!;
      one.half = (BOX / 2) * one.item.scale * shrink * 0.75; // of the shape, without the room around it
      const cell = Math.round(one.x / COVERED) * 65536 + Math.round(one.y / COVERED);
      one.isCovered = taken.has(cell);
      taken.add(cell);
    }
  }

  private layOut(): void {
    this.laidOut = performance.now();
    this.look();
    const { width, height } = this.size();
    const room = new Room(width, height);
    this.seen.forEach(({ x, y, half, isCovered }, i) => isCovered || room.take(boxAround(x, y, half, i)));
    // Where the earth is in view more than once, a name that has room in one of its places is written in all.
    const once = new Map<Held | string, Written>();
    for (const { label: name, choice } of placed(this.wanted(), room, LINE, MOST_NAMES)) once.set(name.held ?? name.text, { name, ...name.offsets[choice]! });
    this.names = [...once.values()];
  }

  /** The names that want room, the most important first: those of the record, then those of the ground. */
  private *wanted(): Generator<Name> {
    const order = this.seen.map((_, i) => i).filter((i) => !this.seen[i]!.isCovered);
    order.sort((a, b) => this.seen[b]!.item.held.claims - this.seen[a]!.item.held.claims);
    for (const i of order) {
      const { item, x, y, half } = this.seen[i]!;
      const { name, claims } = item.held;
      const width = this.widthOf(name) + DIGIT * (1 + `${claims}`.length);
      const below = { right: 0, down: half + 1 };
      const above = { right: 0, down: -half - LINE - 1 };
      const right = { right: half + 3 + width / 2, down: -LINE / 2 };
      const left = { right: -right.right, down: right.down };
      yield nameOf(`${name} ${claims}`, item, { x, y }, width, item.isAbove ? [above, below, right, left] : [below, above, right, left], i, item.held);
    }
    const zoom = this.map.getZoom();
    const toView = this.viewed();
    for (const city of this.cities) {
      if (zoom < CITY_FROM_ZOOM[city.rank]!) return;
      for (const at of toView(city.x, city.y)) yield nameOf(city.name, city, at, this.widthOf(city.name) + 8, [{ right: 0, down: -LINE / 2 }], -1, undefined);
    }
  }

  private widthOf(text: string): number {
    let width = this.widths.get(text);
    if (width === undefined && this.pen) {
      this.pen.font = `12px ${FONT}`;
      width = this.pen.measureText(text).width;
      this.widths.set(text, width);
    }
    return width ?? 0;
  }

  private paint(): void {
    const pen = this.pen;
    if (!pen) return;
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = this.size();
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, wide, high);
    for (const { item, x, y, half, isCovered } of this.seen) {
      if (isCovered) continue;
      const pixels = Math.round((half / 0.75) * 2 * ratio);
      const picture = this.pictures.of(item.held.type, item.held.tone, item.held.reading, pixels);
      pen.drawImage(picture, Math.round(x * ratio - pixels / 2), Math.round(y * ratio - pixels / 2));
    }
    this.write(pen, ratio);
  }

  private write(pen: CanvasRenderingContext2D, ratio: number): void {
    const toView = this.viewed();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.font = `12px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = this.colours.halo;
    for (const { name, right, down } of this.names) {
      pen.fillStyle = name.held ? this.ink : this.colours.text;
      for (const { x, y } of toView(name.x, name.y)) {
        pen.strokeText(name.text, x + right, y + down + 1);
        pen.fillText(name.text, x + right, y + down + 1);
      }
    }
  }
}

function nameOf(text: string, of: { x: number; y: number }, at: { x: number; y: number }, width: number, offsets: Name["offsets"], number: number, held: Held | undefined): Name {
  const choices = offsets.map(({ right, down }) => ({ x: at.x + right, y: at.y + down }));
  return { text, x: of.x, y: of.y, width, offsets, choices, of: number, held };
}
function itemOf(held: Held, [lng, lat]: [number, number], scale: number): Item {
  return { held, x: worldX(lng), y: worldY(lat), scale, isAbove: false, fromZoom: 0 };
}
