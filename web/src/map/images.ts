// The marks of the map as pictures: drawn here by the same shapes and fillings as parts/Mark.tsx, in the colours of the style sheet.
import { shapeOf } from "../words/english";
import { fillingOf, type Tone } from "../words/standing";

/** As in parts/Mark.tsx: a shape of 16 with room for the line around it. */
export const BOX = 24;

/** The colour of a name of the style sheet: "--strong". */
export const inkOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const RINGS: Record<string, { ink: string; dash: number[] }> = {
  confirmed: { ink: "--strong", dash: [] },
  corrected: { ink: "--several", dash: [5, 3] },
  rejected: { ink: "--disputed", dash: [1.5, 2.5] },
};

function draw(pen: CanvasRenderingContext2D, scale: number, type: string, tone: Tone, reading: string): void {
  const ink = inkOf(`--${tone}`);
  const paper = inkOf("--paper");
  const shape = new Path2D(shapeOf(type));
  const filling = fillingOf(tone);
  pen.scale(scale, scale);
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

/** Pictures of marks, each drawn when it is first needed; there are some hundreds at most. */
export class MarkPictures {
  private readonly drawn = new Map<string, HTMLCanvasElement>();

  /** `pixels` wide and high. */
  of(type: string, tone: Tone, reading: string, pixels: number): HTMLCanvasElement {
    const kind = type.split(".")[0]!;
    const name = `${kind}/${tone}/${reading}/${pixels}`;
    let picture = this.drawn.get(name);
    if (!picture) {
      picture = document.createElement("canvas");
      picture.width = picture.height = pixels;
      const pen = picture.getContext("2d");
      if (pen) draw(pen, pixels / BOX, kind, tone, reading);
      this.drawn.set(name, picture);
    }
    return picture;
  }
}
