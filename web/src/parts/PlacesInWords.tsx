// What the map shows, as a list: for whoever reads with a keyboard, a screen reader or without colours.
import { countInWords, markInWords, type PlaceWithGeometry } from "../map/claims";
import { change } from "../view/view";
import { toneOf } from "../words/standing";
import { Mark } from "./Mark";

const MOST = 100;

export interface PlacesInWordsProps {
  places: PlaceWithGeometry[];
  onFocus(place: PlaceWithGeometry, words: string): void;
  onBlur(): void;
}

export function PlacesInWords({ places, onFocus, onBlur }: PlacesInWordsProps) {
  const shown = [...places].sort((a, b) => b.claims - a.claims).slice(0, MOST);
  return (
    <details class="in-words" name="over-the-map">
      <summary>{places.length} {places.length === 1 ? "place" : "places"} in words</summary>
      <ul>
        {shown.map((place) => {
          const words = [place.mark && markInWords(place.mark), countInWords(place.claims)].filter(Boolean).join(" · ");
          const focus = (): void => onFocus(place, `${place.name}\n${words}`);
          return (
            <li key={place.key}>
              <button class="link" onFocus={focus} onMouseEnter={focus} onBlur={onBlur} onMouseLeave={onBlur} onClick={() => change({ at: place.key, claim: "" })}>
                <Mark type={place.mark?.type ?? ""} tone={toneOf(place.mark?.event ?? null)} reading={place.mark?.reading ?? "unreviewed"} />
                {place.name}
              </button>{" "}
              <span class="quiet">{words}</span>
            </li>
          );
        })}
      </ul>
      {places.length > MOST && <p class="quiet">The list of claims shows the rest.</p>}
    </details>
  );
}
