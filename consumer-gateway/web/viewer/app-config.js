// What OHIF is told here: one source of images, at this very address; no list of studies, for these are found in the portal; and nothing
// that would speak to anybody else.
window.PUBLIC_URL = "/";
console.time("scriptToView");
window.config = {
  routerBasename: "/",
  extensions: [],
  modes: [],
  customizationService: [{ "ohif.tours": { $set: [] } }],
  showStudyList: false,
  showCPUFallbackMessage: false,
  showWarningMessageForCrossOrigin: false,
  showLoadingIndicator: true,
  strictZSpacingForVolumeViewport: true,
  investigationalUseDialog: { option: "never" },
  maxNumberOfWebWorkers: 3,
  // The gateway fetches each image from the community that holds it: more at once would not be faster.
  maxNumRequests: { interaction: 8, thumbnail: 3, prefetch: 6 },
  whiteLabeling: {
    createLogoComponentFn: react =>
      react.createElement("a", { href: "/", style: { color: "#fff", whiteSpace: "nowrap" }, onClick: event => event.stopPropagation() },
        "To the portal"),
  },
  defaultDataSourceName: "shared",
  dataSources: [{
    namespace: "@ohif/extension-default.dataSourcesModule.dicomweb",
    sourceName: "shared",
    configuration: {
      friendlyName: "Shared studies",
      name: "shared",
      qidoRoot: "/dicom-web",
      wadoRoot: "/dicom-web",
      qidoSupportsIncludeField: false,
      supportsFuzzyMatching: false,
      supportsWildcard: false,
      supportsReject: false,
      supportsStow: false,
      dicomUploadEnabled: false,
      imageRendering: "wadors",
      thumbnailRendering: "wadors",
      enableStudyLazyLoad: true,
      omitQuotationForMultipartRequest: true,
      bulkDataURI: { enabled: true },
    },
  }],
  httpErrorHandler: failure => {
    const request = failure?.request ?? failure;
    heed(failure?.status ?? request?.status, textOf(request));
  },
};

// What asks for frames tells the handler above neither status nor reason.
const ask = window.fetch;
window.fetch = async (...question) => {
  const answer = await ask(...question);
  if (!answer.ok && new URL(answer.url).pathname.startsWith("/dicom-web/")) {
    answer.clone().text().then(text => heed(answer.status, text), () => heed(answer.status, ""));
  }
  return answer;
};

function heed(status, text) {
  if (status === 401) {
    window.location.replace("/ended");
  } else if (status === 404) {
    sayOnce("Not all images can be shown: some are not shared with you, or no longer.");
  } else if (status >= 500) {
    sayOnce(`Not all images can be shown: ${reason(text)}`);
  }
}

function textOf(request) {
  try {
    return request.responseType === "arraybuffer" || request.response instanceof ArrayBuffer
      ? new TextDecoder().decode(request.response)
      : request.responseText ?? request.response;
  } catch {
    return "";
  }
}

/** The gateway says in a sentence what was wrong, but in no form that a script must trust. */
function reason(text) {
  try {
    return String(JSON.parse(text).error).slice(0, 300);
  } catch {
    return "a community does not answer as it should.";
  }
}

function sayOnce(sentence) {
  if (document.getElementById("problem") === null) {
    const problem = document.createElement("p");
    problem.id = "problem";
    problem.setAttribute("role", "alert");
    problem.textContent = sentence;
    problem.style.cssText = "position:fixed;z-index:1000;left:0;right:0;bottom:0;margin:0;padding:.8em;text-align:center;background:#7a1f1f;color:#fff";
    document.body.append(problem);
  }
}
