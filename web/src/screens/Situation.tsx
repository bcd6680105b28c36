// The situation: map left, the stream of claims right, the timeline below. One query behind all of them.
import { useMemo } from "preact/hooks";
import type { ClaimCard, PlaceMap, Surrounding } from "../api/client";
import { MapPanel } from "../map/Map";
import type { PlaceWithGeometry } from "../map/claims";
import { ClaimList } from "../parts/ClaimList";
import { FamilyChips, Lanes, Search, SetFilters } from "../parts/Filters";
import { Legend } from "../parts/Legend";
import { TimelineBar } from "../parts/TimelineBar";
import { Failed } from "../parts/Trouble";
import { useAnswer } from "../view/hooks";
import { parametersOf, type View } from "../view/view";
import { EvidencePanel } from "./Evidence";
import { PlacePanel } from "./Place";

interface Shown {
  places: PlaceWithGeometry[];
  surroundings: Surrounding[];
}
const NOTHING: Shown = { places: [], surroundings: [] };

export function Situation({ view, onCards }: { view: View; onCards(cards: ClaimCard[]): void }) {
  const { query } = view;
  const map = useAnswer<PlaceMap>(`places?geometry=true&${parametersOf(query)}`);
  const { places, surroundings } = useMemo<Shown>(
    () => (map.data ? { places: map.data.places as PlaceWithGeometry[], surroundings: map.data.surroundings ?? [] } : NOTHING),
    [map.data],
  );
  const placeName = places.find((place) => place.key === query.place)?.name ?? "";
  const isOpen = view.claim !== "" || view.at !== "";
  return (
    <main class={`situation half-${isOpen ? "list" : view.half}`}>
      <section class="left" aria-label="Where">
        {map.problem ? <Failed problem={map.problem} retry={map.retry} /> : <MapPanel places={places} surroundings={surroundings} />}
        <Legend />
      </section>
      <section class="right" aria-label="What is said">
        {view.claim ? (
          <EvidencePanel claim={view.claim} />
        ) : view.at ? (
          <PlacePanel placeKey={view.at} asOf={query.as_of} knownAt={query.known_at} />
        ) : null}
        <div class="stream" hidden={isOpen}>
          <Search query={query} />
          <FamilyChips query={query} />
          <SetFilters query={query} placeName={placeName} />
          <p class="count" aria-live="polite">
            {map.data && (
              <>
                <b data-testid="total">{map.data.total}</b> {map.data.total === 1 ? "claim" : "claims"} in view
              </>
            )}
          </p>
          {map.data && <Lanes map={map.data} query={query} />}
          <ClaimList query={query} selected={view.claim} onPage={onCards} />
        </div>
      </section>
      <TimelineBar query={query} />
    </main>
  );
}
