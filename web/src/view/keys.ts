// The keys of the desk, by their place on the keyboard, so that they work on a Cyrillic layout too. Off while typing.

export interface KeyActions {
  search(): void;
  next(step: 1 | -1): void;
  open(): void;
  evidence(): void;
  half(): void;
  day(step: 1 | -1): void;
  help(): void;
  back(): void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && (target as HTMLInputElement).type !== "range";
}

export function listen(actions: KeyActions): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === "Escape") {
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
      else actions.back();
      return;
    }
    if (isTyping(event.target)) return;
    const act = {
      Slash: () => (event.shiftKey ? actions.help() : actions.search()),
      KeyJ: () => actions.next(1),
      KeyK: () => actions.next(-1),
      KeyE: () => actions.evidence(),
      KeyM: () => actions.half(),
      BracketLeft: () => actions.day(-1),
      BracketRight: () => actions.day(1),
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
