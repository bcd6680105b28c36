// What a part shows while it has nothing: on its way, failed, or nothing there.
import type { ComponentChildren } from "preact";
import { useToken, type Problem } from "../api/client";

export function Failed({ problem, retry }: { problem: Problem; retry(): void }) {
  const isLocked = problem.status === 401;
  return (
    <div class="trouble" role="alert">
      <p>{problem.message}</p>
      {isLocked ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            useToken(new FormData(event.currentTarget).get("token") as string);
            retry();
          }}
        >
          <label>
            Token <input name="token" type="password" autocomplete="off" required />
          </label>
          <button>Use it</button>
        </form>
      ) : (
        <button onClick={retry}>Try again</button>
      )}
    </div>
  );
}

export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} />
      ))}
    </div>
  );
}

export function Note({ children }: { children: ComponentChildren }) {
  return (
    <div class="note" role="status">
      {children}
    </div>
  );
}
