// One event: who says what of it, where they differ, where it comes from and what only copies it.
import { useEffect, useRef } from "preact/hooks";
import type { Cell, Event_, EventChange, Origin, VoiceRow } from "../api/client";
import { countsInWords, daysInWords, eventTitle } from "../parts/EventList";
import { Mark } from "../parts/Mark";
import { Standing } from "../parts/Standing";
import { Failed, Note, Skeleton } from "../parts/Trouble";
import { useAnswer } from "../view/hooks";
import { change } from "../view/view";
import { dayInWords, realisName } from "../words/english";
import { aspectName, causeName, changeName, edgeName, standingOf, toneOf } from "../words/standing";

const MOST_CAUSES = 4;
const openClaim = (claim: string) => () => change({ claim, event: "", at: "" });

/** A day of a cell as people write it. */
const inWords = (value: string): string => value.replace(/\b\d{4}-\d\d-\d\d\b/g, dayInWords);

/** Cells of one voice and aspect: each value once, with the claims that give it. */
export function valuesOf(cells: Cell[]): { value: string; cells: Cell[]; isDisputed: boolean }[] {
  const values = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = [cell.value, realisName(cell.realis)].filter(Boolean).join(" · ");
    values.set(key, [...(values.get(key) ?? []), cell]);
  }
  return [...values].map(([value, same]) => ({ value, cells: same, isDisputed: same.some((cell) => cell.is_disputed) }));
}

function Values({ cells }: { cells: Cell[] }) {
  return (
    <>
      {valuesOf(cells).map(({ value, cells: same, isDisputed }) => (
        <button key={value} class={isDisputed ? "link value differs" : "link value"} onClick={openClaim(same[0]!.claim)}
          title={`${isDisputed ? "disputed · " : ""}${same.map((cell) => `${cell.publisher ?? "a report"}${cell.said ? `, ${dayInWords(cell.said)}` : ""}`).join("; ")}`}>
          {inWords(value)}
          {isDisputed && <span class="hidden"> (disputed)</span>}
        </button>
      ))}
    </>
  );
}

