// The one legend of map, timeline and lists; the keys, and whose data this rests on.
import { useEffect, useRef, useState } from "preact/hooks";
import { areKeysOff, turnKeys } from "../view/keys";
import { families } from "../words/english";
import { readings, standings } from "../words/standing";
import { Mark } from "./Mark";
import { Standing } from "./Standing";

export function Legend() {
  return (
    <details class="legend" name="over-the-map">
      <summary>Legend</summary>
      <p>On the map a mark stands for the newest claim of a place, on the timeline for the claims of a day.</p>
      <h2>Shape: what kind of event</h2>
      <ul class="several">
        {families().map(({ key, family, types }) => (
          <li key={key}><Mark type={types[0]!} tone="single" /> {family.name}</li>
        ))}
      </ul>
      <h2>Colour and filling: how its accounts stand</h2>
      <ul>
        {standings().map(([key, { means, tone }]) => (
          <li key={key}><Mark type="" tone={tone} /> <Standing standing={key} /> {means}</li>
        ))}
      </ul>
      <h2>Line around it: did the machine read it right</h2>
      <ul class="several">
        {readings().map(([key, name]) => (
          <li key={key}><Mark type="" tone="single" reading={key} /> {name}</li>
        ))}
      </ul>
      <h2>On the map</h2>
      <ul>
        <li><span class="area" aria-hidden="true" /> an area: the text names no place in it</li>
        <li><span class="around" aria-hidden="true" /> around a place: near it, on one side of it, on the way to it or between two</li>
        <li><span class="dashed" aria-hidden="true" /> a disputed border or claim</li>
        <li>The number beside a name tells how many claims name it; the mark grows with it.</li>
      </ul>
      <p>Everything here is said by someone. Open a claim to see by whom.</p>
    </details>
  );
}

const KEYS = [
  ["/  Ctrl+K", "search"],
  ["j  k", "next, previous"],
  ["Enter", "open"],
  ["e", "evidence of the selected claim"],
  ["m", "map or list (narrow screens)"],
  ["[  ]", "a day back, a day on"],
  ["t", "the day as of which"],
  ["w", "as known then, or now"],
  ["n", "take new reports"],
  ["a", "the machine read it right"],
  ["c", "correct a slot"],
  ["r", "misread; then 1 to 6 for why"],
  ["x", "pick; Shift+j, Shift+k pick on the way"],
  ["g  s", "merge with, split from the picked ones"],
  ["d  f  p", "note: in dispute, second opinion, to publish"],
  [".", "the last correction again"],
  ["u", "undo, until it is written"],
  ["y", "copy a citation"],
  ["?", "this help"],
  ["Esc", "back"],
] as const;

export function Help({ isOpen, close }: { isOpen: boolean; close(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOff, setOff] = useState(areKeysOff());
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} onClose={close} aria-label="Keys and about">
      <h2>Keys</h2>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input type="checkbox" checked={!isOff} onChange={(event) => (turnKeys(event.currentTarget.checked), setOff(!event.currentTarget.checked))} /> single
          keys are on
        </label>
      </p>
      <h2>About</h2>
      <p>Dateline keeps the record of who says that what happened where and when. It does not say what is true.</p>
      <p>
        Places and their names: <a href="https://www.geonames.org/">GeoNames</a>, licensed under{" "}
        <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>, selected and renamed in part. Land, borders, rivers and lakes:{" "}
        <a href="https://www.naturalearthdata.com/">Natural Earth</a>, public domain.
      </p>
      <button onClick={close}>Close</button>
    </dialog>
  );
}
