// How an event stands, in colour and in words; and whether a reading was reviewed, as an outline.
import { standingOf } from "../words/standing";

export function Standing({ standing, disputes = [] }: { standing: string; disputes?: string[] }) {
  const { name, means, tone } = standingOf(standing);
  const slots = disputes.filter((slot) => slot !== "happened");
  return (
    <span class={`standing tone-${tone}`} title={means}>
      {name}
      {slots.length > 0 && `: ${slots.join(", ")}`}
    </span>
  );
}
