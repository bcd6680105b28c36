// A claim in sentence form: who, by which word, what. Only words of the report; nothing is put into anyone's mouth.
import type { ClaimCard } from "../api/client";
import { dayInWords, intervalInWords } from "./english";

export interface InWords {
  voice: string;
  /** The report's own word of speaking, or what the desk says instead. */
  cue: string;
  words: string;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The part of the sentence that is reported, or the whole of it. Spans count bytes. */
function reportedWords(card: ClaimCard): string {
  const claim = card.claim as ClaimCard["claim"] & { sentence?: [number, number]; content?: [number, number][] };
  const sentence = claim.sentence;
  if (!sentence || !claim.content?.length) return claim.sentence_words;
  const bytes = encoder.encode(claim.sentence_words);
  const parts = claim.content
    .map(([begin, end]) => [Math.max(begin, sentence[0]) - sentence[0], Math.min(end, sentence[1]) - sentence[0]] as const)
    .filter(([begin, end]) => begin < end)
    .map(([begin, end]) => decoder.decode(bytes.subarray(begin, end)));
  return parts.join(" … ") || claim.sentence_words;
}

export function inWords(card: ClaimCard): InWords {
  const { claim } = card;
  const name = claim.source_name ?? card.publisher ?? "the report";
  const voice = name.charAt(0).toUpperCase() + name.slice(1);
  if (!claim.source_name) return { voice, cue: "reports:", words: claim.sentence_words };
  const words = reportedWords(card);
  const cue = claim.cue ?? "says";
  // "said that ..." reads on; "said: Most villages ..." does not.
  return { voice, cue: /^\p{Ll}/u.test(words) ? cue : `${cue}:`, words };
}

export function placeInWords(card: ClaimCard): string {
  const places = card.claim.places;
  if (!places.length) return "place not said";
  return places
    .map((place) => {
      const how = place.relation === "in" || place.relation === "at" ? "" : `${place.relation} `;
      return `${how}${place.bearing ? `${place.bearing} ` : ""}${place.name}`;
    })
    .join(", ");
}

export function dayOf(card: ClaimCard): string {
  const happened = card.claim.happened;
  if (happened) return intervalInWords(happened.begin, happened.end);
  return card.published ? `reported ${dayInWords(card.published)}` : "day not said";
}
