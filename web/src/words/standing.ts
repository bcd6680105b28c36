// Standings in words: how accounts of one happening stand to one another. Never "true".
/** What colours a standing; several of one weight share one. */
export type Tone = "gone" | "disputed" | "strong" | "several" | "single" | "weak";

export interface StandingWords {
  name: string;
  /** What it says, for whoever meets it the first time. */
  means: string;
  tone: Tone;
}

const STANDINGS: Record<string, StandingWords> = {
  retracted: { name: "retracted", means: "who said it no longer does, and nobody else did", tone: "gone" },
  discounted: { name: "discounted", means: "its only evidence is shown to be of something else", tone: "gone" },
  disputed: { name: "disputed", means: "somebody who is not of the same side says otherwise", tone: "disputed" },
  "adverse-admission": { name: "admitted", means: "a side says it against its own interest", tone: "strong" },
  "cross-side": { name: "cross-side", means: "parties that are opposed both say so", tone: "strong" },
  "independently-geolocated": { name: "geolocated", means: "images placed by someone without a part in it", tone: "strong" },
  "third-party-corroborated": { name: "corroborated", means: "several origins, one of them an outsider with eyes of its own", tone: "several" },
  "one-sided": { name: "one-sided", means: "several origins, none known to stand outside one side", tone: "single" },
  "single-source": { name: "single source", means: "one named voice", tone: "single" },
  "anonymous-single-source": { name: "anonymous source", means: "one voice without a name", tone: "weak" },
  "narrator-only": { name: "outlet only", means: "a report says so and names nobody", tone: "weak" },
  none: { name: "no standing", means: "nobody affirms it", tone: "weak" },
};

export function standingOf(standing: string): StandingWords {
  return STANDINGS[standing] ?? { name: standing, means: "", tone: "weak" };
}
export const standings = (): [string, StandingWords][] => Object.entries(STANDINGS).filter(([key]) => key !== "none");

/** Tones from the firmest to what is taken back: the order of a stack. */
export const TONES: readonly Tone[] = ["strong", "several", "single", "weak", "disputed", "gone"];

/** How a mark is filled, so that nobody needs to tell colours apart. */
export type Filling = "full" | "double" | "hollow" | "dashed" | "half" | "crossed";
const FILLINGS: Record<Tone, Filling> = {
  strong: "full", several: "double", single: "hollow", weak: "dashed", disputed: "half", gone: "crossed",
};
export const fillingOf = (tone: Tone): Filling => FILLINGS[tone];

/** "disputed: killed"; what belongs to no event says why. */
export function standingInWords(event: { standing: string; disputes: string[] } | null): string {
  if (!event) return "in no event (planned, possible, asked or misread)";
  const slots = event.disputes.filter((slot) => slot !== "happened");
  return slots.length ? `${standingOf(event.standing).name}: ${slots.join(", ")}` : standingOf(event.standing).name;
}
export const toneOf = (event: { standing: string } | null): Tone => (event ? standingOf(event.standing).tone : "weak");

/** "3 disputed, 9 single source", the firmest first; claims of no event last. */
export function mixInWords(standings: Record<string, number>, claims: number): string {
  const words = Object.entries(STANDINGS)
    .map(([standing, { name, tone }]) => ({ count: standings[standing] ?? 0, name, tone }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
  const rest = claims - words.reduce((sum, { count }) => sum + count, 0);
  return [...words.map(({ count, name }) => `${count} ${name}`), ...(rest > 0 ? [`${rest} in no event`] : [])].join(", ");
}

const READINGS: Record<string, string> = { confirmed: "read right", corrected: "corrected", rejected: "misread", unreviewed: "not reviewed" };
export const readings = (): [string, string][] => Object.entries(READINGS);
export const readingName = (reading: string): string => READINGS[reading] ?? reading;

const EDGES: Record<string, string> = {
  speaker: "the same speaker", copy: "copies of one report", agency: "one agency or outlet", retold: "retold by the outlet", citation: "one cites the other",
  passage: "a copied passage", quotation: "the same quotation", media: "the same image",
};
export const edgeName = (edge: string): string => EDGES[edge] ?? edge;

const ASPECTS: Record<string, string> = { happened: "what", agent: "by whom", holder: "held by", checked: "checked" };
/** What can change in an event. */
const CHANGES: Record<string, string> = { standing: "standing", disputes: "what is disputed", origins: "origins", agent: "by whom", holder: "held by" };
export const changeName = (what: string): string => CHANGES[what] ?? what;

export const causeName = (kind: "new" | "replaced" | "gone"): string => ({ new: "", replaced: "changed: ", gone: "gone: " })[kind];

export const aspectName = (aspect: string): string => ASPECTS[aspect] ?? aspect;
