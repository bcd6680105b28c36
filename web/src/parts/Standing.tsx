// How an event stands, in colour and in words; and whether a reading was reviewed, as an outline.
import { standingInWords, standingOf } from "../words/standing";

export function Standing({ standing, disputes = [] }: { standing: string; disputes?: string[] }) {
  const { means, tone } = standingOf(standing);
  return (
    <span class={`standing tone-${tone}`} title={means}>
      {standingInWords({ standing, disputes })}
    </span>
  );
}
