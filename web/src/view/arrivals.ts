// New reports wait until they are asked for: nothing moves under the cursor.
import { useEffect, useState } from "preact/hooks";
import { ask, type Info } from "../api/client";

const LOOK_MS = 10000;

/** How many reports have come since `shown`; 0 while none has. */
export function useArrivals(shown: Info | undefined): number {
  const [now, setNow] = useState<Info>();
  useEffect(() => {
    const timer = setInterval(() => {
      ask<Info>("info")
        .then(setNow)
        .catch(() => undefined); // a server that has gone is told of where something is asked
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return shown && now ? Math.max(0, now.documents - shown.documents) : 0;
}
