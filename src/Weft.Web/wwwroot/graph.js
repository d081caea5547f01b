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

  async function make(box, files, address, language, most) {
    await bring(files);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const view = new window.weftGraphView(box, { ...host, data: await answer.json(), language, side: null });
    if (most > view.most) { view.most = most; view.sync(); }
    addEventListener("weft-theme", () => { if (box.isConnected) view.canvas.draw(); });
    return view;
  }

  /* A view is made once for a drawing; afterwards it looks at the address. */
  async function show(box, files, address, language) {
    const known = views.get(box);
    try {
      if (known?.address === address) { (await known.view).sync(); return; }
      const most = known ? (await known.view).most : 0, view = make(box, files, address, language, most);
      views.set(box, { address, view });
      await view;
    } catch { /* The list beside it stays, and the next change asks again. */ views.delete(box); }
  }
  return { show };
})();
