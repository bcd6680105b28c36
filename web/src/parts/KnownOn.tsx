// The second time: not what had happened by a day, but what was known of it by then.
import { changeQuery, type Query } from "../view/view";

export function KnownOn({ query, last }: { query: Query; last: string }) {
  return (
    <span class="known">
      <label>
        as known on{" "}
        <input type="date" id="known-at" data-testid="known-at" value={query.known_at} max={last || undefined}
          onChange={(event) => changeQuery({ known_at: event.currentTarget.value })} />
      </label>{" "}
      {query.known_at ? (
        <button class="link" onClick={() => changeQuery({ known_at: "" })}>now</button>
      ) : (
        <button class="link" disabled={!query.as_of} onClick={() => changeQuery({ known_at: query.as_of })}>then</button>
      )}
    </span>
  );
}
