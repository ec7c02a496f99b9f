import type { Session } from "./api";

interface Properties {
  readonly session: Session;
  readonly logOut: () => void;
}

export function TopBar({ session, logOut }: Properties) {
  return (
    <header className="top">
      <a className="skip" href="#main">Skip to the content</a>
      <Mark />
      <h1>Shared imaging studies</h1>
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

export function Mark() {
  return <img className="mark" src="/icon.svg" alt="" width="32" height="32" />;
}
