// The drawing on a canvas: camera, gestures and the hidden buttons that the keyboard moves over.
"use strict";
window.weftGraphCanvas = (() => {
  /* Of what is in no community. */
  const dyes = { person: "--k0", place: "--g7", organisation: "--k0", event: "--g4", item: "--g6" };
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function outline(pen, { type, x, y, r }) {
    if (type === "place") { const h = r * 0.85; pen.moveTo(x - h, y - h); pen.lineTo(x + h, y - h); pen.lineTo(x + h, y + h); pen.lineTo(x - h, y + h); pen.closePath(); }
    else if (type === "organisation") { pen.moveTo(x, y - r * 1.15); pen.lineTo(x + r * 1.15, y); pen.lineTo(x, y + r * 1.15); pen.lineTo(x - r * 1.15, y); pen.closePath(); }
    else if (type === "item") { pen.moveTo(x, y - r); pen.lineTo(x + r, y + r * 0.8); pen.lineTo(x - r, y + r * 0.8); pen.closePath(); }
    else if (type === "event") { for (let at = 0; at < 10; at++) { const far = at % 2 ? r * 0.5 : r * 1.2, turn = at * Math.PI / 5 - Math.PI / 2; pen[at ? "lineTo" : "moveTo"](x + far * Math.cos(turn), y + far * Math.sin(turn)); } pen.closePath(); }
    else { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 7); }
  }

  return class Canvas {
    static dyes = dyes;
    /* on: node(id), tie(id), ground(), moved(): a gesture came to rest; say(node): its words for a screen reader, tieColour(group). */
    constructor(canvas, keys, on) {
      Object.assign(this, { canvas, keys, on, view: null, scale: 1, x: 0, y: 0, moving: false, fresh: new Set(), isFitted: true, focused: "" });
      /* Kept in main memory: where there is no graphics card, that draws ten times as fast. */
      this.screen = canvas.getContext("2d", { willReadFrequently: true });
      this.picture = document.createElement("canvas");
      this.pen = this.picture.getContext("2d", { willReadFrequently: true });
      new ResizeObserver(() => { if (this.isFitted) this.fit(); this.draw(); }).observe(canvas);
      this.listen();
    }

    show(view, fresh) { this.view = view; this.fresh = fresh; if (this.isFitted) this.fit(); this.draw(); this.placeButton(); }

    /* ---- camera */
    fit() {
      const list = this.view?.nodes ?? [], { clientWidth: width, clientHeight: height } = this.canvas;
      this.isFitted = true;
      if (list.length === 0 || width === 0) return;
      const xs = list.map((node) => node.x), ys = list.map((node) => node.y), left = Math.min(...xs) - 40, right = Math.max(...xs) + 40, top = Math.min(...ys) - 40, bottom = Math.max(...ys) + 40;
      this.scale = Math.min(3, width / (right - left), height / (bottom - top));
      this.x = width / 2 - this.scale * (left + right) / 2; this.y = height / 2 - this.scale * (top + bottom) / 2;
    }
    zoom(by, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
      const to = Math.max(0.03, Math.min(8, this.scale * by)), real = to / this.scale;
      this.x = x - (x - this.x) * real; this.y = y - (y - this.y) * real; this.scale = to; this.isFitted = false;
    }
    bring(id) {
      const node = this.view?.byId.get(id), { clientWidth: width, clientHeight: height } = this.canvas;
      if (!node) return;
      const [x, y] = this.at(node);
      if (x < 30 || y < 30 || x > width - 30 || y > height - 30) { this.x += width / 2 - x; this.y += height / 2 - y; this.isFitted = false; }
    }
    /* The middle of the view and the zoom, as they stand in an address; null while all is in view. */
    get camera() { const { clientWidth: width, clientHeight: height } = this.canvas; return this.isFitted || width === 0 ? null : [(width / 2 - this.x) / this.scale, (height / 2 - this.y) / this.scale, this.scale].map((part, at) => part.toFixed(at === 2 ? 3 : 0)).join(","); }
    set camera(text) {
      const [x, y, scale] = (text ?? "").split(",").map(Number), { clientWidth: width, clientHeight: height } = this.canvas;
      if (!(scale > 0) || !Number.isFinite(x + y)) return this.fit();
      Object.assign(this, { scale: Math.max(0.03, Math.min(8, scale)), isFitted: false });
      this.x = width / 2 - x * this.scale; this.y = height / 2 - y * this.scale;
    }
    at(node) { return [node.x * this.scale + this.x, node.y * this.scale + this.y]; }

    /* ---- drawing */
    draw() { if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this.paint(); }); }
    /* What the view shows as a PNG, three times as fine as its units. */
    async png() {
      const { canvas } = this, copy = document.createElement("canvas"), pen = copy.getContext("2d");
      Object.assign(this, { fine: 3, moving: false, taken: null });
      this.paint();
      [copy.width, copy.height] = [canvas.width, canvas.height];
      pen.fillStyle = css("--halo") || "#ffffff";
      pen.fillRect(0, 0, copy.width, copy.height);
      pen.drawImage(canvas, 0, 0);
      Object.assign(this, { fine: 0, taken: null });
      this.paint();
      return new Promise((done) => copy.toBlob(done, "image/png"));
    }
    /* A whole picture is wider than the view by a margin. While the camera moves it is moved and stretched as it is, which costs a tenth;
       it is made anew where it no longer covers the view, and sharp when the camera rests. */
    paint() {
      const { canvas, picture, view } = this, { clientWidth: width, clientHeight: height } = canvas, dense = this.fine || devicePixelRatio || 1;
      if (!view || width === 0) return;
      if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) { canvas.width = Math.round(width * dense); canvas.height = Math.round(height * dense); this.taken = null; }
      if (!this.moving || !this.covers(width, height)) this.take(width, height, dense);
      const { x, y, scale, marginX, marginY } = this.taken, by = this.scale / scale;
      this.screen.setTransform(1, 0, 0, 1, 0, 0); this.screen.clearRect(0, 0, canvas.width, canvas.height);
      this.screen.setTransform(by, 0, 0, by, dense * (this.x - by * (x + marginX)), dense * (this.y - by * (y + marginY)));
      this.screen.drawImage(picture, 0, 0);
      canvas.dataset.frames = Number(canvas.dataset.frames ?? 0) + 1;
    }
    covers(width, height) {
      const { taken } = this;
      if (!taken) return false;
      if (performance.now() - taken.at < 400) return true;
      const by = this.scale / taken.scale, left = this.x - by * (taken.x + taken.marginX), top = this.y - by * (taken.y + taken.marginY);
      return by < 3 && left <= 0 && top <= 0 && left + by * (width + 2 * taken.marginX) >= width && top + by * (height + 2 * taken.marginY) >= height;
    }
    take(width, height, dense) {
      const { picture, pen, scale } = this, marginX = Math.round(width * 0.2), marginY = Math.round(height * 0.2), wide = Math.round((width + 2 * marginX) * dense), high = Math.round((height + 2 * marginY) * dense);
      if (picture.width !== wide || picture.height !== high) { picture.width = wide; picture.height = high; }
      pen.setTransform(1, 0, 0, 1, 0, 0); pen.clearRect(0, 0, wide, high);
      pen.setTransform(dense * scale, 0, 0, dense * scale, dense * (this.x + marginX), dense * (this.y + marginY));
      const lit = this.lit();
      this.paintTies(lit); this.paintNodes(lit); this.paintNames(lit, width, height);
      this.taken = { x: this.x, y: this.y, scale, marginX, marginY, at: performance.now() };
    }
    /* Null = all; else what is not faded. */
    lit() {
      const { view } = this;
      if (view.path.length > 0) return new Set(view.path);
      if (view.tie) return new Set([view.tie.a, view.tie.b]);
      if (!view.e) return null;
      const near = new Set([view.e]);
      for (const tie of view.ties) { if (tie.a === view.e) near.add(tie.b); if (tie.b === view.e) near.add(tie.a); }
      return near;
    }
    isOn(tie, lit) {
      const { view } = this;
      if (view.path.length > 0) return view.path.some((one, at) => at > 0 && ((tie.a === one && tie.b === view.path[at - 1]) || (tie.b === one && tie.a === view.path[at - 1])));
      return view.tie ? tie.id === view.tie.id : !lit || tie.a === view.e || tie.b === view.e;
    }
    /* In bundles of one strength and colour: one stroke each is what makes thousands quick. */
    paintTies(lit) {
      const { pen, view, scale } = this, bundles = new Map(), thin = 1 / Math.max(0.7, Math.sqrt(scale)), edge = css("--edge");
      for (const tie of view.ties) { const key = `${4 - (lit && !this.isOn(tie, lit) ? 4 : 3 - Math.min(3, Math.floor(4 * Math.sqrt(tie.weight / view.heaviest))))} ${tie.group}`; if (!bundles.has(key)) bundles.set(key, []); bundles.get(key).push(tie); }
      for (const [key, ties] of [...bundles].sort()) {
        const [rank, group] = key.split(" "), bundle = 4 - Number(rank);
        pen.strokeStyle = group === "other" ? edge : this.on.tieColour(group);
        pen.globalAlpha = [0.85, 0.65, 0.45, 0.28, 0.06][bundle]; pen.lineWidth = [3.6, 2.4, 1.5, 0.8, 0.8][bundle] * thin;
        if (bundle < 4 && (view.tie || view.path.length > 0)) { pen.strokeStyle = css("--primary"); pen.globalAlpha = 1; pen.lineWidth = 3 * thin; }
        for (let start = 0; start < ties.length; start += 500) {
          pen.beginPath();
          for (const tie of ties.slice(start, start + 500)) { const a = view.byId.get(tie.a), b = view.byId.get(tie.b); pen.moveTo(a.x, a.y); pen.lineTo(b.x, b.y); }
          pen.stroke();
        }
      }
    }
    paintNodes(lit) {
      const { pen, view, scale } = this, groups = new Map(), ink = css("--ink");
      for (const node of view.nodes) { const group = `${!lit || lit.has(node.id) ? 1 : 0.18} ${this.on.dye(node) || dyes[node.type] || "--g7"}`; if (!groups.has(group)) groups.set(group, []); groups.get(group).push(node); }
      for (const [group, nodes] of [...groups].sort()) {
        const [alpha, dye] = group.split(" ");
        pen.globalAlpha = Number(alpha); pen.fillStyle = css(dye);
        pen.beginPath();
        for (const node of nodes) outline(pen, node);
        pen.fill();
      }
      pen.globalAlpha = 1; pen.strokeStyle = ink; pen.lineWidth = 2 / scale;
      for (const node of view.nodes) if (node.id === view.e || node.id === view.from || this.fresh.has(node.id)) { pen.beginPath(); outline(pen, { ...node, r: node.r + (this.fresh.has(node.id) ? 3 / scale : 0) }); pen.stroke(); }
    }
    /* Names where there is room: the most important first. */
    paintNames(lit, width, height) {
      const { pen, view, scale } = this, taken = [], halo = css("--halo"), ink = css("--ink"), font = css("--sans") || "sans-serif";
      pen.textAlign = "center"; pen.textBaseline = "top"; pen.lineJoin = "round"; pen.fillStyle = ink; pen.strokeStyle = halo; pen.lineWidth = 3 / scale;
      const first = view.nodes.filter((node) => lit?.has(node.id));
      for (const node of lit ? first : view.nodes) {
        if (taken.length > 300) break;
        const size = Math.max(11, Math.min(16, 8 + node.r * 0.45)), [x, top] = this.at(node), y = top + node.r * scale + 2, half = node.name.length * size * (/[\u2e80-\uffff]/.test(node.name) ? 0.52 : 0.29);
        if (x < -50 || y < -20 || x > width + 50 || y > height + 20 || taken.some((box) => Math.abs(box.x - x) < box.half + half && Math.abs(box.y - y) < size + 2)) continue;
        taken.push({ x, y, half });
        pen.font = `${size / scale}px ${font}`;
        pen.strokeText(node.name, node.x, node.y + node.r + 2 / scale); pen.fillText(node.name, node.x, node.y + node.r + 2 / scale);
      }
      if (view.tie && this.on.tieName) { const a = view.byId.get(view.tie.a), b = view.byId.get(view.tie.b), text = this.on.tieName(view.tie); if (a && b) { pen.font = `${12 / scale}px ${font}`; pen.strokeText(text, (a.x + b.x) / 2, (a.y + b.y) / 2); pen.fillText(text, (a.x + b.x) / 2, (a.y + b.y) / 2); } }
    }

    /* ---- hands */
    rest() { clearTimeout(this.still); this.still = setTimeout(() => { this.moving = false; this.draw(); this.placeButton(); this.on.moved(); }, 160); }
    move() { this.moving = true; this.draw(); this.rest(); }
    listen() {
      const { canvas } = this, fingers = new Map();
      let start = null;
      canvas.addEventListener("pointerdown", (event) => { try { canvas.setPointerCapture(event.pointerId); } catch { /* It was lifted already. */ } fingers.set(event.pointerId, event); start = fingers.size === 1 ? { x: event.clientX, y: event.clientY, at: performance.now() } : null; });
      canvas.addEventListener("pointermove", (event) => {
        const old = fingers.get(event.pointerId);
        if (!old) { if (event.pointerType === "mouse") canvas.style.cursor = this.under(event).node ? "pointer" : "grab"; return; }
        const [other, third] = [...fingers.values()].filter((finger) => finger.pointerId !== event.pointerId), rect = canvas.getBoundingClientRect();
        if (other && !third) this.zoom(Math.hypot(event.clientX - other.clientX, event.clientY - other.clientY) / Math.max(1, Math.hypot(old.clientX - other.clientX, old.clientY - other.clientY)), (event.clientX + other.clientX) / 2 - rect.left, (event.clientY + other.clientY) / 2 - rect.top);
        else if (!other && (!start || Math.hypot(event.clientX - start.x, event.clientY - start.y) >= 4)) { this.x += event.clientX - old.clientX; this.y += event.clientY - old.clientY; this.isFitted = false; }
        else return;
        fingers.set(event.pointerId, event);
        this.move();
      });
      const end = (event) => {
        fingers.delete(event.pointerId);
        /* A tap: under ten pixels and 300 ms, for a finger is never quite still. */
        if (event.type === "pointerup" && start && Math.hypot(event.clientX - start.x, event.clientY - start.y) < 10 && performance.now() - start.at < 300) this.tap(event);
        else this.rest();
        start = null;
      };
      canvas.addEventListener("pointerup", end); canvas.addEventListener("pointercancel", end);
      canvas.addEventListener("wheel", (event) => { event.preventDefault(); const rect = canvas.getBoundingClientRect(); this.zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - rect.left, event.clientY - rect.top); this.move(); }, { passive: false });
      this.keys.addEventListener("keydown", (event) => this.step(event));
      this.keys.addEventListener("focusin", (event) => { this.focused = event.target.dataset.id; this.bring(this.focused); this.draw(); this.placeButton(); });
      this.keys.addEventListener("click", (event) => { const id = event.target.closest("button")?.dataset.id; if (id) this.on.node(id); });
    }
    under(event) {
      const rect = this.canvas.getBoundingClientRect(), x = (event.clientX - rect.left - this.x) / this.scale, y = (event.clientY - rect.top - this.y) / this.scale;
      let node = null, tie = null, far = 14 / this.scale;
      for (const one of this.view.nodes) { const off = Math.hypot(one.x - x, one.y - y) - one.r; if (off < far) { far = off; node = one; } }
      if (node) return { node };
      far = 6 / this.scale;
      for (const one of this.view.ties) {
        const a = this.view.byId.get(one.a), b = this.view.byId.get(one.b), long = (b.x - a.x) ** 2 + (b.y - a.y) ** 2, part = long ? Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / long)) : 0, off = Math.hypot(a.x + part * (b.x - a.x) - x, a.y + part * (b.y - a.y) - y);
        if (off < far) { far = off; tie = one; }
      }
      return { tie };
    }
    tap(event) { const { node, tie } = this.under(event); if (node) this.on.node(node.id); else if (tie) this.on.tie(tie.id); else this.on.ground(); }

    /* ---- keyboard: one button is there at a time, over the name that has the focus */
    placeButton() {
      const { view, keys } = this;
      if (!view) return;
      const node = view.byId.get(this.focused) ?? view.byId.get(view.e) ?? view.nodes[0];
      let button = keys.firstElementChild;
      if (!node) { keys.replaceChildren(); return; }
      if (button?.dataset.id !== node.id) this.focusOn(node, keys.contains(document.activeElement));
      button = keys.firstElementChild;
      const [x, y] = this.at(node), size = Math.max(28, 2 * node.r * this.scale + 8);
      Object.assign(button.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
      button.setAttribute("aria-label", this.on.say(node));
    }
    focusOn(node, takes) {
      const button = document.createElement("button"), [old] = this.keys.children;
      button.type = "button"; button.dataset.id = node.id;
      this.focused = node.id;
      this.keys.prepend(button);
      if (takes) button.focus({ preventScroll: true });
      old?.remove();
    }
    step(event) {
      const node = this.view.byId.get(event.target.dataset.id), turn = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
      let next = event.key === "Home" ? this.view.nodes[0] : event.key === "End" ? this.view.nodes.at(-1) : null;
      if (turn && event.shiftKey) { this.x -= 60 * turn[0]; this.y -= 60 * turn[1]; this.isFitted = false; this.move(); event.preventDefault(); return; }
      if (turn) {
        let best = Infinity;
        for (const one of this.view.nodes) {
          const along = (one.x - node.x) * turn[0] + (one.y - node.y) * turn[1], aside = Math.abs((one.x - node.x) * turn[1]) + Math.abs((one.y - node.y) * turn[0]);
          if (one !== node && along > 0.01 && along >= aside * 0.6 && along + 2 * aside < best) { best = along + 2 * aside; next = one; }
        }
      }
      if (turn || next) event.preventDefault();
      if (next) { this.focusOn(next, true); this.placeButton(); }
    }
  };
})();
