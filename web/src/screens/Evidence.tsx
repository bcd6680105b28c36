// The evidence of one claim: the report's own text with the words marked by what they are, and where it all comes from.
import { useEffect, useRef } from "preact/hooks";
import type { ClaimCard, Document_, Span } from "../api/client";
import { ReviewBar, type Form } from "../parts/Review";
import { Mark } from "../parts/Mark";
import { toneOf } from "../words/standing";
import { Standing } from "../parts/Standing";
import { Failed, Skeleton } from "../parts/Trouble";
import { useAnswer } from "../view/hooks";
import { change } from "../view/view";
import { dayInWords, realisName, typeName } from "../words/english";
import { dayOf, inWords, placeInWords } from "../words/sentence";

const KINDS: Record<string, string> = {
  source: "source", cue: "cue", trigger: "what", place: "where", time: "when", role: "who or what", evidence: "evidence", check: "about checking", content: "reported",
};

/** The text cut where a span begins or ends; each piece with the kinds that cover it. */
export function piecesOf(text: string, spans: Span[]): { text: string; kinds: string[] }[] {
  const cuts = new Set([0, text.length]);
  for (const { span } of spans) cuts.add(span[0]!).add(span[1]!);
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(1).map((end, i) => {
    const begin = ends[i]!;
    const kinds = spans.filter(({ span }) => span[0]! <= begin && end <= span[1]!).map(({ kind }) => kind);
    return { text: text.slice(begin, end), kinds: [...new Set(kinds)] };
  });
}

