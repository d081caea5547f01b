// The graph view: what the address holds is what is shown. The served page and the exported file are hosts of this one module.
"use strict";
window.weftGraphView = (() => {
  const { make, filters, hits, table, path, side, number } = window.weftGraphParts;
  const step = 300, mostOfAll = 2000;

  return class GraphView {
    /* host: data (as the program wrote it), language, get() and go(query, replaces) for the address, side (an element for cards, or null). */
    constructor(box, host) {
      clearInterval(box.weftPlaying);
      Object.assign(this, { box, host, data: host.data, language: host.language, model: new window.weftGraphModel(host.data), order: { of: "names", sort: { by: "mentions", falls: true } }, most: box.clientWidth < 560 ? 120 : step, fresh: new Set(), playing: 0 });
      this.first = this.most;
      this.build();
      this.sync();
    }
    say(key, ...values) { return (this.data.words[this.language][key] ?? key).replace(/\{(\d)\}/g, (_, at) => typeof values[at] === "number" ? number(values[at]) : values[at]); }
    keyOf(one, other) { return one < other ? `${one}~${other}` : `${other}~${one}`; }
    colourOf(group) { return this.data.colours[group][document.documentElement.dataset.theme === "dark" ? "dark" : "light"]; }
    /* Kinds that one colour stands for, as far as the graph has them. */
    kindsOf(group) { return [...new Set(this.view.bound.flatMap((tie) => tie.kinds.map((kind) => kind.type)))].filter((type) => this.model.groupOf(type) === group).map((type) => this.say(type)).join(", "); }
    /* The more important ones have a colour of their own. */
    dyeOf(community) { return community > 0 && community <= 12 ? `--k${community}` : ""; }
    /* As on the canvas: who is in no community has a colour of its kind. */
    shapeDyeOf(one) { return this.dyeOf(one.community) || window.weftGraphCanvas.dyes[one.type] || "--g7"; }
    tiesOf(id) { return this.counts.get(id) ?? 0; }

    /* ---- the address */
    read() {
      const query = this.host.get(), up = Number.parseInt(query.get("up") ?? "", 10), wish = query.get("types") ?? "", types = wish.split(",").filter((type) => this.data.entities.some((one) => one.type === type));
      return { up: up >= 1 && up < this.model.last ? up : null, e: query.get("e") ?? "", tie: query.get("tie") ?? "", q: query.get("q") ?? "", from: query.get("from") ?? "", min: Math.max(0, Number(query.get("min")) || 0), types: types.length > 0 || wish === "none" ? new Set(types) : null, coms: query.get("com") ? new Set(query.get("com").split(",").map(Number).filter((one) => one >= 0)) : null, isTable: query.get("as") === "table", cam: query.get("cam"), most: this.most };
    }
    /* Filters replace the entry in the history; cards add one, so that Back closes them. */
    set(changes, replaces = false) {
      const query = this.host.get();
      for (const [name, value] of Object.entries(changes)) {
        const text = value instanceof Set ? [...value].join(",") || "none" : value === null || value === 0 || value === false ? "" : String(value);
        if (text) query.set(name, text); else query.delete(name);
      }
      this.host.go(query, replaces);
      this.sync();
    }
    open(id, more) { this.set({ ...more, e: id, tie: "" }); this.canvas.bring(id); this.canvas.focused = id; this.canvas.draw(); }
    openTie(id) { this.set({ tie: id, e: "", from: "" }); }
    sortBy(name) { const { sort } = this.order; this.order.sort = { by: name, falls: sort.by === name ? !sort.falls : !["name", "tie", "type"].includes(name) }; this.sync(); }
    tableOf(of) { this.order = { of, sort: { by: of === "ties" ? "strength" : "mentions", falls: true } }; this.sync(); }

    /* ---- what is shown */
    build() {
      const { box } = this, button = (name, text, click) => make("button", { type: "button", class: "btn", "data-do": name, "aria-label": this.say(name), title: this.say(name), click }, text);
      const canvas = make("canvas", { role: "img" }), keys = make("div", { class: "gv-keys", role: "group", "aria-label": this.say("keys") });
      this.search = make("input", { type: "search", id: "search", autocomplete: "off", placeholder: this.say("find"), "aria-label": this.say("find"), input: (event) => this.set({ q: event.target.value }, true), keydown: (event) => this.searchKey(event) });
      this.hits = make("div", { class: "gv-hits pop" });
      this.tabs = make("div", { class: "seg" }, ...["asGraph", "asTable"].map((name) => make("button", { type: "button", "data-as": name, click: () => this.set({ as: name === "asTable" ? "table" : "" }, true) }, this.say(name))));
      this.path = make("div", { class: "gv-way", "aria-live": "polite" });
      this.filters = make("div", { class: "gv-filters-in" });
      this.panel = make("details", { class: "gv-filters pop", open: box.clientWidth >= 560 }, make("summary", {}, this.say("filters")), this.filters);
      this.stage = make("div", { class: "gv-stage" }, canvas, keys, this.panel, make("div", { class: "gtools" }, button("zoomIn", "+", () => this.zoom(1.3)), button("zoomOut", "−", () => this.zoom(1 / 1.3)), button("fit", "⤢", () => this.fit()), button("savePng", "↓", () => this.savePng())));
      this.table = make("div", { class: "gv-table", tabindex: "0", role: "region", "aria-label": this.say("asTable") });
      this.none = make("div", { class: "gv-none pop" }, make("p", {}, this.say("none")), make("button", { type: "button", class: "btn", click: () => this.set({ types: null, com: null, min: 0 }, true) }, this.say("reset")));
      this.slider = make("input", { type: "range", id: "upto", min: 1, max: this.model.last, "aria-label": this.say("upTo"), input: (event) => this.limit(Number(event.target.value)) });
      this.play = make("button", { type: "button", class: "btn sm", "data-do": "play", click: () => this.togglePlay() }, this.say("play"));
      [this.title, this.upTo, this.bound] = [make("b", { class: "ell", lang: this.data.language }), make("span", { class: "small soft num" }), make("div", { class: "gv-bound small soft" })];
      box.replaceChildren(make("div", { class: "gv-bar" }, make("div", { class: "gv-search" }, this.search, this.hits), this.tabs, this.path), make("div", { class: "gv-main" }, this.stage, this.table, this.none), make("div", { class: "gv-foot" }, this.play, this.title, this.upTo, this.slider, this.bound));
      this.canvas = new window.weftGraphCanvas(canvas, keys, {
        node: (id) => this.open(id), tie: (id) => this.openTie(id), ground: () => { if (this.state.e || this.state.tie) this.set({ e: "", tie: "" }); },
        moved: () => { const cam = this.canvas.camera; if ((cam ?? "") !== (this.state.cam ?? "")) this.set({ cam }, true); },
        say: (node) => this.say("node", node.name, this.say(node.type), node.mentions, this.tiesOf(node.id)),
        dye: (node) => this.dyeOf(node.community),
        tieColour: (group) => this.colourOf(group),
        tieName: (tie) => tie.kinds[0].label || this.say(tie.kinds[0].type),
      });
      /* Not added: a view that takes over the box of another takes its keys. */
      box.onkeydown = (event) => this.key(event);
    }
    /* From the address to the picture; called for every change, also those of others. */
    sync() {
      const state = this.state = this.read(), view = this.view = this.model.view(state);
      this.counts = new Map();
      for (const tie of view.ties) for (const id of [tie.a, tie.b]) this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
      if (document.activeElement !== this.search) this.search.value = state.q;
      this.hits.replaceChildren(...hits(this, view));
      for (const tab of this.tabs.children) { const on = (tab.dataset.as === "asTable") === state.isTable; tab.className = on ? "on" : ""; tab.setAttribute("aria-pressed", String(on)); }
      this.path.replaceChildren(...path(this, view));
      this.refill(this.filters, filters(this, view));
      this.stage.hidden = state.isTable; this.table.hidden = !state.isTable; this.none.hidden = view.nodes.length > 0;
      this.refill(this.table, state.isTable ? table(this, view) : []);
      const at = state.up ?? this.model.last;
      this.slider.value = at; this.title.textContent = this.data.titles[at] ?? this.say("chapterN", at); this.upTo.textContent = this.say("upToOf", at, this.model.last);
      this.slider.setAttribute("aria-valuetext", `${this.say("chapterN", at)} ${this.data.titles[at] ?? ""}`);
      this.play.textContent = this.say(this.playing ? "stop" : "play");
      this.bound.replaceChildren(...this.more(view));
      const strongest = view.ties[0], name = (id) => view.byId.get(id).name;
      this.canvas.canvas.setAttribute("aria-label", strongest ? this.say("sentence", view.nodes.length, view.ties.length, at, name(strongest.a), name(strongest.b), Math.round(strongest.weight)) : this.say("sentenceBare", view.nodes.length, at));
      if (state.cam && !this.isPlaced) this.canvas.camera = state.cam;
      this.isPlaced = true;
      this.canvas.show(view, this.fresh);
      if (this.host.side) this.host.side.replaceChildren(...side(this, view));
      this.box.dataset.drawn = "yes"; this.box.dataset.names = view.nodes.length; this.box.dataset.ties = view.ties.length;
    }
    /* Fills anew, and gives the focus back to what had it. */
    refill(place, parts) {
      const had = place.contains(document.activeElement) ? [...place.querySelectorAll("input, button")].indexOf(document.activeElement) : -1;
      place.replaceChildren(...parts);
      if (had >= 0) place.querySelectorAll("input, button")[had]?.focus({ preventScroll: true });
    }
    more(view) {
      const left = Math.min(view.fitting, mostOfAll) - this.state.most, drawn = this.data.entities.length < this.data.allEntities || this.data.relations.length < this.data.allRelations;
      const grow = (by) => () => { this.most = Math.max(this.first, Math.min(mostOfAll, this.most + by)); this.sync(); };
      return [
        make("span", { class: "num" }, this.say("shownOf", view.nodes.length, Math.max(view.fitting, view.nodes.length))),
        drawn ? make("span", {}, this.say("bounded", this.data.entities.length, this.data.allEntities, this.data.relations.length, this.data.allRelations)) : null,
        left > 0 ? make("button", { type: "button", class: "btn sm", "data-do": "more", click: grow(step) }, this.say("more", Math.min(step, left))) : null,
        this.most > this.first ? make("button", { type: "button", class: "btn sm", click: grow(-mostOfAll) }, this.say("fewer")) : null,
      ].filter((part) => part);
    }

    /* ---- orders */
    zoom(by) { this.canvas.zoom(by); this.canvas.move(); }
    async savePng() {
      const address = URL.createObjectURL(await this.canvas.png());
      make("a", { href: address, download: `${this.data.title.replace(/[\\/:*?"<>|]/g, "-")}.png` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }
    fit() { this.canvas.fit(); this.canvas.draw(); this.canvas.placeButton(); this.set({ cam: "" }, true); }
    limit(chapter) {
      const before = new Set(this.view.all.keys()), rises = chapter > this.view.limit;
      this.set({ up: chapter >= this.model.last ? null : chapter }, true);
      this.fresh = new Set(rises ? this.view.nodes.filter((node) => !before.has(node.id)).map((node) => node.id) : []);
      this.canvas.show(this.view, this.fresh);
      clearTimeout(this.fading);
      this.fading = setTimeout(() => { this.fresh = new Set(); this.canvas.show(this.view, this.fresh); }, 2000);
    }
    /* A chapter a second. */
    togglePlay() {
      clearInterval(this.playing);
      this.playing = this.box.weftPlaying = this.playing ? 0 : setInterval(() => this.playOn(), 1000);
      if (this.playing && this.view.limit >= this.model.last) this.limit(1); else this.sync();
    }
    playOn() {
      if (!this.box.isConnected || this.view.limit >= this.model.last) { clearInterval(this.playing); this.playing = 0; if (this.box.isConnected) this.sync(); } else this.limit(this.view.limit + 1);
    }
    searchKey(event) {
      const first = this.hits.querySelector("button");
      if (event.key === "Enter") { event.preventDefault(); first?.click(); this.search.value = ""; } else if (event.key === "ArrowDown") { event.preventDefault(); first?.focus(); } else if (event.key === "Escape") { this.search.value = ""; this.set({ q: "" }, true); }
    }
    key(event) {
      if (event.target.closest("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
      const orders = { "+": () => this.zoom(1.3), "=": () => this.zoom(1.3), "-": () => this.zoom(1 / 1.3), 0: () => this.fit(), "[": () => this.limit(Math.max(1, this.view.limit - 1)), "]": () => this.limit(Math.min(this.model.last, this.view.limit + 1)), Escape: () => this.set({ e: "", tie: "", from: "" }) };
      if (event.key === " " && !event.target.closest("button:not(.gv-keys button)")) orders[" "] = () => this.togglePlay();
      if (orders[event.key]) { event.preventDefault(); orders[event.key](); }
    }
  };
})();
