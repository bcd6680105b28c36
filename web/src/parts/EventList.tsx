// The stream of events: claims about one happening as one row, with how they stand.
import { useMemo, useState } from "preact/hooks";
import { ask, Problem, type EventPage, type EventSummary } from "../api/client";
import { useAnswer } from "../view/hooks";
import { change, parametersOf, type Query } from "../view/view";
import { dayInWords } from "../words/english";
import { toneOf } from "../words/standing";
import { Mark } from "./Mark";
import { Standing } from "./Standing";
import { Failed, Note, Skeleton } from "./Trouble";

const PAGE = 50;

export function eventTitle(event: EventSummary): string {
  return [event.about ? `${event.class}: ${event.about}` : event.class, event.place?.name].filter(Boolean).join(", ");
}

export function daysInWords(event: EventSummary): string {
  const days = event.first === event.last ? dayInWords(event.first) : `${dayInWords(event.first)} – ${dayInWords(event.last)}`;
  return event.is_dated_by_publication ? `${days} (reported)` : days;
}

export function countsInWords(event: EventSummary): string {
  const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
  const origins = event.origins + event.denying;
  return `${count(event.outlets, "outlet", "outlets")}, ${count(origins, "independent origin", "independent origins")}`;
}

function EventRow({ event, isSelected }: { event: EventSummary; isSelected: boolean }) {
  return (
    <li class={isSelected ? "claim event-row selected" : "claim event-row"}>
      <a
        href={`?event=${event.id}`}
        onClick={(click) => {
          click.preventDefault();
          change({ event: event.id, claim: "", at: "" });
        }}
      >
        <span class="says">
          <Mark type={event.types[0] ?? ""} tone={toneOf(event)} />
          <b>{eventTitle(event)}</b> <Standing standing={event.standing} disputes={event.disputes} />
        </span>
        <span class="about">
          {daysInWords(event)} · {countsInWords(event)}
          {event.is_unverified && " · not verified"}
        </span>
        <span class="about lead">
          <b>{event.lead.says ?? "the report"}</b>
          {event.lead.side && <span class="side">{event.lead.side}</span>} {event.lead.sentence}
        </span>
      </a>
    </li>
  );
}

export function EventList({ query, selected, onPage }: { query: Query; selected: string; onPage(events: EventSummary[]): void }) {
  const parameters = parametersOf(query).toString();
  const first = useAnswer<EventPage>(`events?limit=${PAGE}&${parameters}`);
  const [more, setMore] = useState<{ of: string; events: EventSummary[]; next: string | null; problem?: Problem }>();
  const later = more?.of === parameters ? more : undefined;
  const events = useMemo(() => [...(first.data?.events ?? []), ...(later?.events ?? [])], [first.data, later]);
  const rows = useMemo(() => events.map((event) => <EventRow key={event.id} event={event} isSelected={event.id === selected} />), [events, selected]);
  const next = later ? later.next : (first.data?.next ?? null);
  onPage(events);
  const load = (): void => {
    ask<EventPage>(`events?limit=${PAGE}&${parameters}&cursor=${next}`)
      .then((page) => setMore({ of: parameters, events: [...(later?.events ?? []), ...page.events], next: page.next }))
      .catch((problem: Problem) => setMore({ of: parameters, events: later?.events ?? [], next, problem }));
  };
  if (first.problem) return <Failed problem={first.problem} retry={first.retry} />;
  if (!first.data) return first.isSlow ? <Skeleton rows={8} /> : null;
  if (!events.length) return <Note>No event has a claim of this query. Claims that are only planned or possible make none.</Note>;
  return (
    <>
      <ol class={first.isSlow ? "claims events old" : "claims events"} aria-label="Events, newest first">
        {rows}
      </ol>
      {later?.problem && <Failed problem={later.problem} retry={load} />}
      {next && !later?.problem && (
        <button class="more" onClick={load}>
          Show more events
        </button>
      )}
    </>
  );
}
