// The desk: one screen whose whole state is in the address (view/view.ts).
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ClaimCard, Info } from "./api/client";
import { Help } from "./parts/Legend";
import { Situation } from "./screens/Situation";
import { useAnswer, useView } from "./view/hooks";
import { listen } from "./view/keys";
import { change, changeQuery, currentView } from "./view/view";
import { addDays } from "./words/english";
import "./styles.css";

function Desk() {
  const view = useView();
  const info = useAnswer<Info>("info");
  const [isHelpOpen, setHelp] = useState(false);
  const [at, setAt] = useState(-1);
  const cards = useRef<ClaimCard[]>([]);
  const last = useRef("");
  const cursor = useRef(-1);
  last.current = info.data?.last_day ?? "";
  cursor.current = at;

  const select = (index: number): void => {
    const bounded = Math.max(0, Math.min(cards.current.length - 1, index));
    setAt(bounded);
    const links = document.querySelectorAll<HTMLAnchorElement>(".claims a");
    links[bounded]?.focus();
    if (currentView().claim && cards.current[bounded]) change({ claim: cards.current[bounded]!.claim.id }, true);
  };
  const open = (): void => {
    const card = cards.current[Math.max(0, cursor.current)];
    if (card) change({ claim: card.claim.id });
  };
  useEffect(
    () =>
      listen({
        search: () => {
          change({ claim: "", at: "", half: "list" }, true);
          requestAnimationFrame(() => document.getElementById("search")?.focus());
        },
        next: (step) => select(cursor.current + step),
        open,
        evidence: open,
        half: () => change({ half: currentView().half === "map" ? "list" : "map" }, true),
        day: (step) => {
          const from = currentView().query.as_of || last.current;
          if (from) changeQuery({ as_of: addDays(from, step) }, true);
        },
        help: () => setHelp(true),
        back: () => (currentView().claim || currentView().at ? change({ claim: "", at: "" }) : undefined),
      }),
    [],
  );
  const narrow = view.half === "map" ? "List" : "Map";
  return (
    <>
      <header>
        <h1>
          <a href="/" onClick={(event) => (event.preventDefault(), change({ claim: "", at: "" }))}>
            Dateline
          </a>
        </h1>
        <span class="quiet motto">who says that what happened where and when</span>
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
      <Situation view={view} onCards={(shown) => (cards.current = shown)} />
      <Help isOpen={isHelpOpen} close={() => setHelp(false)} />
    </>
  );
}

render(<Desk />, document.getElementById("desk")!);