function Text({ document, claim }: { document: Document_; claim: string }) {
  const shown = useRef<HTMLDivElement>(null);
  const mine = document.claims.find(({ card }) => card.claim.id === claim);
  const pieces = piecesOf(document.text, mine?.spans ?? []);
  // Only the text moves to the sentence; the claim itself stays in view above it.
  useEffect(() => {
    const [box, sentence] = [shown.current, shown.current?.querySelector(".span-sentence")];
    if (box && sentence) box.scrollTop += sentence.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  }, [document.id, claim]);
  return (
    <div class="text" ref={shown} lang={document.language ?? undefined} role="region" aria-label="Text of the report" tabIndex={0}>
      {pieces.map(({ text, kinds }, i) =>
        kinds.length ? (
          <mark key={i} class={kinds.map((kind) => `span-${kind}`).join(" ")} title={kinds.map((kind) => KINDS[kind]).filter(Boolean).join(", ") || undefined}>
            {text}
          </mark>
        ) : (
          <span key={i}>{text}</span>
        ),
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Slots({ card }: { card: ClaimCard }) {
  const { claim } = card;
  const quantity = claim.quantity;
  const count = quantity && [quantity.min, quantity.max].some((n) => n !== null)
    ? `${quantity.min === quantity.max ? quantity.min : `${quantity.min ?? "at most"}${quantity.max === null ? " or more" : ` – ${quantity.max}`}`} ${quantity.unit ?? ""}`
    : null;
  return (
    <dl class="facts">
      <Fact name="says" value={`${inWords(card).voice}${claim.source_side ? ` (${claim.source_side})` : ""} · ${claim.source_kind}`} />
      <Fact name="by" value={claim.medium} />
      <Fact name="what" value={`${typeName(claim.type)} · “${claim.trigger_words}”${realisName(claim.realis) ? ` · ${realisName(claim.realis)}` : ""}`} />
      {claim.roles.map((role) => (
        <Fact key={role.role + role.name} name={role.role.replace("_", " ")} value={`${role.name ?? ""}${role.side ? ` (${role.side})` : ""}`} />
      ))}
      <Fact name="where" value={placeInWords(card)} />
      <Fact name="when" value={`${dayOf(card)}${claim.happened_basis ? ` · ${claim.happened_basis}` : ""}`} />
      <Fact name="how many" value={count} />
      {claim.evidence.map((one, i) => (
        <Fact key={i} name="evidence" value={[one.kind, one.by && `by ${one.by}`, one.geolocated_by && `geolocated by ${one.geolocated_by}`, one.verified_by && `verified by ${one.verified_by}`].filter(Boolean).join(" · ")} />
      ))}
      <Fact name="read by" value={claim.grounds.join(" · ")} />
    </dl>
  );
}

export interface EvidenceProps {
  claim: string;
  asOf: string;
  knownAt: string;
  form: Form;
  setForm(form: Form): void;
  onOpen(card: ClaimCard | undefined, uri: string | null): void;
}

export function EvidencePanel({ claim, asOf, knownAt, form, setForm, onOpen }: EvidenceProps) {
  const days = new URLSearchParams();
  if (asOf) days.set("as_of", asOf);
  if (knownAt) days.set("known_at", knownAt);
  const card = useAnswer<ClaimCard>(`claims/${claim}?${days}`);
  const id = card.data?.claim.id === claim ? card.data.document : "";
  const document = useAnswer<Document_>(id && `documents/${id}`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [card.data?.claim.id]);
  useEffect(() => {
    onOpen(card.data, document.data?.uri ?? null);
    return () => onOpen(undefined, null);
  }, [card.data, document.data]);
  useEffect(() => setForm(""), [claim]);
  const failed = card.problem ? card : document.problem ? document : undefined;
  if (failed?.problem) return <Failed problem={failed.problem} retry={failed.retry} />;
  if (!card.data || !document.data) return <Skeleton rows={10} />;
  const { voice, cue, words } = inWords(card.data);
  const doc = document.data;
  return (
    <article class={[`evidence reading-${card.data.reading}`, (card.isSlow || document.isSlow) && "old"].filter(Boolean).join(" ")}>
      <nav class="back">
        <button onClick={() => history.back()}>‹ Back</button>
        <button onClick={() => change({ claim: "", at: "", event: "" })}>All claims</button>
        <button onClick={() => print()}>Print</button>
      </nav>
      <h2 tabIndex={-1} ref={heading}>
        <b>{voice}</b> <i>{cue}</i> {words}
      </h2>
      <p class="about">
        <Mark type={card.data.claim.type} tone={toneOf(card.data.event)} reading={card.data.reading} /> {typeName(card.data.claim.type)} · {placeInWords(card.data)} · {dayOf(card.data)}
      </p>
      {card.data.event && (
        <p>
          <Standing standing={card.data.event.standing} disputes={card.data.event.disputes} />{" "}
          <button class="link" onClick={() => change({ event: card.data!.event!.id, claim: "", at: "" })}>
            Who else says what: {card.data.event.documents} {card.data.event.documents === 1 ? "report" : "reports"}, {card.data.event.origins}{" "}
            {card.data.event.origins === 1 ? "origin" : "origins"}
          </button>
        </p>
      )}
      <ul class="marks" aria-label="Marks">
        {Object.entries(KINDS).map(([kind, name]) => (
          <li key={kind}>
            <mark class={`span-${kind}`}>{name}</mark>
          </li>
        ))}
      </ul>
      <Text document={doc} claim={claim} />
      <ReviewBar card={card.data} form={form} setForm={setForm} />
      <Slots card={card.data} />
      <h3>The report</h3>
      <dl class="facts">
        <Fact name="title" value={doc.title} />
        <Fact name="publisher" value={doc.publisher ?? "not known"} />
        <Fact name="published" value={doc.published ? `${dayInWords(doc.published)} · ${doc.published_basis}` : "not known"} />
        <Fact name="recorded" value={new Date(doc.recorded * 1000).toISOString().replace("T", " ").slice(0, 16) + " UTC"} />
        <Fact name="from" value={doc.uri} />
        <Fact name="SHA-256" value={doc.id.replace("sha256:", "")} />
        <Fact name="ledger entry" value={doc.entry} />
        <Fact name="replaces" value={doc.previous_version} />
      </dl>
    </article>
  );
}
