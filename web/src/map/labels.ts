// Which names have room on the map: the more important first, none over another or over a mark.

export interface Label {
  /** Where it may hang, in pixels of the map, the best first: the middles of its upper edge. */
  choices: { x: number; y: number }[];
  width: number;
  /** The number of the mark that is its own and may touch it. */
  of: number;
}
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  of: number;
}

const CELL = 48;

/** Boxes by the cells of a grid that they touch. */
export class Room {
  private readonly cells = new Map<number, Box[]>();

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  take(box: Box): void {
    this.each(box, (cell) => {
      const held = this.cells.get(cell);
      if (held) held.push(box);
      else this.cells.set(cell, [box]);
      return false;
    });
  }

  isFree(box: Box): boolean {
    const middle = (box.left + box.right) / 2;
    if (middle < 0 || middle > this.width || box.bottom < 0 || box.top > this.height) return false;
    return !this.each(box, (cell) =>
      (this.cells.get(cell) ?? []).some(
        (other) => other.of !== box.of && other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom,
      ),
    );
  }

  /** Visits the cells of a box until one says true. */
  private each(box: Box, visit: (cell: number) => boolean): boolean {
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); ++row)
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); ++column) if (visit(row * 4096 + column)) return true;
    return false;
  }
}

export const boxAround = (x: number, y: number, half: number, of: number): Box => ({ left: x - half, top: y - half, right: x + half, bottom: y + half, of });

/** Those of `labels`, the most important first, that have room, each with the number of its choice; at most `most`. */
export function placed<T extends Label>(labels: Iterable<T>, room: Room, lineHeight: number, most: number): { label: T; choice: number }[] {
  const out: { label: T; choice: number }[] = [];
  for (const label of labels) {
    if (out.length >= most) break;
    const half = label.width / 2 + 2;
    const boxes = label.choices.map(({ x, y }) => ({ left: x - half, top: y, right: x + half, bottom: y + lineHeight, of: label.of }));
    const choice = boxes.findIndex((box) => room.isFree(box));
    if (choice < 0) continue;
    room.take(boxes[choice]!);
    out.push({ label, choice });
  }
  return out;
}
