// Keeps a page up to date and under the user's hands: everything else is done by the server.
(() => {
  "use strict";

  const page = document.body.dataset;
  const shown = new Map();
  let lastFocus = "";

  // What the server last sent of each part: a part that is the same is not touched.
  document.querySelectorAll(".live[id]").forEach((part) => shown.set(part.id, part.innerHTML));

  document.addEventListener("htmx:configRequest", (event) => {
    const csrf = document.querySelector("meta[name=csrf]").content;
    if (event.detail.verb !== "get" && csrf) {
      event.detail.headers["X-CSRF-Token"] = csrf;
    }
  });

  // ---- parts that come anew -------------------------------------------------------------------

  const typing = (part) => {
    const field = document.activeElement;
    return part.contains(field) && field.matches("textarea, input:not([type=hidden])") &&
      field.value !== field.defaultValue;
  };

  const keep = (old, fresh) => {
    old.querySelectorAll("details[id]").forEach((details) => {
      const same = fresh.querySelector("#" + CSS.escape(details.id));
      if (same) same.open = details.open;
    });
    old.querySelectorAll("[data-keep]").forEach((kept) => {
      const same = fresh.querySelector("#" + CSS.escape(kept.id));
      if (same && kept.childElementCount) same.replaceChildren(...kept.childNodes);
    });
  };

  const scrolls = new Map();

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const old = event.detail.target;
    const part = event.detail.fragment.firstElementChild || event.detail.fragment;
    if (!old.id || !old.classList.contains("live")) return;
    const html = part.innerHTML;
    if (shown.get(old.id) === html || typing(old)) {
      event.detail.shouldSwap = false;
      return;
    }
    shown.set(old.id, html);
    if (old.dataset.task === part.dataset.task) keep(old, part);
    old.querySelectorAll("[data-keep-scroll]").forEach((box) => {
      const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
      scrolls.set(box.id, { left: box.scrollLeft, top: box.scrollTop, atEnd });
    });
  });

  const settle = () => {
    scrolls.forEach((was, id) => {
      const box = document.getElementById(id);
      if (!box) return;
      box.scrollLeft = was.left;
      box.scrollTop = "follow" in box.dataset && was.atEnd ? box.scrollHeight : was.top;
    });
    scrolls.clear();
    if (document.activeElement === document.body && lastFocus) {
      document.getElementById(lastFocus)?.focus({ preventScroll: true });
    }
    rove();
    moments();
  };

  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("focusin", (event) => { lastFocus = event.target.id || ""; });
  document.addEventListener("focusout", (event) => {
    if (event.relatedTarget === null && event.target.isConnected) {
      // Only a part that is replaced takes the focus away without giving it to anything.
      setTimeout(() => { if (event.target.isConnected) lastFocus = ""; });
    }
  });

  // What was saved or refused is said, and is where the keyboard goes on from.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "settings" || event.target.id === "settings") {
      (document.querySelector("[aria-invalid=true]") || document.getElementById("saved"))?.focus();
    }
  });

  // ---- news -----------------------------------------------------------------------------------

  const interval = Number(page.interval) || 1000;
  const slow = 10000;
  let asked = 0;
  let waiting = 0;
  let busy = false;
  let again = false;
  const wishes = new Set();

  const refresh = () => {
    waiting = 0;
    if (busy || wishes.size || document.hidden) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    asked = performance.now();
    window.htmx.ajax("GET", page.parts + location.search, { source: "#main", target: "#main", swap: "none" })
      .catch(() => {})
      .finally(() => {
        busy = false;
        if (again) soon();
      });
  };

  // What a user asks for goes first: the form that waits for its answer must not be replaced.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.id === "main") return;
    wishes.add(event.detail.xhr);
    window.htmx.trigger("#main", "htmx:abort");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    // The form may be gone by now: what was asked is known by its request alone.
    if (wishes.delete(event.detail.xhr) && page.parts) soon();
  });

  const soon = () => {
    if (!waiting) waiting = setTimeout(refresh, Math.max(0, asked + interval - performance.now()));
  };

  const banner = document.getElementById("connection");
  const say = (text) => {
    banner.hidden = !text;
    banner.textContent = text;
  };

  let after = page.after;

  // Server-sent events, read without EventSource: whatever an event is called, it is news, and
  // an answer of 401 can be told from a server that is gone.
  const listen = async () => {
    let left = "";
    try {
      const headers = { Accept: "text/event-stream", "Last-Event-ID": after };
      const answer = await fetch(page.events, { headers, cache: "no-store" });
      if (answer.status === 401) {
        say("This browser's session is over. Open the address that 'parley serve' prints.");
        return;
      }
      if (!answer.ok) throw new Error("status " + answer.status);
      if (!banner.hidden) {
        say("");
        soon();
      }
      const text = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await text.read();
        if (done) break;
        const lines = (left + value).split("\n");
        left = lines.pop();
        for (const line of lines) {
          if (line.startsWith("id: ")) after = line.slice(4);
          if (line.startsWith("event: ")) soon();
        }
      }
    } catch {
      // Said below.
    }
    if (!leaving) {
      say("The server does not answer. What you see may be old; reconnecting …");
      setTimeout(listen, 1000);
    }
  };

  let leaving = false;
  window.addEventListener("pagehide", () => { leaving = true; });

  // ---- times ----------------------------------------------------------------------------------

  const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

  const moments = () => {
    document.querySelectorAll("time[datetime]:not([title])").forEach((time) => {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.valueOf())) return;
      time.title = time.textContent;
      time.textContent = clock.format(at);
    });
  };

  // ---- the graph by keyboard ------------------------------------------------------------------

  const nodes = () => [...document.querySelectorAll("#graph a.node")];
  let current = "";

  // One of them is in the order of tabs; arrow keys lead on from it.
  const rove = () => {
    const all = nodes();
    const stop = all.find((node) => node.id === current) ||
      all.find((node) => node.classList.contains("selected")) || all[0];
    all.forEach((node) => node.setAttribute("tabindex", node === stop ? "0" : "-1"));
  };

  const middle = (node) => {
    const box = node.querySelector(".box").getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  document.addEventListener("keydown", (event) => {
    const node = event.target.closest?.("#graph a.node");
    const step = STEPS[event.key];
    if (!node || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = middle(node);
    let best = null;
    let least = Infinity;
    for (const other of nodes()) {
      const to = middle(other);
      const along = (to.x - from.x) * step[0] + (to.y - from.y) * step[1];
      const beside = Math.abs((to.x - from.x) * step[1] + (to.y - from.y) * step[0]);
      if (along > 8 && along + 3 * beside < least) {
        least = along + 3 * beside;
        best = other;
      }
    }
    if (best) {
      current = best.id;
      rove();
      best.focus();
      best.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });

  document.addEventListener("focusin", (event) => {
    const node = event.target.closest?.("#graph a.node");
    if (node && node.id !== current) {
      current = node.id;
      rove();
    }
  });

  // ---- begin ----------------------------------------------------------------------------------

  document.addEventListener("visibilitychange", () => { if (!document.hidden && again) soon(); });
  rove();
  moments();
  document.querySelectorAll("[data-follow]").forEach((box) => { box.scrollTop = box.scrollHeight; });
  if (page.events) {
    listen();
    // What a task waits for changes without an event.
    setInterval(soon, slow);
  }
})();
