/* A form sent twice would ask twice, and each question is logged: the second press does nothing, and says why. */
(() => {
  "use strict";

  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[type=submit]")) {
      button.removeAttribute("aria-disabled");
      button.classList.remove("button__inflight");
      button.querySelector("[data-spinner]")?.setAttribute("hidden", "");
    }
    const progress = form.querySelector("[data-progress]");
    if (progress) progress.textContent = "";
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("button[type=submit]");
    button?.setAttribute("aria-disabled", "true");
    button?.classList.add("button__inflight");
    button?.querySelector("[data-spinner]")?.removeAttribute("hidden");
    const progress = form.querySelector("[data-progress]");
    if (progress) progress.textContent = progress.dataset.progress;
  });

  /* What was sent has been taken back: let it be sent again. */
  document.addEventListener("unsent", (event) => release(event.target));

  /* Back in the browser's history shows the page as it was left. */
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
})();
