// Asks the server. Types come from api/openapi.yaml (npm run types); an answer that is no success is a Problem.
import type { components } from "./schema.gen";

type Schemas = components["schemas"];
export type Info = Schemas["Info"];
export type Claim = Schemas["Claim"];
export type ClaimCard = Schemas["ClaimCard"];
export type ClaimPage = Schemas["ClaimPage"];
export type PlaceMap = Schemas["PlaceMap"];
export type Surrounding = Schemas["Surrounding"];
export type MapPlace = Schemas["MapPlace"];
export type Place = Schemas["Place"];
export type Account = Schemas["Account"];
export type Document_ = Schemas["Document"];
export type Span = Schemas["Span"];
export type Timeline = Schemas["Timeline"];

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

async function fetchAnswer(path: string, signal?: AbortSignal): Promise<Response> {
  const token = sessionStorage.getItem(TOKEN);
  const headers: HeadersInit = token ? { Authorization: `Bearer ${token}` } : {};
  try {
    return await fetch(`/api/v1/${path}`, { headers, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem("The server does not answer. Is `dateline serve` still running?", 0, true);
  }
}

export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetchAnswer(path, signal);
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
