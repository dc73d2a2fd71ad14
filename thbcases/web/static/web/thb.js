// Only what plain HTML cannot do; every page works without it.
"use strict";

(() => {
  // Errors of the answer: say them first.
  const showErrors = () => document.getElementById("errors")?.focus();

  // Links of the summary of errors lead to the field itself, not only to its place on the page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#errors a, .conflict a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.focus();
      field.scrollIntoView({ block: "center" });
    }
  });

  // Nothing that was typed is lost by a slip: ask before leaving a changed form.
  let changed = document.querySelector("form[data-keep] .is-invalid, #errors") !== null;
  const isKept = (element) => element.closest?.("form[data-keep]");
  document.addEventListener("input", (event) => { if (isKept(event.target)) changed = true; });
  document.addEventListener("submit", (event) => { if (isKept(event.target)) changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  // A second click on «Save» must not save twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!isKept(form) || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });

  // Printing needs a script; without one there is the browser's own menu.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A table wider than its place is moved by the keyboard too, and says what it is.
  const openWideTables = () => document.querySelectorAll(".table-responsive").forEach((place) => {
    const isWide = place.scrollWidth > place.clientWidth && !place.querySelector("a, button, input");
    place.toggleAttribute("tabindex", isWide);
    if (!isWide) return ["role", "aria-label"].forEach((name) => place.removeAttribute(name));
    place.tabIndex = 0;
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", place.querySelector("caption")?.textContent ?? "");
  });
  window.addEventListener("resize", openWideTables);
  window.addEventListener("load", openWideTables);
  document.addEventListener("htmx:afterSettle", openWideTables);

  // An answer that htmx did not expect (404, 500) is shown as a page, by asking for it plainly.
  document.addEventListener("htmx:responseError", ({ detail }) => {
    // A part inside a form is left as it was: going away would lose what was typed there.
    if (detail.requestConfig.verb !== "get") detail.elt.form?.requestSubmit(detail.elt);
    else if (!detail.target.closest("form[method=post]"))
      window.location.assign(detail.pathInfo.finalRequestPath);
  });
  // Only an answer that brings errors moves the focus to them, not every part that is renewed.
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (target.querySelector?.("#errors")) showErrors();
  });
  document.addEventListener("DOMContentLoaded", showErrors);
})();
