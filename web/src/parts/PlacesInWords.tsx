// What the map shows, as a list: for whoever reads with a keyboard, a screen reader or without colours. Written only where it is open.
import { useMemo, useState } from "preact/hooks";
import { countInWords, markInWords, type PlaceOnMap } from "../map/places";
import { change } from "../view/view";
import { Mark } from "./Mark";

const MOST = 100;

export interface PlacesInWordsProps {
  places: PlaceOnMap[];
  onFocus(place: PlaceOnMap): void;
  onBlur(): void;
}

function List({ places, onFocus, onBlur }: PlacesInWordsProps) {
  const shown = useMemo(() => [...places].sort((a, b) => b.claims - a.claims).slice(0, MOST), [places]);
  return (
    <>
      <ul>
        {shown.map((place) => {
          const focus = (): void => onFocus(place);
          return (
            <li key={place.key}>
              <button class="link" onFocus={focus} onMouseEnter={focus} onBlur={onBlur} onMouseLeave={onBlur} onClick={() => change({ at: place.key, claim: "" })}>
                <Mark type={place.type} tone={place.tone} reading={place.reading} />
                {place.name}
              </button>{" "}
              <span class="quiet">{`${markInWords(place)} · ${countInWords(place.claims)}`}</span>
            </li>
          );
        })}
      </ul>
      {places.length > MOST && <p class="quiet">The list of claims shows the rest.</p>}
    </>
  );
}

export function PlacesInWords(props: PlacesInWordsProps) {
  const [isOpen, setOpen] = useState(false);
  const count = props.places.length;
  return (
    <details class="in-words" name="over-the-map" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{count} {count === 1 ? "place" : "places"} in words</summary>
      {isOpen && <List {...props} />}
    </details>
  );
}
