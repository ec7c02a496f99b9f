import { useState } from "react";
import type { Study } from "./api";
import { nameOf, thumbnailOf } from "./listing";

/** A picture of the study, fetched when its row comes into sight; until it is there, and where there is none, its modality stands there. */
export function Thumbnail({ study }: { readonly study: Study }) {
  const [state, setState] = useState<"coming" | "there" | "none">("coming");
  return (
    <span className="thumbnail">
      {state === "there" ? null : <span className="placeholder" aria-hidden="true">{study.modalities[0] ?? "–"}</span>}
      {state === "none" ? null : (
        <img src={thumbnailOf(study)} alt={state === "there" ? `Image of ${nameOf(study)}` : ""} width={64} height={64}
          loading="lazy" decoding="async" className={state} onLoad={() => setState("there")} onError={() => setState("none")} />
      )}
    </span>
  );
}
