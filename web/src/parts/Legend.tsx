// What the shapes and outlines of the map mean, and the keys.
import { useEffect, useRef } from "preact/hooks";

export function Legend() {
  return (
    <details class="legend">
      <summary>Legend</summary>
      <ul>
        <li><span class="dot" aria-hidden="true" /> a settlement or a place in it; the size and the number tell how many claims name it</li>
        <li><span class="area" aria-hidden="true" /> an area: the text names no place in it</li>
        <li><span class="around" aria-hidden="true" /> around a place: near it, on one side of it, on the way to it or between two</li>
        <li><span class="dashed" aria-hidden="true" /> a disputed border or claim</li>
        <li>Everything here is said by someone. Open a claim to see by whom.</li>
      </ul>
    </details>
  );
}

const KEYS = [
  ["/", "search"],
  ["j  k", "next, previous claim"],
  ["Enter", "open the claim"],
  ["e", "evidence of the selected claim"],
  ["m", "map or list (narrow screens)"],
  ["[  ]", "a day back, a day on"],
  ["?", "this help"],
  ["Esc", "back"],
] as const;

export function Help({ isOpen, close }: { isOpen: boolean; close(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} onClose={close} aria-label="Keys">
      <h2>Keys</h2>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button onClick={close}>Close</button>
    </dialog>
  );
}
