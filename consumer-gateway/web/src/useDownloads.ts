import { useCallback, useEffect, useRef, useState } from "react";
import { LoggedOut, told, type Study } from "./api";
import { download, type Progress } from "./download";
import { keyOf } from "./listing";

export type Download =
  | { readonly kind: "running"; readonly progress: Progress; readonly stop: () => void }
  | { readonly kind: "done"; readonly progress: Progress }
  | { readonly kind: "failed"; readonly why: string };

/** The downloads of a list of studies, by the key of the study. Who leaves the list ends them. */
export function useDownloads(patient: string, expired: () => void) {
  const [downloads, setDownloads] = useState<ReadonlyMap<string, Download>>(new Map());
  const running = useRef(new Set<AbortController>());

  useEffect(() => {
    const all = running.current;
    return () => all.forEach(one => one.abort());
  }, []);

  const start = useCallback(async (study: Study) => {
    const key = keyOf(study);
    const control = new AbortController();
    const is = (state: Download | null) =>
      setDownloads(before => {
        const after = new Map(before);
        if (state === null) {
          after.delete(key);
        } else {
          after.set(key, state);
        }
        return after;
      });
    const stop = () => control.abort();
    let last: Progress = { bytes: 0, images: 0 };
    running.current.add(control);
    is({ kind: "running", progress: last, stop });
    try {
      await download(patient, study, control.signal, progress => {
        last = progress;
        is({ kind: "running", progress, stop });
      });
      is({ kind: "done", progress: last });
    } catch (failure) {
      if (control.signal.aborted) {
        is(null);
      } else if (failure instanceof LoggedOut) {
        expired();
      } else {
        is({ kind: "failed", why: failure instanceof TypeError ? "The images broke off on their way." : told(failure) });
      }
    } finally {
      running.current.delete(control);
    }
  }, [patient, expired]);

  return { downloads, start };
}
