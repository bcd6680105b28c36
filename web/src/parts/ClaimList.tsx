// The stream of claims, page after page, and what to do where there are none.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask, Problem, type ClaimCard, type ClaimPage } from "../api/client";
import { useAnswer } from "../view/hooks";
import { changeQuery, EMPTY, filtersOf, parametersOf, withoutFilter, type Filter, type Query } from "../view/view";
import { FILTER_NAMES } from "../words/english";
import { picked } from "../view/review";
import { ClaimRow } from "./ClaimRow";
import { useSignal } from "./Review";
import { Failed, Note, Skeleton } from "./Trouble";

const PAGE = 50;

/** Which filter to drop: how many claims there would be without each. */
function NoResult({ query }: { query: Query }) {
  const [counts, setCounts] = useState<Record<string, number>>({});
  const filters = filtersOf(query);
  useEffect(() => {
    let isOver = false;
    for (const { name, value } of filters) {
      const parameters = parametersOf(withoutFilter(query, name, value));
      parameters.set("limit", "1");
      ask<ClaimPage>(`claims?${parameters}`)
        .then((page) => {
          if (!isOver) setCounts((old) => ({ ...old, [name + value]: page.total }));
        })
        .catch(() => undefined); // the count stays away; dropping the filter still works
    }
    return () => void (isOver = true);
  }, [parametersOf(query).toString()]);
  const drop = (name: Filter, value: string) => () => changeQuery(withoutFilter(query, name, value));
  return (
    <Note>
      <p>No claim fits all of these. Without</p>
      <ul class="drops">
        {filters.map(({ name, value }) => (
          <li key={name + value}>
            <button onClick={drop(name, value)}>
              {FILTER_NAMES[name]} “{value}”
            </button>{" "}
            {counts[name + value] !== undefined && `there are ${counts[name + value]}`}
          </li>
        ))}
      </ul>
      <button onClick={() => changeQuery(EMPTY)}>Drop all</button>
    </Note>
  );
}

function NothingYet() {
  return (
    <Note>
      <p>This ledger holds no claims yet. Add reports to it; the desk shows them within seconds:</p>
      <pre>dateline add LEDGER reports/</pre>
      <p>Or look at the demo: twenty reports on Kharkiv Oblast in September 2022.</p>
      <pre>scripts/demo</pre>
    </Note>
  );
}

export function ClaimList({ query, selected, onPage }: { query: Query; selected: string; onPage(cards: ClaimCard[]): void }) {
  const parameters = parametersOf(query).toString();
  const first = useAnswer<ClaimPage>(`claims?limit=${PAGE}&${parameters}`);
  const [more, setMore] = useState<{ of: string; cards: ClaimCard[]; next: string | null; problem?: Problem }>();
  const list = useRef<HTMLOListElement>(null);
  const chosen = useSignal(picked);
  const later = more?.of === parameters ? more : undefined;
  const cards = useMemo(() => [...(first.data?.claims ?? []), ...(later?.cards ?? [])], [first.data, later]);
  // Rows that stay the same are not looked at again while a hand moves the slider.
  const rows = useMemo(
    () => cards.map((card) => <ClaimRow key={card.claim.id} card={card} isSelected={card.claim.id === selected} isPicked={chosen.includes(card.claim.id)} />),
    [cards, selected, chosen],
  );
  const next = later ? later.next : (first.data?.next ?? null);
  useEffect(() => onPage(cards), [cards]);
  useEffect(() => list.current?.querySelector(".selected")?.scrollIntoView({ block: "nearest" }), [selected]);

  const load = (): void => {
    ask<ClaimPage>(`claims?limit=${PAGE}&${parameters}&cursor=${next}`)
      .then((page) => setMore({ of: parameters, cards: [...(later?.cards ?? []), ...page.claims], next: page.next }))
      .catch((problem: Problem) => setMore({ of: parameters, cards: later?.cards ?? [], next, problem }));
  };

  if (first.problem) return <Failed problem={first.problem} retry={first.retry} />;
  if (!first.data) return first.isSlow ? <Skeleton rows={8} /> : null;
  if (first.data.total === 0) return filtersOf(query).length ? <NoResult query={query} /> : <NothingYet />;
  return (
    <>
      <ol class={first.isSlow ? "claims old" : "claims"} ref={list} aria-label="Claims, newest first">
        {rows}
      </ol>
      {later?.problem && <Failed problem={later.problem} retry={load} />}
      {next && !later?.problem && (
        <button class="more" onClick={load}>
          Show more of {first.data.total}
        </button>
      )}
    </>
  );
}
