// Where in the portal one is. A patient's id is in no address that a server, a proxy or the browser's history would keep.

export type Place = "/" | "/log-in" | "/operations";

export function go(place: Place): void {
  if (location.pathname !== place) {
    history.replaceState(null, "", place);
  }
}

/** Goes on to a place of a user's, from which the browser leads back. */
export function goOn(place: Place): void {
  if (location.pathname !== place) {
    history.pushState(null, "", place);
  }
}

/** The place that the address names; operations are for administrators, all others see studies. */
export function placeFor(administrator: boolean): Place {
  return administrator && location.pathname === "/operations" ? "/operations" : "/";
}

/** The patient of a link such as `/#patient=…`, which is then taken out of the address. */
export function patientOfLink(): string | null {
  const linked = new URLSearchParams(location.hash.slice(1)).get("patient");
  if (linked !== null) {
    history.replaceState(null, "", location.pathname);
  }
  return linked;
}
