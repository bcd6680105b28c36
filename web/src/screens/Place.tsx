// One place: its state as of the day, by whose word, and the accounts of each dimension over time.
import type { Account, Place, StateInterval } from "../api/client";
import { Standing } from "../parts/Standing";
import { Failed, Note, Skeleton } from "../parts/Trouble";
import { useAnswer } from "../view/hooks";
import { change, changeQuery } from "../view/view";
import { addDays, dayInWords, realisName } from "../words/english";

const ROW = 20;
const WIDTH = 600;

interface Band {
  state: string;
  accounts: Account[];
}

/** The accounts of one dimension, a band for each state, in the order in which the states came up. */
export function bandsOf(accounts: Account[]): Map<string, Band[]> {
  const dimensions = new Map<string, Band[]>();
  for (const account of accounts) {
    const bands = dimensions.get(account.dimension) ?? [];
    dimensions.set(account.dimension, bands);
    const band = bands.find(({ state }) => state === account.state);
    if (band) band.accounts.push(account);
    else bands.push({ state: account.state, accounts: [account] });
  }
  return dimensions;
}

function Bands({ name, bands, begin, days }: { name: string; bands: Band[]; begin: number; days: number }) {
  const x = (day: string): number => ((Date.parse(day) - begin) / 86400000 / days) * WIDTH;
  return (
    <section class="bands">
      <h4>{name}</h4>
      {bands.map((band) => (
        <div key={band.state} class="band">
          <span class="state">{band.state}</span>
          <svg viewBox={`0 0 ${WIDTH} ${ROW}`} preserveAspectRatio="none" role="group" aria-label={`${name}: ${band.state}`}>
            <line x1={0} x2={WIDTH} y1={ROW / 2} y2={ROW / 2} />
            {band.accounts.map((account) => (
              <a
                key={account.claim}
                href={`?claim=${account.claim}`}
                aria-label={`${account.says ?? "the report"}: ${account.state}, ${dayInWords(account.last)}`}
                onClick={(event) => {
                  event.preventDefault();
                  change({ claim: account.claim });
                }}
              >
                <rect
                  class={account.realis === "asserted" ? "said" : "said other"}
                  x={x(account.begin)}
                  y={3}
                  width={Math.max(8, x(addDays(account.last, 1)) - x(account.begin))}
                  height={ROW - 6}
                >
                  <title>{`${account.says ?? "the report"}${account.side ? ` (${account.side})` : ""} · ${dayInWords(account.last)}${realisName(account.realis) ? ` · ${realisName(account.realis)}` : ""}`}</title>
                </rect>
              </a>
            ))}
          </svg>
        </div>
      ))}
    </section>
  );
}

function States({ place, asOf }: { place: Place; asOf: string }) {
  if (!place.states.length) return <Note>No claim sets a state of this place{asOf && ` as of ${dayInWords(asOf)}`}.</Note>;
  return (
    <table class="states">
      <caption>{asOf ? `As of ${dayInWords(asOf)}` : "As of the newest claim"}, by whose word</caption>
      <tbody>
        {place.states.map((state) => (
          <tr key={state.dimension + state.state}>
            <th scope="row">{state.dimension}</th>
            <td>
              <b>{state.state}</b>
              {state.is_disputed ? <em class="realis">disputed</em> : <> <Standing standing={state.standing} /></>}
              {state.is_stale && <em class="realis">no report since</em>}
              <div class="voices">
                {state.asserters.map((voice) => (
                  <button key={voice.claim} class="link" onClick={() => change({ claim: voice.claim })}>
                    {voice.name ?? "the report"}
                    {voice.side && ` (${voice.side})`}
                  </button>
                ))}
                {state.deniers.map((voice) => (
                  <button key={voice.claim} class="link" onClick={() => change({ claim: voice.claim })}>
                    denied by {voice.name ?? "the report"}
                  </button>
                ))}
              </div>
            </td>
            <td class="quiet">
              {state.since !== state.day && `since ${dayInWords(state.since)}, last `}
              {dayInWords(state.day)}
              {state.is_dated_by_publication && " (reported)"} · {state.origins} {state.origins === 1 ? "origin" : "origins"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** States that hold for a time, each with its days and how many claims are for and against it. */
function History({ history }: { history: StateInterval[] }) {
  if (!history.length) return null;
  const open = (claim: string | undefined) => () => claim && change({ claim });
  return (
    <>
      <h3>States over time</h3>
      <table class="history">
        <tbody>
          {history.map((one) => (
            <tr key={one.dimension + one.about + one.state + one.since}>
              <th scope="row">{one.about ?? one.dimension}</th>
              <td>
                <b>{one.state}</b>
                {one.is_disputed && <em class="realis">disputed</em>}
                <div class="voices">
                  <button class="link" onClick={open(one.supporting[0])}>
                    {one.supporting.length} {one.supporting.length === 1 ? "claim" : "claims"} for it
                  </button>
                  {one.opposing.length > 0 && (
                    <button class="link" onClick={open(one.opposing[0])}>
                      {one.opposing.length} against it
                    </button>
                  )}
                </div>
              </td>
              <td class="quiet">
                {dayInWords(one.since)} – {one.until ? dayInWords(one.until) : "…"}
                {one.no_report_since && <> · no report since {dayInWords(one.no_report_since)}</>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function PlacePanel({ placeKey, asOf, knownAt }: { placeKey: string; asOf: string; knownAt: string }) {
  const parameters = new URLSearchParams();
  if (asOf) parameters.set("as_of", asOf);
  if (knownAt) parameters.set("known_at", knownAt);
  const answer = useAnswer<Place>(`places/${encodeURIComponent(placeKey)}?${parameters}`);
  if (answer.problem) return <Failed problem={answer.problem} retry={answer.retry} />;
  const place = answer.data;
  if (!place) return <Skeleton rows={8} />;
  const days = place.accounts.flatMap((account) => [Date.parse(account.begin), Date.parse(account.last)]);
  const begin = Math.min(...days);
  const count = Math.max(1, (Math.max(...days) - begin) / 86400000 + 1);
  const where = [place.admin1 !== place.name && place.admin1, place.country].filter(Boolean).join(", ");
  return (
    <article class={answer.isSlow ? "place old" : "place"}>
      <nav class="back">
        <button onClick={() => history.back()}>‹ Back</button>
        <button onClick={() => changeQuery({ place: place.key }) ?? change({ at: "", claim: "" })}>
          {place.claims} {place.claims === 1 ? "claim" : "claims"} here
        </button>
      </nav>
      <h2 tabIndex={-1}>{place.name}</h2>
      <p class="about">
        {where} · {place.precision}
        {place.lat === null && ` · an area, about ${Math.round(place.radius_km)} km around`}
      </p>
      <States place={place} asOf={new URLSearchParams(answer.of.split("?")[1]).get("as_of") ?? ""} />
      {place.unreported.length > 0 && <p class="quiet">No report: {place.unreported.join(", ")}.</p>}
      <History history={place.history} />
      {days.length > 0 && (
        <>
          <h3>
            Accounts, {dayInWords(new Date(begin).toISOString().slice(0, 10))} – {dayInWords(new Date(Math.max(...days)).toISOString().slice(0, 10))}
          </h3>
          {[...bandsOf(place.accounts)].map(([name, bands]) => (
            <Bands key={name} name={name} bands={bands} begin={begin} days={count} />
          ))}
          {place.is_cut && <Note>More accounts exist than are drawn here.</Note>}
        </>
      )}
    </article>
  );
}
