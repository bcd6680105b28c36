// What a reviewer does with a claim: did the machine read it right. How the accounts stand is not decided here.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ClaimCard } from "../api/client";
import type { Signal } from "../view/signal";
import * as review from "../view/review";
import { readingName } from "../words/standing";

export function useSignal<T>(signal: Signal<T>): T {
  const [value, set] = useState(signal.get());
  useEffect(() => signal.subscribe(set), []);
  return value;
}

/** Which form is open, set by a key or a button. */
export type Form = "" | "correct" | "reject";

function Correction({ card, close }: { card: ClaimCard; close(): void }) {
  const form = useRef<HTMLFormElement>(null);
  const first = review.doubtful(card);
  useEffect(() => form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus(), [card.claim.id]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = new FormData(form.current!);
    const changed = review.FIELDS.map((field) => ({ field, value: String(given.get(field) ?? "").trim() })).filter(
      ({ field, value }) => value !== review.valueOf(card, field),
    );
    if (changed.length) review.correct(card, changed);
    close();
  };
  return (
    <form class="correction" ref={form} onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && close()}>
      {review.FIELDS.map((field) => (
        <label key={field}>
          <span>{field.replaceAll("_", " ")}</span>
          <input name={field} defaultValue={review.valueOf(card, field)} />
        </label>
      ))}
      <p class="quiet">Days as 2022-09-08 or 2022-09-08/2022-09-10, counts as 15, 15.. or 15..20. Empty: the text does not say.</p>
      <button type="submit">Correct</button> <button type="button" onClick={close}>Leave</button>
    </form>
  );
}

function Rejection({ card, close }: { card: ClaimCard; close(): void }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  const choose = (reason: string): void => {
    review.reject(card, reason);
    close();
  };
  return (
    <ol class="reasons" ref={list} aria-label="Why it is misread"
      onKeyDown={(event) => {
        const reason = review.REASONS[Number(event.key) - 1];
        if (reason) choose(reason);
        if (event.key === "Escape") close();
        event.stopPropagation();
      }}>
      {review.REASONS.map((reason) => (
        <li key={reason}>
          <button onClick={() => choose(reason)}>{reason}</button>
        </li>
      ))}
    </ol>
  );
}

export function ReviewBar({ card, form, setForm }: { card: ClaimCard; form: Form; setForm(form: Form): void }) {
  const chosen = useSignal(review.picked);
  const isOthers = chosen.some((id) => id !== card.claim.id);
  return (
    <section class="review" aria-label="Review of the reading">
      <p>
        <em class={`reading reading-${card.reading}`}>{readingName(card.reading)}</em> <span class="quiet">Did the machine read it right?</span>
      </p>
      <div class="chips">
        <button onClick={() => review.confirm(card)}>Right <kbd>a</kbd></button>
        <button onClick={() => setForm(form === "correct" ? "" : "correct")}>Correct <kbd>c</kbd></button>
        <button onClick={() => setForm(form === "reject" ? "" : "reject")}>Misread <kbd>r</kbd></button>
        <button onClick={() => review.note(card, "in dispute, says the reviewer")}>Dispute <kbd>d</kbd></button>
        <button onClick={() => review.note(card, "needs a second opinion")}>Second opinion <kbd>f</kbd></button>
        <button onClick={() => review.note(card, "ready to publish")}>To publish <kbd>p</kbd></button>
        <button onClick={() => review.pick(card.claim.id)} aria-pressed={chosen.includes(card.claim.id)}>Pick <kbd>x</kbd></button>
        <button disabled={!isOthers} onClick={() => review.join(card, "merge")}>Merge <kbd>g</kbd></button>
        <button disabled={!isOthers} onClick={() => review.join(card, "split")}>Split <kbd>s</kbd></button>
      </div>
      {form === "correct" && <Correction card={card} close={() => setForm("")} />}
      {form === "reject" && <Rejection card={card} close={() => setForm("")} />}
    </section>
  );
}

/** The review in hand: what will be written, and the way back. */
export function InHand() {
  const waiting = useSignal(review.inHand);
  return (
    <div class="in-hand" role="status">
      {waiting && (
        <>
          {waiting.words}
          {waiting.state === "waiting" && <> · <button onClick={review.undo}>Undo <kbd>u</kbd></button></>}
          {waiting.state === "writing" && <> · written to the ledger …</>}
          {waiting.state === "failed" && <> · not written: {waiting.trouble} <button onClick={review.undo}>Close</button></>}
        </>
      )}
    </div>
  );
}
