import { memo, useId, useState } from "react";
import type { Study } from "./api";
import { communityOf, nameOf, size } from "./listing";
import { described } from "./persons";
import { Thumbnail } from "./Thumbnail";
import type { Download } from "./useDownloads";

interface Properties {
  readonly study: Study;
  readonly download: Download | undefined;
  readonly start: (study: Study) => void;
  readonly open: (study: Study) => void;
}

export const StudyRow = memo(function StudyRow({ study, download, start, open }: Properties) {
  const [detailed, setDetailed] = useState(false);
  const details = useId();
  return (
    <>
      <tr>
        <td className="picture"><Thumbnail study={study} /></td>
        <td className="date">{study.date}</td>
        <td>{study.modalities.map(modality => <span key={modality} className="modality">{modality}</span>)}</td>
        <td className="description">{study.description}</td>
        <td>{study.institution}</td>
        <td>{communityOf(study)}</td>
        <td className="number">{study.instances}</td>
        <td className="actions">
          <button type="button" aria-label={`Open ${nameOf(study)}`} onClick={() => open(study)}>Open</button>
          <button type="button" className="plain" aria-label={`Download ${nameOf(study)}`}
            disabled={download?.kind === "running"} onClick={() => start(study)}>Download</button>
          <button type="button" className="plain" aria-label={`Details of ${nameOf(study)}`} aria-expanded={detailed}
            aria-controls={detailed ? details : undefined} onClick={() => setDetailed(!detailed)}>Details</button>
        </td>
      </tr>
      {download === undefined ? null : (
        <tr className="more">
          <td colSpan={8}><DownloadState study={study} download={download} /></td>
        </tr>
      )}
      {detailed ? (
        <tr className="more" id={details}>
          <td colSpan={8}><Details study={study} /></td>
        </tr>
      ) : null}
    </>
  );
});

function DownloadState({ study, download }: { readonly study: Study; readonly download: Download }) {
  switch (download.kind) {
    case "running":
      return (
        <div className="line">
          <progress aria-label={`Download of ${nameOf(study)}`} max={study.instances} value={download.progress.images} />
          <span>{download.progress.images} of {study.instances} images, {size(download.progress.bytes)}</span>
          <button type="button" className="plain" aria-label={`Cancel the download of ${nameOf(study)}`} onClick={download.stop}>
            Cancel
          </button>
        </div>
      );
    case "done":
      return <span role="status">Downloaded: {study.instances} images, {size(download.progress.bytes)}.</span>;
    case "failed":
      return <span role="alert" className="failed">Nothing was saved. {download.why}</span>;
  }
}

function Details({ study }: { readonly study: Study }) {
  return (
    <dl>
      <dt>Patient, as its source says</dt>
      <dd>{described(study.patient) || "not named"}</dd>
      <dt>Study Instance UID</dt>
      <dd>{study.studyInstanceUID}</dd>
      <dt>Series</dt>
      <dd>{study.series}</dd>
      <dt>Manifest</dt>
      <dd>{study.documentUniqueId}</dd>
      <dt>Repository</dt>
      <dd>{study.repositoryUniqueId}</dd>
      {study.homeCommunityId === "" ? null : (
        <>
          <dt>Community</dt>
          <dd>{study.homeCommunityId}</dd>
        </>
      )}
    </dl>
  );
}
