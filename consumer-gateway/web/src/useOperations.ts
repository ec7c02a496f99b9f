import { useCallback, useEffect, useRef, useState } from "react";
import { LoggedOut, told } from "./api";
import { look, type Operations } from "./operations";

export interface Watched {
  /** What was seen last; nothing before the first time. */
  readonly seen: Operations | null;
  /** Why nothing newer is seen; empty while all is well. */
  readonly failure: string;
  readonly again: () => void;
}

const period = 10_000;

/** Looks at the gateway again and again, for as long as somebody may be looking at the page. */
export function useOperations(expired: () => void): Watched {
  const [seen, setSeen] = useState<Operations | null>(null);
  const [failure, setFailure] = useState("");
  const now = useRef<() => void>(() => {});

  useEffect(() => {
    let timer = 0;
    let over = false;
    let looking = false;

    async function once() {
      clearTimeout(timer);
      if (over || looking || document.hidden) {
        return;
      }
      looking = true;
      try {
        const found = await look();
        if (!over) {
          setSeen(found);
          setFailure("");
        }
      } catch (why) {
        if (why instanceof LoggedOut) {
          over = true;
          expired();
        } else if (!over) {
          setFailure(reason(why));
        }
      }
      looking = false;
      timer = window.setTimeout(once, period);
    }

    now.current = () => void once();
    document.addEventListener("visibilitychange", now.current);
    now.current();
    const { current } = now;
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", current);
    };
  }, [expired]);

  const again = useCallback(() => now.current(), []);
  return { seen, failure, again };
}

/** That a gateway does not answer is what this page is for, and nothing that its author did not foresee. */
function reason(why: unknown): string {
  return why instanceof TypeError || why instanceof DOMException ? "The gateway does not answer." : told(why);
}
