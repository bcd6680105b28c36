// What types, sides and filters are called on the desk. Shapes and words go together: colour alone says nothing.
export interface Family {
  name: string;
  /** An SVG path in a box of 16. */
  shape: string;
}

const FAMILIES: Record<string, Family> = {
  control: { name: "Control", shape: "M2 2h12v12H2z" },
  move: { name: "Movement", shape: "M8 1l7 13H1z" },
  violence: { name: "Violence", shape: "M8 0l2 6 6 2-6 2-2 6-2-6-6-2 6-2z" },
  people: { name: "People", shape: "M8 1a7 7 0 110 14A7 7 0 018 1z" },
  infrastructure: { name: "Services and damage", shape: "M4 1h8l4 7-4 7H4L0 8z" },
  humanitarian: { name: "Need and aid", shape: "M5 0h6v5h5v6h-5v5H5v-5H0V5h5z" },
  political: { name: "Politics", shape: "M8 0l8 6-3 10H3L0 6z" },
  verify: { name: "About claims", shape: "M8 0a8 8 0 110 16A8 8 0 018 0zm0 4a4 4 0 100 8 4 4 0 000-8z" },
};

const FAMILY_OF: Record<string, string> = {
  control: "control", move: "move", force: "move", logistics: "move", fortify: "move",
  clash: "violence", strike: "violence", explosion: "violence", sabotage: "violence", airdefence: "violence",
  attack: "violence", cyber: "violence",
  casualty: "people", displacement: "people", evacuation: "people", detention: "people", release: "people",
  deportation: "people", desertion: "people", remains: "people", disease: "people",
  damage: "infrastructure", outage: "infrastructure", restoration: "infrastructure", access: "infrastructure",
  hazard: "infrastructure",
  need: "humanitarian", aid: "humanitarian", corridor: "humanitarian",
  threat: "political", agreement: "political", sanction: "political", order: "political", protest: "political",
  accuse: "political",
  verify: "verify",
};

const TYPES: Record<string, string> = {
  "control.gain": "takes control", "control.hold": "holds", "control.contested": "contested", "control.encircle": "encircled",
  "control.admin": "administration", "move.advance": "advance", "move.withdraw": "withdrawal", "move.repelled": "attack repelled",
  "force.reinforce": "reinforcement", "logistics.supply": "supply", "fortify.mine": "mines, defences", "clash.ground": "ground fighting",
  "strike.shelling": "shelling", "strike.missile": "missile strike", "strike.air": "air strike", "strike.drone": "drone strike",
  "airdefence.intercept": "shot down", "airdefence.alert": "air alert", "attack.civilians": "attack on civilians",
  "attack.unconventional": "unconventional attack", "remains.found": "remains found", "hazard.technological": "technical hazard",
  "hazard.natural": "natural hazard", "aid.delivered": "aid", "aid.denied": "aid denied", "corridor.ceasefire": "corridor, truce",
  "threat.ultimatum": "threat", "agreement.talks": "talks", "accuse.investigate": "accusation, inquiry", "verify.confirm": "confirmation",
  "verify.dispute": "denial", "verify.retract": "correction", "verify.responsibility": "responsibility", "verify.cannot": "not verified",
};

export const FILTER_NAMES: Record<string, string> = {
  q: "words", type: "type", side: "side", place: "place", source: "source", lane: "lane", realis: "status",
  known_at: "known on", as_of: "as of",
};

export const LANES = [
  ["region", "regions", "An area is named, no place in it"],
  ["country", "country only", "Only a country is named"],
  ["unlocated", "unlocated", "The text names no place"],
  ["undated", "undated", "Neither the text nor the report has a day"],
] as const;

export function familyKey(type: string): string {
  return FAMILY_OF[type.split(".")[0] ?? ""] ?? "verify";
}
export function familyOf(type: string): Family {
  return FAMILIES[familyKey(type)]!;
}
/** The shape of a type's family; a square that says nothing where there is no type. */
export const shapeOf = (type: string): string => (type ? familyOf(type).shape : "M3 3h10v10H3z");
export function typeName(type: string): string {
  return TYPES[type] ?? type.replace(".", " ");
}
/** Families with the beginnings of their types, for the filter chips. */
export function families(): { key: string; family: Family; types: string[] }[] {
  return Object.entries(FAMILIES).map(([key, family]) => ({
    key,
    family,
    types: Object.keys(FAMILY_OF).filter((prefix) => FAMILY_OF[prefix] === key),
  }));
}

const REALIS: Record<string, string> = {
  denied: "denied", possible: "possible", planned: "planned", conditional: "conditional", asked: "asked",
};
/** Empty for what is asserted. */
export function realisName(realis: string): string {
  return REALIS[realis] ?? "";
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** "9 Sep 2022". */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}
/** A half-open interval as people say it. */
export function intervalInWords(begin: string | null, end: string | null): string {
  const last = end ? addDays(end, -1) : null;
  if (begin && last) return begin === last ? dayInWords(begin) : `${dayInWords(begin)} – ${dayInWords(last)}`;
  if (begin) return `since ${dayInWords(begin)}`;
  return last ? `until ${dayInWords(last)}` : "day not said";
}
