// Brings the graph module when a graph is opened, and lets it live in the page: the address is the page's, the cards are the server's.
"use strict";
window.weftGraph = (() => {
  const views = new WeakMap();
  let module = null;

  const bring = (files) => module ??= files.reduce((before, file) => before.then(() => new Promise((done, fail) => {
    const isStyle = file.includes(".css"), part = document.createElement(isStyle ? "link" : "script");
    if (isStyle) Object.assign(part, { rel: "stylesheet", href: file }); else part.src = file;
    /* Away for a moment: the next change of the view asks again. */
    part.onload = done; part.onerror = () => { module = null; part.remove(); fail(new Error(file)); };
    document.head.append(part);
  })), Promise.resolve());

  const host = {
    get: () => { const query = new URLSearchParams(location.search); for (const name of ["lang", "theme"]) if (!query.get(name)) query.delete(name); return query; },
    go: (query, replaces) => { const text = query.toString().replaceAll("%7E", "~").replaceAll("%2C", ","); Blazor.navigateTo(location.pathname + (text ? `?${text}` : ""), { replaceHistoryEntry: replaces }); },
  };

  async function show(box, files, address, language) {
    try {
      await bring(files);
      const known = views.get(box);
      if (known?.address === address) { known.view.sync(); return; }
      const answer = await fetch(address);
      if (!answer.ok) return;
      const view = new window.weftGraphView(box, { ...host, data: await answer.json(), language, side: null });
      view.most = known?.view.most ?? view.most;
      views.set(box, { address, view });
      addEventListener("weft-theme", () => { if (box.isConnected) view.canvas.draw(); });
    } catch { /* The list beside it stays, and the next change asks again. */ }
  }
  return { show };
})();
