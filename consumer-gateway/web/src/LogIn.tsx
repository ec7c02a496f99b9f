import { useRef, useState, type FormEvent } from "react";
import { logIn, told, type Session } from "./api";
import { Mark } from "./TopBar";

interface Properties {
  /** Why one must log in, where that is not plain. */
  readonly why: string;
  readonly entered: (session: Session) => void;
}

export function LogIn({ why, entered }: Properties) {
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFailure("");
    try {
      entered(await logIn(user.current?.value.trim() ?? "", password.current?.value ?? ""));
    } catch (refused) {
      setFailure(told(refused));
      setBusy(false);
      if (password.current !== null) {
        password.current.value = "";
        password.current.focus();
      }
    }
  }

  return (
    <main className="log-in" id="main">
      <title>Log in – Shared imaging studies</title>
      <form className="card" onSubmit={submit}>
        <Mark />
        <h1>Shared imaging studies</h1>
        {why === "" ? null : <p className="note" role="status">{why}</p>}
        <label htmlFor="user">User name</label>
        <input ref={user} id="user" name="user" type="text" required autoFocus maxLength={64} autoComplete="username"
          autoCapitalize="none" spellCheck={false} />
        <label htmlFor="password">Password</label>
        <input ref={password} id="password" name="password" type="password" required maxLength={256}
          autoComplete="current-password" />
        <p className="failure" role="alert" hidden={failure === ""}>{failure}</p>
        <button type="submit" disabled={busy}>Log in</button>
      </form>
    </main>
  );
}
