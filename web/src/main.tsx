// The desk: one screen whose whole state is in the address (view/view.ts).
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ClaimCard, EventSummary, Info } from "./api/client";
import { Help } from "./parts/Legend";
import { InHand, type Form } from "./parts/Review";
import { Situation } from "./screens/Situation";
import { useArrivals } from "./view/arrivals";
import { askAgain, useAnswer, useView } from "./view/hooks";
import { listen, type KeyActions } from "./view/keys";
import * as review from "./view/review";
import { change, changeQuery, currentView } from "./view/view";
import { addDays } from "./words/english";
import "./styles.css";

/** What the stream shows and what is open, for the keys; not part of what is drawn. */
interface Hand {
  cards: ClaimCard[];
  events: EventSummary[];
  at: number;
  open: ClaimCard | undefined;
  uri: string | null;
  last: string;
}

function actionsOf(hand: Hand, setForm: (form: Form) => void, help: () => void): KeyActions {
  const isOfEvents = (): boolean => currentView().list === "events";
  const count = (): number => (isOfEvents() ? hand.events.length : hand.cards.length);
  const select = (index: number): void => {
    hand.at = Math.max(0, Math.min(count() - 1, index));
    document.querySelectorAll<HTMLAnchorElement>(".claims .says")[hand.at]?.closest("a")?.focus();
    const card = hand.cards[hand.at];
    if (currentView().claim && card && !isOfEvents()) change({ claim: card.claim.id }, true);
  };
  const open = (): void => {
    const at = Math.max(0, hand.at);
    const event = hand.events[at];
    const card = hand.cards[at];
    if (isOfEvents() && event) change({ event: event.id });
    else if (card) change({ claim: card.claim.id });
  };
  // The claim whose evidence is open, else the selected one of the stream.
  const withCard = (act: (card: ClaimCard) => void) => () => {
    const card = hand.open ?? (currentView().event || currentView().at || isOfEvents() ? undefined : hand.cards[hand.at]);
    if (card) act(card);
  };
  // Forms stand beside the evidence.
  const inForm = (form: Form) =>
    withCard((card) => {
      if (currentView().claim !== card.claim.id) change({ claim: card.claim.id });
      setTimeout(() => setForm(form), hand.open ? 0 : 300);
    });
  return {
    search: () => {
      change({ claim: "", at: "", event: "", half: "list" }, true);
      requestAnimationFrame(() => document.getElementById("search")?.focus());
    },
    next: (step) => select(hand.at + step),
    extend: (step) => {
      const from = hand.cards[Math.max(0, hand.at)];
      if (from && !review.picked.get().includes(from.claim.id)) review.pick(from.claim.id);
      select(hand.at + step);
      const to = hand.cards[hand.at];
      if (to && !review.picked.get().includes(to.claim.id)) review.pick(to.claim.id);
    },
    open,
    evidence: open,
    half: () => change({ half: currentView().half === "map" ? "list" : "map" }, true),
    day: (step) => {
      const from = currentView().query.as_of || hand.last;
      if (from) changeQuery({ as_of: addDays(from, step) }, true);
    },
    time: () => document.getElementById("as-of")?.focus(),
    then: () => {
      const { as_of, known_at } = currentView().query;
      changeQuery({ known_at: known_at ? "" : as_of });
    },
    arrivals: askAgain,
    help,
    back: () => {
      const view = currentView();
      if (view.claim || view.at || view.event) change({ claim: "", at: "", event: "" });
    },
    confirm: withCard(review.confirm),
    correct: inForm("correct"),
    reject: inForm("reject"),
    merge: withCard((card) => review.join(card, "merge")),
    split: withCard((card) => review.join(card, "split")),
    dispute: withCard((card) => review.note(card, "in dispute, says the reviewer")),
    publish: withCard((card) => review.note(card, "ready to publish")),
    flag: withCard((card) => review.note(card, "needs a second opinion")),
    undo: review.undo,
    pick: withCard((card) => review.pick(card.claim.id)),
    cite: withCard((card) => void navigator.clipboard?.writeText(review.citation(card, hand.uri)).catch(() => undefined)),
    repeat: withCard((card) => {
      const corrections = review.lastCorrection.get();
      if (corrections.length) review.correct(card, corrections);
    }),
  };
}

function Desk() {
  const view = useView();
  const info = useAnswer<Info>("info");
  const [isHelpOpen, setHelp] = useState(false);
  const [form, setForm] = useState<Form>("");
  const hand = useRef<Hand>({ cards: [], events: [], at: -1, open: undefined, uri: null, last: "" });
  hand.current.last = info.data?.last_day ?? "";
  const arrived = useArrivals(info.data);
  useEffect(() => listen(actionsOf(hand.current, setForm, () => setHelp(true))), []);
  const narrow = view.half === "map" ? "List" : "Map";
  return (
    <>
      <header>
        <h1>
          <a href="/" onClick={(event) => (event.preventDefault(), change({ claim: "", at: "", event: "" }))}>
            Dateline
          </a>
        </h1>
        <span class="quiet motto">who says that what happened where and when</span>
        {arrived > 0 && (
          <button class="arrivals" onClick={askAgain}>
            {arrived} new <kbd>n</kbd>
          </button>
        )}
        {info.data && (
          <span class="quiet">
            {info.data.claims} claims · {info.data.documents} reports
          </span>
        )}
        <button class="narrow" onClick={() => change({ half: view.half === "map" ? "list" : "map" }, true)}>
          {narrow}
        </button>
        <button onClick={() => setHelp(true)} aria-label="Keys and help">
          ?
        </button>
      </header>
      <Situation
        view={view}
        newest={info.data?.last_day ?? ""}
        form={form}
        setForm={setForm}
        onCards={(cards) => (hand.current.cards = cards)}
        onEvents={(events) => (hand.current.events = events)}
        onOpen={(card, uri) => {
          hand.current.open = card;
          hand.current.uri = uri;
        }}
      />
      <InHand />
      <Help isOpen={isHelpOpen} close={() => setHelp(false)} />
    </>
  );
}

render(<Desk />, document.getElementById("desk")!);
