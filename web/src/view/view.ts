// The whole view is in the address: what is asked, which screen, what is selected. Back and forward work, and a link
// shows another person the same.
import { signalOf, type Listener } from "./signal";

/** The one query behind map, list, counts and export; names are those of the API. */
export interface Query {
  q: string;
  type: string[];
  side: string[];
  place: string;
  source: string;
  lane: string;
  realis: string;
  known_at: string;
  as_of: string;
}

export interface View {
  query: Query;
  /** A claim whose evidence is open. */
  claim: string;
  /** An event whose screen is open. */
  event: string;
  /** What the stream lists. */
  list: "claims" | "events";
  /** A place whose screen is open. */
  at: string;
  /** Which half a narrow screen shows. */
  half: "map" | "list";
}

export const EMPTY: Query = { q: "", type: [], side: [], place: "", source: "", lane: "", realis: "", known_at: "", as_of: "" };
const SINGLE = ["q", "place", "source", "lane", "realis", "known_at", "as_of"] as const;
const SEVERAL = ["type", "side"] as const;
export type Filter = (typeof SINGLE)[number] | (typeof SEVERAL)[number];

export function viewOf(search: string): View {
  const given = new URLSearchParams(search);
  const query: Query = { ...EMPTY };
  for (const name of SINGLE) query[name] = given.get(name) ?? "";
  for (const name of SEVERAL) query[name] = (given.get(name) ?? "").split(",").filter(Boolean);
  return {
    query,
    claim: given.get("claim") ?? "",
    event: given.get("event") ?? "",
    list: given.get("list") === "events" ? "events" : "claims",
    at: given.get("at") ?? "",
    half: given.get("half") === "list" ? "list" : "map",
  };
}

/** The query as parameters of the API, in a fixed order; `without` leaves filters out. */
export function parametersOf(query: Query, without: readonly Filter[] = []): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of SINGLE) if (query[name] && !without.includes(name)) parameters.set(name, query[name]);
  for (const name of SEVERAL) if (query[name].length && !without.includes(name)) parameters.set(name, query[name].join(","));
  return parameters;
}

export function addressOf(view: View): string {
  const parameters = parametersOf(view.query);
  if (view.at) parameters.set("at", view.at);
  if (view.event) parameters.set("event", view.event);
  if (view.claim) parameters.set("claim", view.claim);
  if (view.list === "events") parameters.set("list", "events");
  if (view.half === "list") parameters.set("half", "list");
  const text = parameters.toString();
  return text ? `/?${text}` : "/";
}

/** The filters that are set, each with its value as one text. */
export function filtersOf(query: Query): { name: Filter; value: string }[] {
  const set = [];
  for (const name of SINGLE) if (query[name]) set.push({ name, value: query[name] });
  for (const name of SEVERAL) for (const value of query[name]) set.push({ name, value });
  return set;
}

export function withoutFilter(query: Query, name: Filter, value: string): Query {
  if (name === "type" || name === "side") return { ...query, [name]: query[name].filter((one) => one !== value) };
  return { ...query, [name]: "" };
}

const view = signalOf<View>(viewOf(location.search));
addEventListener("popstate", () => {
  clearTimeout(resting);
  view.set(viewOf(location.search));
});

export const currentView = (): View => view.get();
export const onView = (listener: Listener<View>): (() => void) => view.subscribe(listener);

const REST_MS = 100;
let resting: number | undefined;

/** The address follows when the hand rests: browsers take some milliseconds for each, and Safari refuses more than 100 in half a minute. */
function replaceAddress(address: string): void {
  clearTimeout(resting);
  resting = window.setTimeout(() => history.replaceState(null, "", address), REST_MS);
}

/** Changes the view; `replace` for what is no step of its own, such as a slider that moves. */
export function change(part: Partial<View>, replace = false): void {
  const before = addressOf(view.get());
  const next = { ...view.get(), ...part };
  const address = addressOf(next);
  if (replace) {
    replaceAddress(address);
  } else if (address !== before) {
    // The step before keeps the address at which it came to rest.
    clearTimeout(resting);
    history.replaceState(null, "", before);
    history.pushState(null, "", address);
  }
  view.set(next);
}
export function changeQuery(part: Partial<Query>, replace = false): void {
  change({ query: { ...view.get().query, ...part } }, replace);
}
