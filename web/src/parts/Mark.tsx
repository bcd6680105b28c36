// The mark of a claim or an event, the same in lists, on the map, on the timeline and in the legend: its shape tells the kind of event,
// its colour and filling how the accounts stand, the line around it whether the reading was reviewed. Words stand beside it or come on
// hover and focus; the mark itself is silent.
import { shapeOf } from "../words/english";
import { fillingOf, type Tone } from "../words/standing";

export interface MarkProps {
  /** The type of a claim, or its beginning: "control.gain", "control". Empty: a plain square. */
  type: string;
  tone: Tone;
  reading?: string;
  /** Inside of another drawing: where, and how large. Else the style sheet says. */
  at?: { x: number; y: number; size: number };
}

export function Mark({ type, tone, reading = "unreviewed", at }: MarkProps) {
  const shape = shapeOf(type);
  const filling = fillingOf(tone);
  return (
    <svg class={`mark ink-${tone}`} viewBox="-4 -4 24 24" aria-hidden="true" x={at?.x} y={at?.y} width={at?.size} height={at?.size}>
      {reading !== "unreviewed" && <circle class={`ring ring-${reading}`} cx={8} cy={8} r={11} />}
      <path class={filling === "full" || filling === "double" ? "whole" : filling === "dashed" ? "hollow dashed" : "hollow"} d={shape} fill-rule="evenodd" />
      {filling === "half" && <path class="whole half" d={shape} fill-rule="evenodd" />}
      {filling === "double" && <path class="inner" d={shape} transform="translate(4 4) scale(0.5)" />}
      {filling === "crossed" && <path class="cross" d="M0 16L16 0" />}
    </svg>
  );
}
