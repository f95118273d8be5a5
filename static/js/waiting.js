/* A question that waits for the organisation's next turn says so, for how long, and can be taken back.

   The browser goes on loading the answer meanwhile; the server knows whether it waits. */
(() => {
  "use strict";

  const FIRST = 500; /* an answer that comes sooner needs no words */
  const AGAIN = 1500; /* seldom enough to be listened to */

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-waiting]");
    if (!form || event.defaultPrevented) return;
    const progress = form.querySelector("[data-progress]");
    const stop = form.querySelector("[data-stop]");

    const look = async () => {
      if (!form.dataset.sent) return;
      const told = await fetch(form.dataset.waiting).catch(() => null);
      const waits = told?.status === 200 && !told.redirected;
      const words = waits ? (await told.text()).replace(/\s+/g, " ").trim() : progress.dataset.progress;
      if (!form.dataset.sent) return;
      if (progress.textContent !== words) progress.textContent = words;
      stop.hidden = !waits;
      setTimeout(look, AGAIN);
    };
    setTimeout(look, FIRST);
  });

  document.addEventListener("click", async (event) => {
    const form = event.target.closest("[data-stop]")?.closest("form[data-waiting]");
    if (!form) return;
    const token = new FormData();
    token.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const told = await fetch(form.dataset.waiting, { method: "POST", body: token }).catch(() => null);
    form.querySelector("[data-stop]").hidden = true;
    if (told?.status !== 204) return; /* it is asked already: the answer comes */
    window.stop();
    form.dispatchEvent(new Event("unsent", { bubbles: true }));
    form.querySelector("button[type=submit]").focus();
  });
})();
