// The marks of the map as pictures: drawn here by the same shapes and fillings as parts/Mark.tsx, in the colours of the style sheet.
import type { Map as MapLibre } from "maplibre-gl";
import { shapeOf } from "../words/english";
import { fillingOf, TONES, type Tone } from "../words/standing";

const BOX = 24; // as in parts/Mark.tsx: a shape of 16 with room for the line around it
const SCALE = 3; // pictures are drawn large and shown smaller, so that they stay sharp

export const imageName = (type: string, tone: Tone, reading: string): string => `mark/${type.split(".")[0]}/${tone}/${reading}`;

/** The colour of a name of the style sheet: "--strong". */
export const inkOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const RINGS: Record<string, { ink: string; dash: number[] }> = {
  confirmed: { ink: "--strong", dash: [] },
  corrected: { ink: "--several", dash: [5, 3] },
  rejected: { ink: "--disputed", dash: [1.5, 2.5] },
};

function draw(pen: CanvasRenderingContext2D, type: string, tone: Tone, reading: string): void {
  const ink = inkOf(`--${tone}`);
  const paper = inkOf("--paper");
  const shape = new Path2D(shapeOf(type));
  const filling = fillingOf(tone);
  pen.scale(SCALE, SCALE);
  pen.translate(4, 4);
  const ring = RINGS[reading];
  if (ring) {
    pen.strokeStyle = inkOf(ring.ink);
    pen.lineWidth = 1.6;
    pen.setLineDash(ring.dash);
    pen.beginPath();
    pen.arc(8, 8, 11, 0, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
  }
  // A rim of paper keeps the mark apart from what lies under it.
  pen.lineJoin = "round";
  pen.strokeStyle = paper;
  pen.lineWidth = 4.4;
  pen.stroke(shape);
  pen.fillStyle = filling === "full" || filling === "double" ? ink : paper;
  pen.fill(shape, "evenodd");
  pen.strokeStyle = ink;
  pen.lineWidth = 2;
  if (filling === "dashed") pen.setLineDash([2.4, 1.8]);
  pen.stroke(shape);
  pen.setLineDash([]);
  if (filling === "half") {
    pen.save();
    pen.beginPath();
    pen.rect(-1, -1, 9, 18);
    pen.clip();
    pen.fillStyle = ink;
    pen.fill(shape, "evenodd");
    pen.restore();
  }
  if (filling === "double") {
    pen.save();
    pen.translate(4, 4);
    pen.scale(0.5, 0.5);
    pen.fillStyle = paper;
    pen.fill(shape);
    pen.restore();
  }
  if (filling === "crossed") {
    pen.beginPath();
    pen.moveTo(0, 16);
    pen.lineTo(16, 0);
    pen.stroke();
  }
}

/** Draws a mark when the map first needs it; there are some hundreds at most. */
export function drawMarksFor(map: MapLibre): void {
  map.on("styleimagemissing", ({ id }) => {
    const [prefix, type, tone, reading] = id.split("/");
    const known = TONES.find((one) => one === tone);
    if (prefix !== "mark" || !known || map.hasImage(id)) return;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = BOX * SCALE;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    draw(pen, type ?? "", known, reading ?? "");
    map.addImage(id, pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: SCALE });
  });
}
