/* Copies a text that the page carries, and says so; without the clipboard (plain http) the button is not shown. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const text = document.querySelector(button.dataset.copy).content.textContent;
        await navigator.clipboard.writeText(text);
        const done = document.querySelector(button.dataset.copied);
        done.textContent = done.dataset.said;
      });
    }
  });
})();
