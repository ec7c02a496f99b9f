// Where in the portal one is. A patient's id is in no address that a server, a proxy or the browser's history would keep.
import { useSyncExternalStore } from "react";

export type Place = "/" | "/log-in" | "/operations";

const places: readonly Place[] = ["/", "/log-in", "/operations"];

export function usePlace(): Place {
  return useSyncExternalStore(listen, here);
}

function here(): Place {
  return places.find(place => place === location.pathname) ?? "/";
}

export function go(place: Place): void {
  if (location.pathname !== place) {
    history.pushState(null, "", place);
    dispatchEvent(new PopStateEvent("popstate"));
  }
}

function listen(changed: () => void): () => void {
  addEventListener("popstate", changed);
  return () => removeEventListener("popstate", changed);
}

/** The patient of a link such as `/#patient=…`, which is then taken out of the address. */
export function patientOfLink(): string | null {
  const linked = new URLSearchParams(location.hash.slice(1)).get("patient");
  if (linked !== null) {
    history.replaceState(null, "", location.pathname);
  }
  return linked;
}
