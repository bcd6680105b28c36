// The keys of the desk, by their place on the keyboard, so that they work on a Cyrillic layout too. Off while typing, and off
// altogether where a person has turned them off.

export interface KeyActions {
  search(): void;
  next(step: 1 | -1): void;
  extend(step: 1 | -1): void;
  open(): void;
  evidence(): void;
  half(): void;
  day(step: 1 | -1): void;
  time(): void;
  then(): void;
  arrivals(): void;
  help(): void;
  back(): void;
  confirm(): void;
  correct(): void;
  reject(): void;
  merge(): void;
  split(): void;
  dispute(): void;
  publish(): void;
  flag(): void;
  undo(): void;
  pick(): void;
  cite(): void;
  repeat(): void;
}

const OFF = "dateline-keys-off";
export const areKeysOff = (): boolean => localStorage.getItem(OFF) !== null;
export function turnKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.isComposing) return true;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && (target as HTMLInputElement).type !== "range";
}

export function listen(actions: KeyActions): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
      event.preventDefault();
      actions.search();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === "Escape") {
      if (isTyping(event)) (event.target as HTMLElement).blur();
      else actions.back();
      return;
    }
    if (isTyping(event) || areKeysOff()) return;
    const step = (move: (step: 1 | -1) => void, by: 1 | -1) => () => move(by);
    const act = {
      Slash: () => (event.shiftKey ? actions.help() : actions.search()),
      KeyJ: step(event.shiftKey ? actions.extend : actions.next, 1),
      KeyK: step(event.shiftKey ? actions.extend : actions.next, -1),
      KeyE: actions.evidence,
      KeyM: actions.half,
      BracketLeft: step(actions.day, -1),
      BracketRight: step(actions.day, 1),
      KeyT: actions.time,
      KeyW: actions.then,
      KeyN: actions.arrivals,
      KeyA: actions.confirm,
      KeyC: actions.correct,
      KeyR: actions.reject,
      KeyG: actions.merge,
      KeyS: actions.split,
      KeyD: actions.dispute,
      KeyP: actions.publish,
      KeyF: actions.flag,
      KeyU: actions.undo,
      KeyX: actions.pick,
      KeyY: actions.cite,
      Period: actions.repeat,
    }[event.code];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.code === "Enter" && event.target === document.body) {
      actions.open();
    }
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