function WhoSays({ event }: { event: Event_ }) {
  return (
    <div class="scroll" role="region" aria-label="Who says what" tabIndex={0}>
      <table class="who">
        <caption>Who says what; every cell opens its sentence</caption>
        <thead>
          <tr>
            <th scope="col">who</th>
            {event.aspects.map((aspect) => (
              <th key={aspect} scope="col">
                {aspectName(aspect)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {event.voices.map((voice: VoiceRow) => (
            <tr key={`${voice.name}/${voice.side}`}>
              <th scope="row">
                {voice.name ?? "the report"}
                {voice.side && <span class="side">{voice.side}</span>}
                <span class="kind">{voice.kind}</span>
              </th>
              {voice.cells.map((cells, i) => (
                <td key={event.aspects[i]}>
                  <Values cells={cells} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How it came to stand so: a step for each day on which what was known of it made a difference. */
function Changes({ event, knownAt }: { event: Event_; knownAt: string }) {
  if (!event.changes.length) return null;
  return (
    <>
      <h3>How it came to be known{knownAt && ` until ${dayInWords(knownAt)}`}</h3>
      {event.has_more_changes && <p class="quiet">Earlier days are left out.</p>}
      <div class="scroll" role="region" aria-label="How it came to be known" tabIndex={0}>
        <ol class="strip">
          {event.changes.map((step) => (
            <Step key={step.day} step={step} type={event.types[0] ?? ""} />
          ))}
        </ol>
      </div>
    </>
  );
}

function Step({ step, type }: { step: EventChange; type: string }) {
  const isNew = (what: string): boolean => step.changed.includes(what);
  const origins = `${step.origins} for it${step.denying ? `, ${step.denying} against` : ""}`;
  return (
    <li>
      <b class="day">{dayInWords(step.day)}</b>
      <span class={isNew("standing") || isNew("disputes") ? "new" : "same"}>
        <Mark type={type} tone={toneOf(step)} />
        <Standing standing={step.standing} disputes={step.disputes} />
      </span>
      {step.slots.map(({ slot, values }) => (
        <span key={slot} class={isNew(slot) ? "new" : "same"}>
          <i>{changeName(slot)}</i> {values.join(" / ")}
        </span>
      ))}
      <span class={isNew("origins") ? "new" : "same"}>
        <i>{changeName("origins")}</i> {origins}
      </span>
      <span class="causes">
        {step.causes.slice(0, MOST_CAUSES).map((cause) => (
          <button key={cause.claim} class="link" onClick={openClaim(cause.claim)}>
            {causeName(cause.kind)}
            {cause.says ?? cause.publisher ?? "a report"}
            {cause.side && ` (${cause.side})`}
          </button>
        ))}
        {step.causes.length > MOST_CAUSES && <span class="quiet">and {step.causes.length - MOST_CAUSES} more</span>}
      </span>
    </li>
  );
}

function OriginRow({ origin, verb }: { origin: Origin; verb: string }) {
  const [first, ...copies] = origin.reports;
  const marks = [
    origin.admits && "against its interest", origin.is_neutral && "an outsider with evidence of its own", origin.is_withdrawn && "withdrawn",
    origin.is_debunked && "its evidence is of something else", !origin.is_attributed && "nobody is named",
  ].filter(Boolean);
  return (
    <li>
      <b>{origin.says ?? "a report"}</b>
      {origin.side && <span class="side">{origin.side}</span>} {verb}
      {marks.length > 0 && <em class="realis">{marks.join(", ")}</em>}
      {first && (
        <span class="about">
          <button class="link" onClick={openClaim(first.claim)}>
            {first.publisher ?? "a report"}
            {first.said && `, ${dayInWords(first.said)}`}
          </button>
          {copies.map((copy) => (
            <span key={copy.document}>
              {" ← "}
              <button class="link" onClick={openClaim(copy.claim)}>
                {copy.publisher ?? "a report"}
                {copy.credit && ` (credits ${copy.credit})`}
              </button>
            </span>
          ))}
          {origin.edges.length > 0 && copies.length > 0 && <> · one origin: {origin.edges.map(edgeName).join(", ")}</>}
        </span>
      )}
    </li>
  );
}

export function EventPanel({ id, asOf, knownAt }: { id: string; asOf: string; knownAt: string }) {
  const parameters = new URLSearchParams();
  if (asOf) parameters.set("as_of", asOf);
  if (knownAt) parameters.set("known_at", knownAt);
  const answer = useAnswer<Event_>(`events/${id}?${parameters}`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [answer.data?.id]);
  if (answer.problem) return <Failed problem={answer.problem} retry={answer.retry} />;
  const event = answer.data;
  if (!event) return <Skeleton rows={8} />;
  return (
    <article class={answer.isSlow ? "event old" : "event"}>
      <nav class="back">
        <button onClick={() => history.back()}>‹ Back</button>
        {event.place && <button onClick={() => change({ at: event.place!.key, event: "" })}>{event.place.name}</button>}
        <button onClick={() => print()}>Print</button>
      </nav>
      <h2 tabIndex={-1} ref={heading}>
        <Mark type={event.types[0] ?? ""} tone={toneOf(event)} />
        {eventTitle(event)}
      </h2>
      <p class="about">{daysInWords(event)}</p>
      <p>
        <Standing standing={event.standing} disputes={event.disputes} /> {standingOf(event.standing).means}
        {event.is_unverified && ". A report says that it could not verify it"}.
      </p>
      <WhoSays event={event} />
      {event.is_cut && <Note>More claims belong to this event than are shown.</Note>}
      <h3>{countsInWords(event)}</h3>
      <ul class="origins">
        {event.affirming.map((origin, i) => (
          <OriginRow key={i} origin={origin} verb="says so" />
        ))}
        {event.denying_origins.map((origin, i) => (
          <OriginRow key={`d${i}`} origin={origin} verb="denies or contradicts it" />
        ))}
      </ul>
      <Changes event={event} knownAt={knownAt} />
      <p class="quiet">
        Rule {event.rule.number} of version {event.rule.version}
        {event.rule.needs && `: ${event.rule.needs}`}.
      </p>
    </article>
  );
}
