import type { MouseEvent } from "react";
import type { Session } from "./api";
import type { Place } from "./place";

interface Properties {
  readonly session: Session;
  readonly place: Place;
  readonly goTo: (place: Place) => void;
  readonly logOut: () => void;
}

export function TopBar({ session, place, goTo, logOut }: Properties) {
  return (
    <header className="top">
      <a className="skip" href="#main">Skip to the content</a>
      <Mark />
      <h1>Shared imaging studies</h1>
      {session.administrator ? <Places place={place} goTo={goTo} /> : null}
      <div className="who">
        <span>
          <strong>{session.name}</strong>
          {session.organization === null ? null : <span className="quiet"> {session.organization}</span>}
        </span>
        <button type="button" className="plain" onClick={logOut}>Log out</button>
      </div>
    </header>
  );
}

const places: readonly (readonly [Place, string])[] = [["/", "Studies"], ["/operations", "Operations"]];

function Places({ place, goTo }: { readonly place: Place; readonly goTo: (place: Place) => void }) {
  function follow(event: MouseEvent, to: Place) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      goTo(to);
    }
  }
  return (
    <nav aria-label="Portal">
      <ul className="places">
        {places.map(([to, title]) => (
          <li key={to}>
            <a href={to} aria-current={to === place ? "page" : undefined} onClick={event => follow(event, to)}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Mark() {
  return <img className="mark" src="/icon.svg" alt="" width="32" height="32" />;
}
