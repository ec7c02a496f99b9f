import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Portal } from "./Portal";
import "./portal.css";

const place = document.getElementById("portal");
if (place === null) {
  throw new Error("the page has no place for the portal");
}
createRoot(place).render(
  <StrictMode>
    <Portal />
  </StrictMode>
);
