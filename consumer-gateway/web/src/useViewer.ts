import { useCallback, useState } from "react";
import { LoggedOut, told, viewerOf, type Session, type Study } from "./api";

/** Opens studies in the viewer, each in a tab of its own; what kept the last one from it is told. */
export function useViewer(session: Session, expired: () => void) {
  const [failure, setFailure] = useState("");

  const open = useCallback(async (study: Study) => {
    setFailure("");
    // Now, and not when the address is known: browsers let a page open a tab only while the user clicks.
    const tab = window.open("", "_blank");
    if (tab === null) {
      setFailure("The browser does not let the viewer open. Please allow this page to open tabs.");
      return;
    }
    tab.opener = null;
    try {
      tab.location.replace(await viewerOf(session, study));
    } catch (refused) {
      tab.close();
      if (refused instanceof LoggedOut) {
        expired();
      } else {
        setFailure(told(refused));
      }
    }
  }, [session, expired]);

  return { failure, open };
}
