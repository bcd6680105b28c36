// Reviews on their way to the ledger. Nothing in a ledger is taken back, so a review waits some seconds in which it can be
// undone; then it is written, and what is shown is asked for again when the server has read it.
import { ask, Problem, send, type ClaimCard, type Info, type Review } from "../api/client";
import { askAgain } from "./hooks";
import { signalOf } from "./signal";

export const WAIT_MS = 4000;
const POLL_MS = 400;
const MOST_POLLS = 60;

export const REASONS = ["the text does not say this", "another source says it", "another place", "another day", "another kind of event", "said twice"] as const;
/** Slots that a reviewer can correct, as record/correction.h names them. */
export const FIELDS = ["type", "realis", "source_name", "source_side", "happened", "quantity", "agent_side", "holder_after_side"] as const;
export type Field = (typeof FIELDS)[number];

export interface Waiting {
  review: Review;
  words: string;
  state: "waiting" | "writing" | "failed";
  trouble: string;
}

/** The review in hand, for the bar that tells of it. */
export const inHand = signalOf<Waiting | undefined>(undefined);
/** Claims that are picked for a merge or a split, in the order of picking. */
export const picked = signalOf<string[]>([]);
export const lastCorrection = signalOf<Review["corrections"]>([]);

let timer: number | undefined;

async function write(waiting: Waiting): Promise<void> {
  inHand.set({ ...waiting, state: "writing" });
  try {
    const { head } = await send(waiting.review);
    for (let i = 0; i < MOST_POLLS && (await ask<Info>("info")).head !== head; ++i) await new Promise((done) => setTimeout(done, POLL_MS));
    inHand.set(undefined);
    askAgain();
  } catch (problem) {
    inHand.set({ ...waiting, state: "failed", trouble: problem instanceof Problem ? problem.message : String(problem) });
  }
}

function queue(card: ClaimCard, action: Review["action"], words: string, rest: Partial<Review> = {}): void {
  finish();
  const review: Review = { action, claim: card.claim.id, document: null, author: null, reason: "", corrections: [], others: [], ...rest };
  const waiting: Waiting = { review, words, state: "waiting", trouble: "" };
  inHand.set(waiting);
  timer = window.setTimeout(() => void write(waiting), WAIT_MS);
}

/** Writes at once what still waits: another review has come. */
export function finish(): void {
  clearTimeout(timer);
  const waiting = inHand.get();
  if (waiting?.state === "waiting") void write(waiting);
}

/** Takes back what still waits. */
export function undo(): void {
  if (inHand.get()?.state === "writing") return;
  clearTimeout(timer);
  inHand.set(undefined);
}

export const confirm = (card: ClaimCard): void => queue(card, "confirm", "read right");
export const reject = (card: ClaimCard, reason: string): void => queue(card, "reject", `misread: ${reason}`, { reason });
export const note = (card: ClaimCard, reason: string): void => queue(card, "note", reason, { reason });
export function correct(card: ClaimCard, corrections: Review["corrections"]): void {
  lastCorrection.set(corrections);
  queue(card, "correct", `corrected: ${corrections.map(({ field }) => field.replaceAll("_", " ")).join(", ")}`, { corrections });
}
export function join(card: ClaimCard, action: "merge" | "split"): void {
  const others = picked.get().filter((id) => id !== card.claim.id);
  if (!others.length) return;
  queue(card, action, action === "merge" ? `one event with ${others.length} picked` : `not the event of ${others.length} picked`, { others });
  picked.set([]);
}
export function pick(id: string): void {
  const now = picked.get();
  picked.set(now.includes(id) ? now.filter((one) => one !== id) : [...now, id]);
}

/** What the field holds now, as a correction writes it. */
export function valueOf(card: ClaimCard, field: Field): string {
  const { claim } = card;
  if (field === "happened") {
    const { begin, end } = claim.happened ?? { begin: null, end: null };
    if (!begin && !end) return "";
    const last = end ? new Date(Date.parse(end) - 86400000).toISOString().slice(0, 10) : "";
    return begin === last ? last : `${begin ?? ""}/${last}`;
  }
  if (field === "quantity") {
    const { min, max } = claim.quantity ?? { min: null, max: null };
    if (min === null && max === null) return "";
    return min === max ? `${min}` : `${min ?? ""}..${max ?? ""}`;
  }
  if (field === "agent_side" || field === "holder_after_side")
    return claim.roles.find((role) => role.role === field.replace("_side", ""))?.side ?? "";
  return claim[field] ?? "";
}

/** The slot that a reviewer should look at first: one that the machine left empty or guessed. */
export function doubtful(card: ClaimCard): Field {
  if (!card.claim.source_name && card.claim.cue) return "source_name";
  if (card.claim.happened_basis === "published" || !card.claim.happened) return "happened";
  if (card.claim.source_name && !card.claim.source_side) return "source_side";
  return "type";
}

/** Text, address, hash and time, for whoever prints it. */
export function citation(card: ClaimCard, uri: string | null): string {
  const voice = card.claim.source_name ?? card.publisher ?? "a report";
  return [`${voice}: “${card.claim.sentence_words}”`, [card.publisher, card.title, card.published].filter(Boolean).join(", "), uri, card.document, card.claim.id]
    .filter(Boolean)
    .join("\n");
}
