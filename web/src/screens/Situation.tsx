// The situation: map left, the stream of claims right, the timeline below. One query behind all of them.
import { useMemo } from "preact/hooks";
import type { ClaimCard, EventSummary, MapColumns } from "../api/client";
import { MapPanel } from "../map/Map";
import { aroundOf, placesOf, type AroundOnMap, type PlaceOnMap } from "../map/places";
import { ClaimList } from "../parts/ClaimList";
import { EventList } from "../parts/EventList";
import { Exports, FamilyChips, Lanes, Search, SetFilters } from "../parts/Filters";
import { Legend } from "../parts/Legend";
import { TimelineBar } from "../parts/TimelineBar";
import { Failed } from "../parts/Trouble";
import { useAnswer } from "../view/hooks";
import { change, parametersOf, type View } from "../view/view";
import type { Form } from "../parts/Review";
import { EventPanel } from "./Event";
import { EvidencePanel } from "./Evidence";
import { PlacePanel } from "./Place";

interface Shown {
  places: PlaceOnMap[];
  around: AroundOnMap[];
}
const LEGEND = <Legend />; // one and the same: it never changes
const NOTHING: Shown = { places: [], around: [] };

export interface SituationProps {
  view: View;
  newest: string;
  form: Form;
  setForm(form: Form): void;
  /** What the stream lists, for the keys. */
  onCards(cards: ClaimCard[]): void;
  onEvents(events: EventSummary[]): void;
  /** The claim whose evidence is open. */
  onOpen(card: ClaimCard | undefined, uri: string | null): void;
}

export function Situation({ view, newest, form, setForm, onCards, onEvents, onOpen }: SituationProps) {
  const { query } = view;
  const map = useAnswer<MapColumns>(`map?${parametersOf(query)}`);
  const { places, around } = useMemo<Shown>(
    () => (map.data ? { places: placesOf(map.data), around: aroundOf(map.data.surroundings) } : NOTHING),
    [map.data],
  );
  const placeName = places.find((place) => place.key === query.place)?.name ?? "";
  const isOpen = view.claim !== "" || view.at !== "" || view.event !== "";
  return (
    <main class={`situation half-${isOpen ? "list" : view.half}`}>
      <section class="left" aria-label="Where">
        {map.problem ? <Failed problem={map.problem} retry={map.retry} /> : <MapPanel places={places} around={around} />}
        {LEGEND}
      </section>
      <section class="right" aria-label="What is said">
        {view.claim ? (
          <EvidencePanel claim={view.claim} asOf={query.as_of} knownAt={query.known_at} form={form} setForm={setForm} onOpen={onOpen} />
        ) : view.event ? (
          <EventPanel id={view.event} asOf={query.as_of} knownAt={query.known_at} />
        ) : view.at ? (
          <PlacePanel placeKey={view.at} asOf={query.as_of} knownAt={query.known_at} />
        ) : null}
        <div class="stream" hidden={isOpen}>
          <Search query={query} />
          <FamilyChips query={query} />
          <SetFilters query={query} placeName={placeName} />
          {map.data && <Lanes map={map.data} query={query} />}
          <div class="head">
            <div class="chips" role="group" aria-label="List claims or events">
              {(["claims", "events"] as const).map((list) => (
                <button key={list} class="chip" aria-pressed={view.list === list} onClick={() => change({ list })}>
                  {list === "claims" ? "Claims" : "Events"}
                </button>
              ))}
            </div>
            <p class="count" aria-live="polite">
              {map.data && (
                <>
                  <b data-testid="total">{map.data.total}</b> {map.data.total === 1 ? "claim" : "claims"} in view
                </>
              )}
            </p>
            <Exports query={query} />
          </div>
          {view.list === "events" ? (
            <EventList query={query} selected={view.event} onPage={onEvents} />
          ) : (
            <ClaimList query={query} selected={view.claim} onPage={onCards} />
          )}
        </div>
      </section>
      <TimelineBar query={query} newest={newest} />
    </main>
  );
}
