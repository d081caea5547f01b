// The parts around the drawing: table, filters, hits, cards. All text goes in as text, never as markup.
"use strict";
window.weftGraphParts = (() => {
  const make = (tag, marks, ...inside) => {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(marks ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") one.addEventListener(name, value);
      else if (name === "value" || name === "checked") one[name] = value;
      else one.setAttribute(name, value === true ? "" : value);
    }
    one.append(...inside.filter((it) => it !== null && it !== undefined));
    return one;
  };
  const line = (colour) => { const one = make("span", { class: "gv-line", "aria-hidden": "true" }); one.style.background = colour; return one; };
  const shape = (type, dye) => { const one = make("span", { class: `shape t-${type} ${type}`, "aria-hidden": "true" }); if (dye) one.style.background = `var(${dye})`; return one; };
  const dot = (gv, community) => { const one = make("span", { class: "gv-dot", "aria-hidden": "true" }); one.style.background = `var(${gv.dyeOf(community) || "--k0"})`; return one; };
  const number = (value) => value.toLocaleString(undefined, { maximumFractionDigits: 1 });
  const named = (gv, one) => make("span", { class: "kn ell" }, shape(one.type, gv.shapeDyeOf(one)), make("span", { lang: gv.data.language }, one.name));

  function filters(gv, view) {
    const { state } = gv, most = Math.max(1, Math.ceil(view.heaviest)), types = [...view.types].sort((a, b) => b[1] - a[1]);
    const strong = view.bound.filter((tie) => tie.weight >= state.min).length;
    const toggle = (type) => {
      const on = new Set(state.types ?? types.map(([name]) => name));
      if (on.has(type)) on.delete(type); else on.add(type);
      gv.set({ types: types.every(([name]) => on.has(name)) ? null : on }, true);
    };
    return [
      ...types.map(([type, count]) => make("label", { class: "gv-type" }, make("input", { type: "checkbox", "data-type": type, checked: !state.types || state.types.has(type), change: () => toggle(type) }), shape(type, gv.shapeDyeOf({ type, community: 0 })), gv.say(type), make("span", { class: "soft num" }, number(count)))),
      ...communities(gv, view),
      ...[...view.groups].filter(([group]) => group !== "other").sort((a, b) => b[1] - a[1]).map(([group, count]) => make("div", { class: "gv-kind", "data-group": group }, line(gv.colourOf(group)), make("span", {}, gv.kindsOf(group)), make("span", { class: "soft num" }, number(count)))),
      make("label", { class: "gv-least", for: "gv-min" }, gv.say("least"), make("output", { for: "gv-min", class: "num" }, number(state.min))),
      make("input", { id: "gv-min", type: "range", min: 0, max: most, step: most > 20 ? 1 : 0.5, value: Math.min(state.min, most), input: (event) => gv.set({ min: Number(event.target.value) }, true) }),
      make("span", { class: "soft small num" }, gv.say("hasTies", number(strong), number(view.bound.length))),
      state.types || state.coms || state.min > 0 ? make("button", { class: "btn sm", type: "button", click: () => gv.set({ types: null, com: null, min: 0 }, true) }, gv.say("reset")) : null,
    ].filter((part) => part);
  }

  /* Called after their heads; the small ones, and who is in none, are one line. */
  function communities(gv, view) {
    const some = [...view.communities.values()].filter((one) => one.number > 0 && one.number <= 12).sort((a, b) => a.number - b.number);
    if (some.length < 2) return [];
    const others = [...view.communities.keys()].filter((one) => one === 0 || one > 12), lines = some.map((one) => ({ numbers: [one.number], community: one.number, name: one.head.name, size: one.size, lang: gv.data.language }));
    if (others.length > 0) lines.push({ numbers: others, community: 0, name: gv.say("others"), size: others.reduce((all, one) => all + view.communities.get(one).size, 0) });
    const every = lines.flatMap((line) => line.numbers);
    const toggle = (numbers) => {
      const on = new Set(gv.state.coms ?? every);
      for (const one of numbers) if (on.has(one)) on.delete(one); else on.add(one);
      gv.set({ com: on.size === 0 ? numbers.join(",") : every.every((one) => on.has(one)) ? null : [...on].sort((a, b) => a - b).join(",") }, true);
    };
    return [make("b", { class: "small gv-head" }, gv.say("communities")), ...lines.map((line) => make("label", { class: "gv-type gv-com" }, make("input", { type: "checkbox", "data-community": line.community, checked: !gv.state.coms || gv.state.coms.has(line.numbers[0]), change: () => toggle(line.numbers) }), dot(gv, line.community), make("span", { class: "ell", lang: line.lang }, line.name), make("span", { class: "soft num" }, number(line.size))))];
  }

  function hits(gv, view) {
    const { hits: found, later } = gv.model.find(gv.state.q, view);
    if (!gv.state.q.trim()) return [];
    const rows = found.slice(0, 10).map((one) => make("button", { type: "button", class: "gv-hit", click: () => gv.open(one.id, { q: "" }) }, named(gv, one), make("span", { class: "soft small" }, gv.say(one.type)), make("span", { class: "num" }, number(one.mentions))));
    if (later > 0) rows.push(make("div", { class: "gv-hit" }, make("span", { class: "soft" }, gv.say("later", later)), make("button", { type: "button", class: "btn sm", click: () => gv.set({ up: later >= gv.model.last ? null : later }) }, gv.say("show"))));
    return rows.length > 0 ? rows : [make("p", { class: "soft gv-hit" }, gv.say("noHit"))];
  }

  /* The equal of the drawing: the same names, the same ties. */
  function table(gv, view) {
    const { sort, of } = gv.order, isTies = of === "ties", nameOf = (id) => view.byId.get(id).name;
    const columns = isTies
      ? [["tie", (tie) => `${nameOf(tie.a)} – ${nameOf(tie.b)}`], ["type", (tie) => tie.kinds.map((kind) => gv.say(kind.type)).join(", ")], ["strength", (tie) => tie.weight], ["times", (tie) => tie.count], ["first", (tie) => tie.first], ["last", (tie) => tie.last]]
      : [["name", (one) => one.name], ["type", (one) => gv.say(one.type)], ["mentions", (one) => one.mentions], ["ties", (one) => gv.tiesOf(one.id)], ["first", (one) => one.first], ["last", (one) => one.last]];
    const by = (columns.find(([name]) => name === sort.by) ?? columns[2])[1], falls = sort.falls ? -1 : 1;
    const rows = [...(isTies ? view.ties : view.nodes)].sort((a, b) => { const one = by(a), other = by(b); return falls * (typeof one === "number" ? one - other : one.localeCompare(other, gv.data.language)); });
    const head = columns.map(([name]) => make("th", { scope: "col", "aria-sort": sort.by === name ? (sort.falls ? "descending" : "ascending") : "none" }, make("button", { type: "button", click: () => gv.sortBy(name) }, gv.say(name), sort.by === name ? (sort.falls ? " ↓" : " ↑") : "")));
    const cell = (row, [, value], at) => {
      const shown = value(row);
      if (at > 0) return make("td", { class: typeof shown === "number" ? "num" : null }, typeof shown === "number" ? number(shown) : shown);
      const open = isTies ? () => gv.openTie(row.id) : () => gv.open(row.id);
      return make("th", { scope: "row" }, make("button", { type: "button", class: "gv-name", "data-id": row.id, click: open }, isTies ? make("span", { lang: gv.data.language }, shown) : named(gv, row)));
    };
    const tab = (name, count) => make("button", { type: "button", "aria-pressed": String(of === name), class: of === name ? "btn sm p" : "btn sm", click: () => gv.tableOf(name) }, `${gv.say(name)} ${number(count)}`);
    return [make("div", { class: "gv-tabs" }, tab("names", view.nodes.length), tab("ties", view.ties.length)), make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows.map((row) => make("tr", { class: row.id === view.e ? "on" : null }, ...columns.map((column, at) => cell(row, column, at))))))];
  }

  function path(gv, view) {
    const nameOf = (id) => view.all.get(id)?.name ?? id;
    if (!view.from) return view.e ? [make("button", { type: "button", class: "btn sm", click: () => gv.set({ from: view.e, e: "", tie: "" }) }, gv.say("pathFrom", nameOf(view.e)))] : [];
    const end = make("button", { type: "button", class: "btn sm", click: () => gv.set({ from: "" }) }, gv.say("pathEnd"));
    if (!view.e || view.e === view.from) return [make("b", {}, gv.say("pathTo", nameOf(view.from))), end];
    if (view.path.length === 0) return [make("b", {}, gv.say("noPath", nameOf(view.from), nameOf(view.e))), end];
    return [make("b", {}, gv.say("path", view.path.length - 1)), make("ol", { class: "gv-path" }, ...view.path.map((id, at) => make("li", { lang: gv.data.language }, at === 0 ? nameOf(id) : make("button", { type: "button", click: () => gv.openTie(gv.keyOf(view.path[at - 1], id)) }, `→ ${nameOf(id)}`)))), end];
  }

  function bars(gv, one) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), most = Math.max(...one.counts), wide = 300 / gv.model.last;
    svg.setAttribute("viewBox", "0 0 300 46"); svg.setAttribute("preserveAspectRatio", "none"); svg.setAttribute("class", "mens"); svg.setAttribute("role", "img"); svg.setAttribute("aria-label", gv.say("mentionsIn", one.mentions, one.chapters.length));
    one.chapters.forEach((chapter, at) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect"), high = 1 + 44 * one.counts[at] / most;
      for (const [name, value] of Object.entries({ x: Math.max(0, chapter - 1) * wide, y: 46 - high, width: Math.max(0.8, wide * 0.82), height: high })) bar.setAttribute(name, value);
      svg.append(bar);
    });
    return svg;
  }

  /* Cards of the exported page; on the served one the server makes them. */
  function side(gv, view) {
    const nameOf = (id) => view.all.get(id)?.name ?? id, open = (id) => make("button", { type: "button", class: "gv-name", click: () => gv.open(id) }, named(gv, view.all.get(id)));
    if (view.tie) return [
      make("h2", {}, open(view.tie.a), open(view.tie.b)),
      make("p", { class: "soft" }, view.tie.kinds.map((kind) => `${kind.mutual ? "" : `${nameOf(kind.source)} → ${nameOf(kind.target)}: `}${gv.say(kind.type)}${kind.label ? ` (${kind.label})` : ""} × ${kind.count}`).join(" · ")),
      make("h3", {}, gv.say("quotesN", gv.model.quotes(view.tie, view.limit).length)),
      ...gv.model.quotes(view.tie, view.limit).map(([chapter, type, quote]) => make("blockquote", {}, make("span", { lang: gv.data.language }, quote), make("small", { class: "soft" }, ` ${gv.say("chapterN", chapter)}${gv.data.titles[chapter] ? ` · ${gv.data.titles[chapter]}` : ""} · ${gv.say(type)}`))),
    ];
    if (!view.e) return [make("h2", {}, gv.say("cast")), make("ol", { class: "gv-list" }, ...view.nodes.slice(0, 40).map((one) => make("li", {}, open(one.id), make("span", { class: "soft small" }, gv.say(one.type)), make("span", { class: "num" }, number(one.mentions)))))];
    const one = view.all.get(view.e), ties = view.bound.filter((tie) => tie.a === one.id || tie.b === one.id);
    return [
      make("button", { type: "button", class: "btn sm", click: () => gv.set({ e: "", tie: "" }) }, gv.say("back")),
      make("h2", { lang: gv.data.language }, one.name), make("p", { class: "soft" }, gv.say(one.type)),
      one.community > 0 ? make("p", { class: "small" }, make("span", { class: "kn" }, dot(gv, one.community), make("span", {}, gv.say(view.communities.get(one.community).head.id === one.id ? "heads" : "belongs", view.communities.get(one.community).size, view.communities.get(one.community).head.name)))) : null,
      one.aliases.length > 0 ? make("p", { lang: gv.data.language }, `${gv.say("also")}: ${one.aliases.map((alias) => `${alias.name} (${alias.chapter})`).join(", ")}`) : null,
      one.traits.length > 0 ? make("h3", {}, gv.say("traits")) : null,
      ...one.traits.map((trait) => make("blockquote", { class: "gv-trait" }, make("b", { class: "small" }, `${gv.say(`trait_${trait.kind}`)} `), make("span", { lang: gv.data.language }, trait.text), make("small", { class: "soft", lang: gv.data.language }, ` “${trait.quote}” ${gv.say("chapterN", trait.chapter)}`))),
      make("h3", {}, gv.say("mentionsIn", one.mentions, one.chapters.length)), bars(gv, one),
      make("p", { class: "soft small" }, `${gv.say("first")}: ${gv.say("chapterN", one.first)} · ${gv.say("last")}: ${gv.say("chapterN", one.last)}`),
      make("h3", {}, gv.say("ties")),
      make("ul", { class: "gv-list" }, ...ties.slice(0, 60).map((tie) => make("li", {}, make("button", { type: "button", class: "gv-name gv-tie", click: () => gv.openTie(tie.id) }, nameOf(tie.a === one.id ? tie.b : tie.a)), make("span", { class: "soft small" }, gv.say(tie.kinds[0].type)), make("span", { class: "num" }, `× ${tie.count}`)))),
      make("h3", {}, gv.say("quotes")),
      ...ties.flatMap((tie) => gv.model.quotes(tie, view.limit)).sort((a, b) => a[0] - b[0]).filter(([, , quote], at, all) => all.findIndex((other) => other[2] === quote) === at).slice(0, 20).map(([chapter, , quote]) => make("blockquote", {}, make("span", { lang: gv.data.language }, quote), make("small", { class: "soft" }, ` ${gv.say("chapterN", chapter)}`))),
    ].filter((part) => part);
  }

  return { make, filters, hits, table, path, side, number };
})();
