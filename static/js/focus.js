/* After a question the answer's heading has the focus; after a fault the summary, whose links lead into the fields. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());

  document.addEventListener("click", (event) => {
    const link = event.target.closest('[data-focus] a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.focus({ preventScroll: true });
    (field.labels?.[0] || field).scrollIntoView({ block: "start" });
  });
})();
