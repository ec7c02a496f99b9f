"use strict";

const form = document.getElementById("log-in");
const user = document.getElementById("user");
const password = document.getElementById("password");
const failure = document.getElementById("failure");
const button = form.querySelector("button");

form.addEventListener("submit", event => {
  event.preventDefault();
  logIn();
});

async function logIn() {
  button.disabled = true;
  failure.hidden = true;
  try {
    const response = await fetch("/api/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: user.value.trim(), password: password.value }),
      cache: "no-store"
    });
    if (response.ok) {
      location.replace("/");
      return;
    }
    fail((await response.json()).error);
  } catch (unreachable) {
    console.error(unreachable);
    fail("The portal does not answer. Please try again.");
  }
}

function fail(sentence) {
  failure.textContent = sentence;
  failure.hidden = false;
  button.disabled = false;
  password.value = "";
  password.focus();
}
