"use strict";

const form = document.getElementById("search");
const field = document.getElementById("patient");
const button = form.querySelector("button");
const message = document.getElementById("message");
const errors = document.getElementById("errors");
const results = document.getElementById("results");
const caption = document.getElementById("caption");
const rows = document.getElementById("studies");
const emergency = document.getElementById("emergency");
const emergencyForm = document.getElementById("state-emergency");
const emergencyPatient = document.getElementById("emergency-patient");
const emergencyFailure = document.getElementById("emergency-failure");
const emergencies = document.getElementById("emergencies");
let asked = 0;
let csrf = "";

enter();

async function enter() {
  const response = await ask("/api/session");
  if (response && response.ok) {
    welcome(await response.json());
  }
}

// Whoever is not logged in, or no longer, is led to where one logs in.
async function ask(address, change) {
  const response = await fetch(address, { cache: "no-store", ...change });
  if (response.status === 401) {
    location.replace("/log-in");
    return null;
  }
  return response;
}

function welcome(session) {
  csrf = session.csrf;
  document.getElementById("name").textContent =
    session.organization ? session.name + ", " + session.organization : session.name;
  document.getElementById("who").hidden = false;
  emergency.hidden = !session.breakGlass;
  emergencies.replaceChildren(...session.emergencies.map(stated => element("li",
    "Emergency access to " + stated.patient + " until " + new Date(stated.until).toLocaleTimeString())));
  emergencies.hidden = session.emergencies.length === 0;
}

function change(method, body) {
  return {
    method,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body)
  };
}

document.getElementById("log-out").addEventListener("click", async () => {
  await ask("/api/session", change("DELETE"));
  location.replace("/log-in");
});

emergency.addEventListener("toggle", () => {
  if (emergency.open && emergencyPatient.value === "") {
    emergencyPatient.value = field.value.trim();
  }
});

emergencyForm.addEventListener("submit", async event => {
  event.preventDefault();
  emergencyFailure.hidden = true;
  const patient = emergencyPatient.value.trim();
  const reason = document.getElementById("reason").value.trim();
  const response = await ask("/api/session/emergency", change("POST", { patient, reason }));
  if (!response) {
    return;
  }
  const answer = await response.json();
  if (response.ok) {
    welcome(answer);
    emergency.open = false;
    emergencyForm.reset();
    field.value = patient;
    find(patient);
  } else {
    emergencyFailure.textContent = answer.error;
    emergencyFailure.hidden = false;
  }
});

form.addEventListener("submit", event => {
  event.preventDefault();
  find(field.value.trim());
});

async function find(patient) {
  const question = ++asked;
  show("Searching…", [], []);
  button.disabled = true;
  try {
    const response = await ask("/api/studies?patient=" + encodeURIComponent(patient));
    if (!response) {
      return;
    }
    const answer = await response.json();
    if (question === asked) {
      if (response.ok) {
        present(answer);
      } else {
        show("", [], [answer.error]);
      }
    }
  } catch (failure) {
    console.error(failure);
    if (question === asked) {
      show("", [], ["The portal does not answer. Please try again."]);
    }
  } finally {
    if (question === asked) {
      button.disabled = false;
    }
  }
}

function present(answer) {
  const count = answer.studies.length;
  if (count > 0) {
    show(count === 1 ? "1 study found." : count + " studies found.", answer.studies, answer.errors, answer.patient);
  } else if (answer.errors.length > 0) {
    show("The search could not be completed.", [], answer.errors);
  } else {
    show("No shared studies of this patient.", [], []);
  }
  caption.textContent = "Patient " + answer.patient;
}

function show(text, studies, problems, patient) {
  message.textContent = text;
  errors.replaceChildren(...problems.map(problem => element("li", problem)));
  errors.hidden = problems.length === 0;
  rows.replaceChildren(...studies.map(study => row(study, patient)));
  results.hidden = studies.length === 0;
}

function row(study, patient) {
  const line = document.createElement("tr");
  line.append(
    element("td", study.date, "date"),
    element("td", study.modalities.join(", ")),
    element("td", study.description),
    element("td", study.institution),
    element("td", study.community || "this one"),
    element("td", String(study.instances), "number"),
    download(study, patient));
  return line;
}

function download(study, patient) {
  const link = element("a", "Download", "download");
  link.href = "/api/studies/" + encodeURIComponent(study.studyInstanceUID) + "/zip?patient="
    + encodeURIComponent(patient) + "&document=" + encodeURIComponent(study.documentUniqueId);
  link.setAttribute("download", "");
  link.setAttribute("aria-label", "Download " + study.description + " " + study.date);
  const cell = document.createElement("td");
  cell.append(link);
  return cell;
}

// What partners wrote is text and nothing else: it never becomes markup.
function element(name, text, style) {
  const made = document.createElement(name);
  made.textContent = text;
  if (style) {
    made.className = style;
  }
  return made;
}
