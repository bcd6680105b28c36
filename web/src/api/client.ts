// Asks the server. Types come from api/openapi.yaml (npm run types); an answer that is no success is a Problem.
import type { components } from "./schema.gen";

type Schemas = components["schemas"];
export type Info = Schemas["Info"];
export type Claim = Schemas["Claim"];
export type ClaimCard = Schemas["ClaimCard"];
export type ClaimPage = Schemas["ClaimPage"];
export type MapColumns = Schemas["MapColumns"];
export type Surrounding = Schemas["Surrounding"];
export type PlaceMark = Schemas["Mark"];
export type Place = Schemas["Place"];
export type Account = Schemas["Account"];
export type Document_ = Schemas["Document"];
export type Span = Schemas["Span"];
export type Timeline = Schemas["Timeline"];
export type TimelineDay = Schemas["TimelineDay"];
export type EventPage = Schemas["EventPage"];
export type EventSummary = Schemas["EventSummary"];
export type Event_ = Schemas["Event"];
export type EventChange = Schemas["EventChange"];
export type VoiceRow = Schemas["VoiceRow"];
export type Cell = Schemas["Cell"];
export type Origin = Schemas["Origin"];
export type Review = Schemas["Review"];
export type StateInterval = Schemas["StateInterval"];

/** A sentence that says what went wrong; `isGone` when no server answered at all. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly isGone: boolean,
  ) {
    super(message);
  }
}

const TOKEN = "dateline-token";

async function fetchAnswer(path: string, signal?: AbortSignal, body?: unknown): Promise<Response> {
  const token = sessionStorage.getItem(TOKEN);
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(`/api/v1/${path}`, { headers, signal, ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem("The server does not answer. Is `dateline serve` still running?", 0, true);
  }
}

/** Writes a review; answers with the new last entry of the ledger. */
export function send(review: Review): Promise<{ entry: number; head: string }> {
  return ask("reviews", undefined, review);
}

export async function ask<T>(path: string, signal?: AbortSignal, body?: unknown): Promise<T> {
  const answer = await fetchAnswer(path, signal, body);
  if (answer.ok) return (await answer.json()) as T;
  const detail = await answer
    .json()
    .then((problem: Schemas["Problem"]) => problem.detail)
    .catch(() => `the server answered ${answer.status}`);
  throw new Problem(detail, answer.status, false);
}

export function useToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}
