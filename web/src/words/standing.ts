// Standings in words: how accounts of one happening stand to one another. Never "true".
export interface StandingWords {
  name: string;
  /** What it says, for whoever meets it the first time. */
  means: string;
  /** The class that colours it; several standings of one weight share one. */
  tone: "gone" | "disputed" | "strong" | "several" | "single" | "weak";
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

const READINGS: Record<string, string> = { confirmed: "read right", corrected: "corrected", rejected: "misread", unreviewed: "not reviewed" };
export const readingName = (reading: string): string => READINGS[reading] ?? reading;

const EDGES: Record<string, string> = {
  speaker: "the same speaker", copy: "copies of one report", agency: "one agency or outlet", retold: "retold by the outlet", citation: "one cites the other",
  passage: "a copied passage", quotation: "the same quotation", media: "the same image",
};
export const edgeName = (edge: string): string => EDGES[edge] ?? edge;

const ASPECTS: Record<string, string> = { happened: "what", agent: "by whom", holder: "held by" };
export const aspectName = (aspect: string): string => ASPECTS[aspect] ?? aspect;
