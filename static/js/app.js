/* Improvements only: every page works without them. No eval, nothing inline. */
(() => {
  "use strict";

  /* The summary of a form's errors is read out, and its links lead into the fields. */
  const focusSummary = (root) => root.querySelector?.("[data-error-summary]")?.focus();
  const fieldOf = (target) =>
    target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea") || target;

  document.addEventListener("DOMContentLoaded", () => focusSummary(document));
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.detail.elt));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('[data-error-summary] a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const field = fieldOf(target);
    field.focus({ preventScroll: true });
    (field.labels?.[0] || target).scrollIntoView({ block: "start" });
  });

  /* <button data-open-dialog="id">, and anything with data-close-dialog inside the dialog. */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open-dialog]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.openDialog)?.showModal();
    }
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
  });

  /* <button data-print>: the browser's own print. */
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
