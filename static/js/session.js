/* Warns before a login ends by itself, and leaves nothing of a person on the screen of one that has ended.

   The server judges; this asks it, at the moments the page was told of, and whenever another tab has done something.
   Nothing is kept in the browser. */
(() => {
  "use strict";

  const LOOK = 15000; /* while warning: another tab may have prolonged the login, or ended it */
  const channel = new BroadcastChannel("session");

  document.addEventListener("DOMContentLoaded", () => {
    const dialog = document.getElementById("session-warning");
    if (!dialog) {
      channel.postMessage("look"); /* here nobody is logged in: a tab that shows an answer must find out */
      return;
    }
    const text = document.getElementById("session-text");
    const stay = dialog.querySelector("[data-stay]");
    const close = dialog.querySelector("[data-close]");
    const who = dialog.dataset.who;
    const swedish = document.documentElement.lang.startsWith("sv");
    let ends;
    let warned;
    let timer;
    let closed = false; /* the warning of the last end was read; it cannot be put off */

    const take = (told) => {
      const now = Date.now();
      ends = { idle: now + told.idle * 1000, whole: now + told.whole * 1000 };
      warned = told.warned * 1000;
    };
    const last = () => Math.min(ends.idle, ends.whole);
    const over = () => Date.now() >= last();

    const cover = (covered) => {
      for (const one of document.querySelectorAll("#main, body > header, #header")) one.hidden = covered;
    };

    const leave = (address) => {
      cover(true);
      location.replace(address || `${dialog.dataset.login}?next=${encodeURIComponent(location.pathname)}`);
    };

    const clock = (told) => {
      const shown = new Date(told).toLocaleTimeString("sv-SE", {
        timeZone: "Europe/Stockholm",
        hour: "2-digit",
        minute: "2-digit",
      });
      return swedish ? shown.replace(":", ".") : shown;
    };

    const warn = (told) => {
      const whole = told.whole <= told.idle;
      if (whole && closed) return;
      text.textContent = whole
        ? text.dataset.whole.replace("{tid}", clock(told.whole_at))
        : text.dataset.idle.replace("{tid}", clock(told.idle_at));
      stay.hidden = whole;
      close.hidden = !whole;
      if (!dialog.open) dialog.showModal();
    };

    const plan = () => {
      clearTimeout(timer);
      const now = Date.now();
      const early = last() - warned;
      timer = setTimeout(look, now < early ? early - now : Math.min(LOOK, Math.max(last() - now, 1000)));
    };

    /* An answer of the server: how long the login lives, or where to log in again. */
    const heed = async (response) => {
      if (response.status === 401) {
        leave((await response.json()).login);
        return;
      }
      if (!response.ok) {
        location.reload(); /* the form's protection has changed: somebody has logged in anew */
        return;
      }
      const told = await response.json();
      if (told.who !== who) {
        leave("/"); /* another login: what stands here was not told to it */
        return;
      }
      take(told);
      cover(false);
      if (last() - Date.now() <= warned) warn(told);
      else if (dialog.open) dialog.close();
    };

    async function look() {
      if (over()) cover(true);
      try {
        await heed(await fetch(dialog.dataset.address, { cache: "no-store" }));
      } catch {
        /* The network is away: what is covered stays covered, and it is tried again. */
      }
      plan();
    }

    const prolong = async () => {
      try {
        await heed(await fetch(stay.action, { method: "POST", body: new FormData(stay) }));
        channel.postMessage("look");
      } catch {
        /* As above: the warning stands. */
      }
      plan();
    };

    stay.addEventListener("submit", (event) => {
      event.preventDefault();
      prolong();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("cancel", () => {
      if (!stay.hidden) prolong(); /* whoever presses Escape is there */
    });
    dialog.addEventListener("close", () => {
      closed = stay.hidden;
    });
    channel.addEventListener("message", look);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && last() - Date.now() <= warned) look();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) look();
    });

    take({
      idle: Number(dialog.dataset.idle),
      whole: Number(dialog.dataset.whole),
      warned: Number(dialog.dataset.warned),
    });
    plan();
    channel.postMessage("look"); /* a page opened here prolongs the login of the other tabs too */
  });
})();
