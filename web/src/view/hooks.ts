// How components follow the view and the server.
import { useEffect, useState } from "preact/hooks";
import { ask, Problem } from "../api/client";
import { signalOf } from "./signal";
import { currentView, onView, type View } from "./view";

/** Counts up when the record has grown and what is shown should be asked for again. */
const growth = signalOf(0);
export const askAgain = (): void => growth.set(growth.get() + 1);

export function useView(): View {
  const [view, set] = useState(currentView());
  useEffect(() => onView(set), []);
  return view;
}

export interface Answer<T> {
  /** The last good answer; it stays, dimmed, while the next one is on its way. */
  data: T | undefined;
  /** The path that `data` answers. */
  of: string;
  problem: Problem | undefined;
  /** Nothing came within SLOW_MS: time for a skeleton or a dimmed look. */
  isSlow: boolean;
  retry(): void;
}

const SLOW_MS = 300;

let waiting: (() => void)[] = [];
function applyAll(): void {
  const all = waiting;
  waiting = [];
  for (const apply of all) apply();
}
const TOGETHER_MS = 8;
/** With what else comes just then: map, list and counts change together, and are drawn once. */
function together(apply: () => void): void {
  waiting.push(apply);
  if (waiting.length === 1) setTimeout(applyAll, TOGETHER_MS);
}

/** Asks `path` whenever it changes; an empty path asks nothing. */
export function useAnswer<T>(path: string): Answer<T> {
  const [good, setGood] = useState<{ data: T; of: string }>();
  const [problem, setProblem] = useState<Problem>();
  const [isSlow, setSlow] = useState(false);
  const [round, setRound] = useState(0);
  const [grown, setGrown] = useState(growth.get());
  useEffect(() => growth.subscribe(setGrown), []);
  useEffect(() => {
    if (!path) return;
    const control = new AbortController();
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    const settle = (data: T | undefined, error?: unknown): void =>
      together(() => {
        if (control.signal.aborted) return;
        clearTimeout(timer);
        setSlow(false);
        if (data !== undefined) setGood({ data, of: path });
        setProblem(error === undefined ? undefined : error instanceof Problem ? error : new Problem(String(error), 0, false));
      });
    ask<T>(path, control.signal).then(settle, (error: unknown) => control.signal.aborted || settle(undefined, error));
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [path, round, grown]);
  return { data: good?.data, of: good?.of ?? "", problem, isSlow, retry: () => setRound(round + 1) };
}
