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

  // An answer that htmx did not expect (404, 500) is shown as a page, by asking for it plainly.
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (detail.requestConfig.verb === "get") window.location.assign(detail.pathInfo.finalRequestPath);
    else detail.elt.form?.requestSubmit(detail.elt);
  });
  document.addEventListener("htmx:afterSettle", showErrors);
  document.addEventListener("DOMContentLoaded", showErrors);
})();
