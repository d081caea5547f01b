// What the page does by itself: theme, language, uploads, dialogs and keys.
"use strict";
(() => {
  const root = document.documentElement;
  const keep = (name, value) => { document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`; };

  /* What somebody chose holds from then on; a wish in the address would overrule it. */
  const without = (name) => { const to = new URL(location.href); to.searchParams.delete(name); return to.href; };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    if (button.dataset.act === "theme") {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      keep("weft-theme", root.dataset.theme);
      dispatchEvent(new Event("weft-theme"));
    } else if (button.dataset.act === "lang") {
      keep("weft-lang", button.dataset.to);
      const to = without("lang");
      if (to === location.href) location.reload(); else location.href = to;
    } else if (button.dataset.act === "copy") {
      const from = document.getElementById(button.dataset.from);
      getSelection().selectAllChildren(from);
      // Browsers keep the clipboard from pages without TLS: then it stands there chosen.
      (navigator.clipboard?.writeText(from.textContent) ?? Promise.reject()).then(() => { button.textContent = button.dataset.done; }, () => { button.textContent = button.dataset.hand; });
    } else if (button.dataset.act === "choose" || button.dataset.act === "edition") {
      event.preventDefault();
      const files = document.getElementById("files");
      // A new edition is one file, of the book that it is named for.
      files.dataset.book = button.dataset.book ?? "";
      files.multiple = !button.dataset.book;
      files.click();
    } else if (button.dataset.act === "choose-folder") {
      event.preventDefault();
      document.getElementById("folder").click();
    }
  });

  /* Uploads: each file's own row, three at once. */
  const waiting = [], rows = [];
  let running = 0;
  const row = (file) => {
    const item = document.createElement("div");
    item.className = "row between small";
    const name = document.createElement("b"), state = document.createElement("span");
    name.className = "ell"; name.textContent = file.name; state.className = "num nowrap"; state.textContent = "…";
    item.append(name, state);
    rows.push(item);
    place();
    return state;
  };
  /* The list is drawn anew when the circuit starts or the view is opened again. */
  const place = () => document.getElementById("uploads")?.append(...rows.filter((item) => !item.isConnected));
  const size = (bytes) => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  /* In parts, each tried again after a cut: what has arrived is kept. */
  const put = (address, body, share) => new Promise((done, fail) => {
    const call = new XMLHttpRequest();
    call.open("PUT", address);
    call.upload.onprogress = (event) => share(event.loaded);
    call.onload = () => call.status === 200 ? done() : fail(new Error(call.status === 404 ? "elsewhere" : "refused"));
    call.onerror = () => fail(new Error("cut"));
    call.send(body);
  });
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  async function send(file, alone, book) {
    const words = document.getElementById("files").dataset, state = row(file);
    running++;
    try {
      const upload = await whole(file, words, state);
      if (!upload) return;
      if (!book && isTable(file)) { state.textContent = words.table; state.parentElement.dataset.table = upload; return; }
      const look = document.createElement("a");
      // An archive is many files, each with a row of its own there.
      const isMany = /\.zip$/i.test(file.name) && !/\.fb2\.zip$/i.test(file.name);
      look.href = book ? `books/${book}/update/${upload}` : isMany ? `import?uploads=${upload}` : `import/${upload}`;
      if (!book && !alone) state.parentElement.dataset.upload = upload;
      look.textContent = words.look;
      state.replaceChildren(look);
      place();
      if (alone) { rows.splice(rows.indexOf(state.parentElement), 1)[0].remove(); Blazor.navigateTo(look.getAttribute("href")); }
    } catch { state.textContent = words.failed; } finally { running--; next(); }
  }
  /* The upload that holds all of the file; none where it is too large. Another web node may answer in between, and has none of its parts: there it begins anew. */
  async function whole(file, words, state) {
    for (let begins = 1; ; begins++) {
      const answer = await fetch("api/uploads", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name: file.name }) });
      if (!answer.ok) throw new Error("refused");
      const { upload, part_bytes: part, parts } = await answer.json();
      if (file.size > part * parts) { state.textContent = words.large; return null; }
      try {
        for (let at = 0, number = 1; at < file.size || number === 1; at += part, number++)
          for (let tries = 1; ; tries++) {
            try {
              await put(`api/uploads/${upload}/parts/${number}`, file.slice(at, at + part), (sent) => { place(); state.textContent = words.share.replace("{0}", Math.floor(100 * Math.min(1, (at + sent) / Math.max(1, file.size)))).replace("{1}", size(file.size)); });
              break;
            } catch (trouble) { if (trouble.message !== "cut" || tries > 30) throw trouble; await pause(1000); }
          }
        return upload;
      } catch (trouble) { if (trouble.message !== "elsewhere" || begins > 5) throw trouble; }
    }
  }
  function next() {
    while (running < 3 && waiting.length > 0) send(...waiting.shift());
    if (running === 0) offerAll();
  }
  /* Once several have come: all of them at one look. */
  function offerAll() {
    const ready = rows.filter((item) => item.dataset.upload), old = rows.findIndex((item) => item.dataset.all);
    if (old >= 0) rows.splice(old, 1)[0].remove();
    // A table says what the others don't: it is no book of its own.
    const table = rows.findLast((item) => item.dataset.table);
    if (ready.length < (table ? 1 : 2)) return;
    const item = document.createElement("div"), look = document.createElement("a");
    item.className = "row"; item.dataset.all = "1"; look.className = "btn sm p";
    look.href = `import?uploads=${ready.map((row) => row.dataset.upload).join()}${table ? `&metadata=${table.dataset.table}` : ""}`;
    look.textContent = ready.length > 1 ? document.getElementById("files").dataset.all.replace("{0}", ready.length) : document.getElementById("files").dataset.look;
    look.addEventListener("click", () => { for (const row of [...ready, item, ...rows.filter((item) => item.dataset.table)]) { rows.splice(rows.indexOf(row), 1); row.remove(); } });
    item.append(look); rows.push(item); place();
  }
  const isTable = (file) => /\.csv$/i.test(file.name);
  function take(files, book) { for (const file of files) waiting.push([file, files.length === 1 && !isTable(file), book]); next(); }
  /* A folder goes as an archive of its files; a table among them by itself. */
  async function takeFolders(folders, files) {
    const words = document.getElementById("files").dataset, sent = [...files];
    for (const folder of folders) {
      const state = row(folder), item = state.parentElement;
      state.textContent = words.packing;
      let archives = [], tables = [];
      try { ({ archives, tables } = await weftFolder.pack(folder)); } catch { state.textContent = words.failed; continue; }
      if (archives.length === 0) { state.textContent = words.empty; continue; }
      rows.splice(rows.indexOf(item), 1); item.remove();
      sent.push(...archives, ...tables);
    }
    take(sent);
  }
  document.addEventListener("change", (event) => {
    if (event.target.id === "folder") takeFolders(weftFolder.chosen(event.target.files), []);
    else if (event.target.id === "files") take([...event.target.files], event.target.dataset.book);
    else return;
    event.target.value = "";
  });
  for (const kind of ["dragover", "drop", "dragleave"]) document.addEventListener(kind, (event) => {
    const zone = document.querySelector(".drop");
    if (!zone || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover");
    if (kind !== "drop") return;
    const { folders, files } = weftFolder.dropped(event.dataTransfer);
    if (folders.length > 0) takeFolders(folders, files); else take(files);
  });

  /* Keys: "/" goes to the view's search field; letters never act while a field has the focus. */
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.altKey || event.metaKey) return;
    const field = event.key === "/" && document.querySelector("main input[type=search]");
    const key = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (field) { event.preventDefault(); field.focus(); } else if (key && !document.querySelector("dialog[open]")) { event.preventDefault(); key.click(); }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.mn[open]")) if (!menu.contains(event.target) || event.target.closest(".menu")) menu.open = false;
  });

  /* A long list goes on when its end comes into sight. */
  const seen = new IntersectionObserver((entries) => { for (const entry of entries) if (entry.isIntersecting) entry.target.click(); }, { rootMargin: "400px" });
  const watched = new WeakSet();
  new MutationObserver(() => { for (const more of document.querySelectorAll("[data-more]")) if (!watched.has(more)) { watched.add(more); seen.observe(more); } }).observe(document.body, { subtree: true, childList: true });

  const heard = new WeakMap();
  window.weft = {
    ask: (dialog) => { if (!dialog.open) dialog.showModal(); },
    focus: (id) => document.getElementById(id)?.focus(),
    show: (id) => { const place = document.getElementById(id); place?.scrollIntoView({ block: "center" }); place?.focus({ preventScroll: true }); },
    map: (canvas, view, runs, chosen, filter) => weftMap.show(canvas, view, runs, chosen, filter, heard),
    graph: (box, files, address, language) => weftGraph.show(box, files, address, language),
  };
})();
