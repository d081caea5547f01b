// The page outlives its web node: what was typed and where one was goes with it to the same node started again, or to another one.
"use strict";
(() => {
  const root = document.documentElement, note = document.getElementById("lost"), tries = document.getElementById("lost-tries");
  const carried = "weft-carried", doorstep = "weft-carried-in", mark = "#weft=";
  const steps = [250, 500, 1000, 2000, 3000, 4000, 5000];
  const showFor = 6000, patience = 15000;
  let lost = false, tried = 0, timer = 0;
  const valueOf = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
  // Passwords and keys never leave their field; files cannot.
  const isKept = (field) => field.type !== "password" && field.type !== "file" && field.type !== "search";
  const nameOf = (field) => [field.tagName, field.type, field.id, field.name, field.getAttribute("aria-label") ?? ""].join("|");
  /* By name; of those that share one, by their order. */
  function fields() {
    const all = new Map();
    for (const field of document.querySelectorAll("main input, main select, main textarea")) {
      let key = nameOf(field);
      while (all.has(key)) key += "+";
      all.set(key, field);
    }
    return all;
  }

  const who = () => document.querySelector(".app")?.dataset.who ?? "";
  const here = () => location.pathname + location.search;

  /* The circuit is gone, but the view still stands: it is read as it is. */
  function snapshot() {
    const all = [...fields()];
    return {
      from: note.dataset.node,
      who: who(),
      ticket: document.querySelector(".app")?.dataset.ticket ?? "",
      at: here(),
      scroll: [scrollY, document.getElementById("main")?.scrollTop ?? 0],
      focus: all.find(([, field]) => field === document.activeElement)?.[0] ?? "",
      fields: all.filter(([, field]) => isKept(field)).map(([key, field]) => [key, valueOf(field)]),
    };
  }

  function put(field, value) {
    if (typeof value === "boolean") field.checked = value; else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* A view is drawn in steps, and a field may bring others with it: each is filled in when it appears. */
  function restore(kept) {
    const left = new Map(kept.fields.filter((pair) => Array.isArray(pair))), handed = new Map();
    const fill = () => {
      const all = fields();
      for (const [key, value] of left) {
        if (!all.has(key)) continue;
        left.delete(key);
        // A browser may have filled it in by itself when it loaded the page again: the new circuit does not know that.
        if (valueOf(all.get(key)) === value && (value === "" || typeof value === "boolean")) continue;
        handed.set(key, value);
        put(all.get(key), value);
        settle();
      }
      if (left.size === 0) { watch.disconnect(); all.get(kept.focus)?.focus({ preventScroll: true }); }
    };
    // The view was drawn anew between an event and the circuit's look at it: what the circuit did not take is said again.
    let untaken = 0, quiet = 0;
    // Said once the circuit has had time to refuse what it was handed: until then a button would send less than is shown.
    const settle = () => { clearTimeout(quiet); quiet = setTimeout(say, 1000); };
    const say = () => {
      const said = document.getElementById("lost-back");
      const words = kept.isOver ? said.dataset.over : kept.from === note.dataset.node ? said.dataset.same : said.dataset.other;
      said.textContent = words.replace("{0}", note.dataset.node);
      said.hidden = false;
      setTimeout(() => { said.hidden = true; }, showFor);
    };
    const again = ({ reason }) => {
      if (!String(reason).includes("DispatchEventAsync") || ++untaken > 50) return;
      settle();
      clearTimeout(sayAgain);
      sayAgain = setTimeout(() => { for (const [key, field] of fields()) if (handed.has(key)) put(field, handed.get(key)); }, 250);
    };
    let sayAgain = 0;
    addEventListener("unhandledrejection", again);
    setTimeout(() => removeEventListener("unhandledrejection", again), patience);
    const watch = new MutationObserver(fill);
    watch.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => watch.disconnect(), patience);
    fill();
    scrollTo(0, kept.scroll[0]);
    document.getElementById("main")?.scrollTo(0, kept.scroll[1]);
    settle();
  }

  /* What another node's page handed over stands behind the address, where no server sees it. */
  async function takeUp() {
    let kept = null;
    try {
      // Behind the door: what the address had when it was opened.
      const brought = location.hash.startsWith(mark) ? location.hash : sessionStorage.getItem(doorstep);
      sessionStorage.removeItem(doorstep);
      if (brought?.startsWith(mark)) {
        kept = JSON.parse(decodeURIComponent(brought.slice(mark.length)));
        history.replaceState(history.state, "", location.pathname + location.search);
        // A link that somebody made up fills in nothing.
        if (!(await fetch("handover", { method: "POST", headers: { "Weft-Handover": String(kept.ticket) } })).ok) return;
      } else {
        kept = JSON.parse(sessionStorage.getItem(carried));
        // It waits for the view that it was typed in.
        if (kept && kept.at !== here()) return;
      }
      sessionStorage.removeItem(carried);
    } catch { /* Not ours, or cut. */ }
    if (!Array.isArray(kept?.fields) || !Array.isArray(kept.scroll)) return;
    const begin = () => {
      if (!document.querySelector(".app[data-live]")) return false;
      // What one person typed is not shown to the next one who signs in here.
      if (!kept.who || kept.who === who()) restore(kept);
      return true;
    };
    if (begin()) return;
    const watch = new MutationObserver(() => { if (begin()) watch.disconnect(); });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-live"] });
  }

  /* A sign-in that is over takes the view away: what was typed in it waits for the next one. */
  let draft = null, isTyped = false, isOver = false;
  document.addEventListener("input", () => { isTyped = true; delete note.dataset.draft; });
  // A form that was sent meanwhile is empty again, and so is its draft.
  setInterval(() => { if (!isTyped || isOver || lost) return; draft = snapshot(); note.dataset.draft = here(); }, 300);
  new MutationObserver(() => {
    const over = document.getElementById("session-over");
    if (isOver === Boolean(over)) return;
    isOver = Boolean(over);
    if (!isOver) return;
    if (draft?.at === here()) sessionStorage.setItem(carried, JSON.stringify({ ...draft, isOver: true }));
    over.querySelector("a").focus();
  }).observe(document.body, { subtree: true, childList: true });

  const others = () => (document.querySelector(".app")?.dataset.others ?? "").split(" ").filter(Boolean);
  const isHere = async () => { try { return (await fetch("healthz", { cache: "no-store", signal: AbortSignal.timeout(2000) })).ok; } catch { return false; } };
  /* Behind a proxy one answer does not promise the next: the view is left only when it can be had again. */
  const isServed = async () => { try { return (await fetch(here(), { cache: "no-store", signal: AbortSignal.timeout(5000) })).status < 500; } catch { return false; } };

  /* Loaded while the node is here, for the others that it knows by then. */
  let asker = null, known = "";
  function prepare() {
    const list = others().join(" ");
    if (lost || list === known) return;
    known = list;
    asker?.terminate();
    if (list === "") { asker = null; return; }
    asker = new Worker(note.dataset.ask + "&others=" + encodeURIComponent(list));
    asker.addEventListener("message", ({ data }) => { if (data.isReady && list === known) note.dataset.asks = list; });
  }
  const answers = (base) => new Promise((done) => {
    if (!asker) { done(false); return; }
    const heard = ({ data }) => { if (data.base !== base) return; asker.removeEventListener("message", heard); done(data.ok); };
    asker.addEventListener("message", heard);
    asker.postMessage(base);
  });
  const pathHere = () => (location.pathname + location.search).slice(new URL(document.baseURI).pathname.length);

  async function look() {
    clearTimeout(timer);
    tried++;
    if (await isHere()) {
      if (tried < 20 && await again()) return found();
      if (!await isServed()) { timer = setTimeout(look, steps[0]); return; }
      sessionStorage.setItem(carried, JSON.stringify(snapshot()));
      location.reload();
      return;
    }
    // A restart takes a second or two: others are asked from the second try on.
    if (tried > 1)
      for (const other of others())
        if (await answers(other)) {
          location.replace(other + pathHere() + mark + encodeURIComponent(JSON.stringify(snapshot())));
          return;
        }
    tries.textContent = tries.dataset.words.replace("{0}", tried);
    timer = setTimeout(look, steps[Math.min(tried, steps.length - 1)]);
  }

  /* The page was loaded, and no circuit comes: the node is away, the sign-in is over, or something between lets no web socket through. */
  const passes = () => new Promise((done) => {
    const address = new URL("_blazor", document.baseURI);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.onopen = () => { socket.close(); done(true); };
    socket.onerror = () => done(false);
  });
  async function check() {
    if (lost || document.querySelector(".app[data-live]")) return;
    if (!await isHere()) { lost = true; root.classList.add("is-lost"); note.hidden = false; look(); return; }
    if (await passes()) { setTimeout(check, 2000); return; }
    try { if ((await fetch("api/me")).status === 401) { location.reload(); return; } } catch { /* Asked again by hand. */ }
    root.classList.add("is-lost");
    document.getElementById("no-socket").hidden = false;
  }

  function found() { lost = false; note.hidden = true; root.classList.remove("is-lost"); clearTimeout(timer); }
  async function again() { try { return await Blazor.reconnect(); } catch { return false; } }
  document.getElementById("lost-now").addEventListener("click", look);
  document.getElementById("no-socket-again").addEventListener("click", () => location.reload());
  takeUp();
  prepare();
  new MutationObserver(prepare).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-others"] });
  const started = Blazor.start({
    circuit: {
      // One web socket and no talk before it: behind a proxy with several nodes each request may come to another one.
      configureSignalR: (builder) => builder.withUrl("_blazor", { skipNegotiation: true, transport: 1 }),
      reconnectionHandler: {
        onConnectionDown: () => { if (lost) return; lost = true; tried = 0; root.classList.add("is-lost"); timer = setTimeout(() => { if (lost) { note.hidden = false; look(); } }, 400); },
        onConnectionUp: found,
      },
    },
  });
  started.catch(() => {}).then(() => setTimeout(check, 2000));
})();
