// The drawing of a book's graph on a canvas: zoom, drag, tap; the list beside it says the same in words.
"use strict";
window.weftGraph = (() => {
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dyes = { person: "--g0", place: "--g2", organisation: "--g3", event: "--g4", item: "--g6" };
  const graphs = new WeakMap();

  async function show(box, view, address, chosen) {
    const graph = graphs.get(box) ?? open(box);
    graph.view = view;
    if (graph.address !== address) {
      graph.address = address;
      const answer = await fetch(address);
      /* Away for a moment: the next change of the view asks again. */
      if (!answer.ok) { graph.address = ""; return; }
      const drawing = await answer.json();
      if (graph.address !== address) return;
      take(graph, drawing);
    }
    if (graph.chosen !== chosen) { graph.chosen = chosen; bring(graph); }
    draw(graph);
    box.dataset.drawn = "yes";
  }

  /* The same start for everybody, so that all see the same picture: on a spiral by importance, then forces. */
  function take(graph, answer) {
    const before = graph.nodes;
    graph.nodes = new Map(answer.nodes.map((one, index) => {
      const angle = index * 2.399963, far = 26 * Math.sqrt(index + 1), old = before.get(one.id);
      return [one.id, { ...one, r: 3.5 + 1.9 * Math.log2(1 + one.mentions), x: old?.x ?? far * Math.cos(angle), y: old?.y ?? far * Math.sin(angle), vx: 0, vy: 0, isNew: before.size > 0 && !old }];
    }));
    graph.links = answer.links.map((link) => ({ ...link, a: graph.nodes.get(link.from), b: graph.nodes.get(link.to) }));
    graph.heaviest = Math.max(1, ...graph.links.map((link) => link.weight));
    const list = [...graph.nodes.values()], rounds = Math.max(20, Math.min(260, 60000 / Math.max(1, list.length)));
    for (let round = 0, heat = before.size > 0 ? 0.4 : 1; round < rounds; round++, heat *= 0.985) push(list, graph, heat);
    if (before.size === 0) fit(graph);
  }
  function push(list, graph, heat) {
    const near = list.length > 700 ? 350 : list.length;
    for (let i = 0; i < list.length; i++) {
      const a = list[i];
      for (let j = i + 1; j < Math.min(list.length, i + near); j++) {
        const b = list[j], dx = a.x - b.x || 0.1, dy = a.y - b.y || 0.1, square = dx * dx + dy * dy, by = Math.min(5, (3200 + 80 * (a.r + b.r)) / square) / Math.sqrt(square);
        a.vx += dx * by; a.vy += dy * by; b.vx -= dx * by; b.vy -= dy * by;
      }
      a.vx -= a.x * 0.004; a.vy -= a.y * 0.004;
    }
    for (const { a, b, weight } of graph.links) {
      const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1, pull = (far - 110) * 0.01 * (0.15 + weight / graph.heaviest) / far;
      a.vx += dx * pull; a.vy += dy * pull; b.vx -= dx * pull; b.vy -= dy * pull;
    }
    for (const node of list) { node.x += node.vx * heat * 2; node.y += node.vy * heat * 2; node.vx *= 0.6; node.vy *= 0.6; }
  }
  function fit(graph) {
    const list = [...graph.nodes.values()];
    if (list.length === 0) return;
    const left = Math.min(...list.map((node) => node.x)) - 40, right = Math.max(...list.map((node) => node.x)) + 40, top = Math.min(...list.map((node) => node.y)) - 40, bottom = Math.max(...list.map((node) => node.y)) + 40;
    const { clientWidth: width, clientHeight: height } = graph.canvas;
    graph.scale = Math.min(3, width / (right - left), height / (bottom - top));
    graph.x = width / 2 - graph.scale * (left + right) / 2; graph.y = height / 2 - graph.scale * (top + bottom) / 2;
  }
  function bring(graph) {
    const node = graph.nodes.get(graph.chosen), { clientWidth: width, clientHeight: height } = graph.canvas;
    if (!node) return;
    const x = node.x * graph.scale + graph.x, y = node.y * graph.scale + graph.y;
    if (x < 30 || y < 30 || x > width - 30 || y > height - 30) { graph.x += width / 2 - x; graph.y += height / 2 - y; }
  }
  function shape(pen, { type, x, y, r }) {
    pen.beginPath();
    if (type === "place") pen.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
    else if (type === "organisation") { pen.moveTo(x, y - r * 1.15); pen.lineTo(x + r * 1.15, y); pen.lineTo(x, y + r * 1.15); pen.lineTo(x - r * 1.15, y); pen.closePath(); }
    else if (type === "item") { pen.moveTo(x, y - r); pen.lineTo(x + r, y + r * 0.8); pen.lineTo(x - r, y + r * 0.8); pen.closePath(); }
    else if (type === "event") { for (let at = 0; at < 10; at++) { const far = at % 2 ? r * 0.5 : r * 1.2, turn = at * Math.PI / 5 - Math.PI / 2; pen.lineTo(x + far * Math.cos(turn), y + far * Math.sin(turn)); } pen.closePath(); }
    else pen.arc(x, y, r, 0, 7);
  }
  function draw(graph) {
    const { canvas, pen, scale } = graph, { clientWidth: width, clientHeight: height } = canvas, dense = devicePixelRatio || 1;
    if (canvas.width !== width * dense || canvas.height !== height * dense) { canvas.width = width * dense; canvas.height = height * dense; }
    pen.setTransform(dense, 0, 0, dense, 0, 0); pen.clearRect(0, 0, width, height);
    pen.setTransform(dense * scale, 0, 0, dense * scale, dense * graph.x, dense * graph.y);
    const near = new Set([graph.chosen]), lit = graph.nodes.has(graph.chosen);
    if (lit) for (const link of graph.links) { if (link.from === graph.chosen) near.add(link.to); if (link.to === graph.chosen) near.add(link.from); }
    const edge = css("--edge"), ink = css("--ink"), halo = css("--halo"), serif = css("--sans");
    pen.strokeStyle = edge;
    const links = graph.moving && graph.links.length > 800 ? graph.links.slice(0, 400) : graph.links;
    for (const link of links) {
      const on = lit && (link.from === graph.chosen || link.to === graph.chosen);
      if (lit && !on) pen.globalAlpha = 0.05; else pen.globalAlpha = 0.22 + 0.6 * Math.sqrt(link.weight / graph.heaviest);
      pen.lineWidth = (0.5 + 3 * Math.sqrt(link.weight / graph.heaviest)) / Math.max(0.7, Math.sqrt(scale));
      pen.beginPath(); pen.moveTo(link.a.x, link.a.y); pen.lineTo(link.b.x, link.b.y); pen.stroke();
    }
    const colours = Object.fromEntries(Object.entries(dyes).map(([type, name]) => [type, css(name)])), other = css("--g7"), list = [...graph.nodes.values()];
    for (let at = list.length - 1; at >= 0; at--) {
      const node = list[at], on = !lit || near.has(node.id);
      pen.globalAlpha = on ? 1 : 0.18; pen.fillStyle = colours[node.type] ?? other;
      shape(pen, node); pen.fill();
      if (node.id === graph.chosen || node.isNew) { pen.strokeStyle = ink; pen.lineWidth = 2 / scale; pen.stroke(); }
    }
    /* Names where there is room: the most important first. */
    const taken = [];
    pen.textAlign = "center"; pen.textBaseline = "top"; pen.lineJoin = "round";
    for (const node of list) {
      const on = !lit || near.has(node.id), size = Math.max(11, Math.min(16, 8 + node.r * 0.45)), x = node.x * scale + graph.x, y = (node.y + node.r) * scale + graph.y + 2;
      if (!on || x < -50 || y < -20 || x > width + 50 || y > height + 20) continue;
      const half = node.name.length * size * (/[\u2e80-\uffff]/.test(node.name) ? 0.52 : 0.29);
      if (taken.some((box) => Math.abs(box.x - x) < box.half + half && Math.abs(box.y - y) < size + 2)) continue;
      taken.push({ x, y, half });
      pen.globalAlpha = 1; pen.font = `${size / scale}px ${serif}`; pen.lineWidth = 3 / scale; pen.strokeStyle = halo; pen.fillStyle = ink;
      pen.strokeText(node.name, node.x, node.y + node.r + 2 / scale); pen.fillText(node.name, node.x, node.y + node.r + 2 / scale);
    }
    pen.globalAlpha = 1;
  }
  function open(box) {
    const canvas = box.querySelector("canvas"), graph = { box, canvas, pen: canvas.getContext("2d"), nodes: new Map(), links: [], heaviest: 1, scale: 1, x: 0, y: 0, chosen: "", address: "", moving: false };
    graphs.set(box, graph);
    new ResizeObserver(() => { if (!graph.sized) fit(graph); graph.sized = graph.nodes.size > 0; draw(graph); }).observe(canvas);
    addEventListener("weft-theme", () => draw(graph));
    const fingers = new Map();
    let start = null, still = 0;
    const rest = () => { clearTimeout(still); still = setTimeout(() => { graph.moving = false; draw(graph); }, 160); };
    canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, event); start = { x: event.clientX, y: event.clientY, at: performance.now() }; });
    canvas.addEventListener("pointermove", (event) => {
      const old = fingers.get(event.pointerId);
      if (!old) return;
      const others = [...fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
      if (others.length === 1) {
        const [other] = others, rect = canvas.getBoundingClientRect(), before = Math.hypot(old.clientX - other.clientX, old.clientY - other.clientY), now = Math.hypot(event.clientX - other.clientX, event.clientY - other.clientY);
        zoom(graph, now / Math.max(1, before), (event.clientX + other.clientX) / 2 - rect.left, (event.clientY + other.clientY) / 2 - rect.top);
      } else if (others.length === 0) { graph.x += event.clientX - old.clientX; graph.y += event.clientY - old.clientY; }
      fingers.set(event.pointerId, event); graph.moving = true; draw(graph); rest();
    });
    const end = (event) => {
      fingers.delete(event.pointerId); rest();
      /* A tap: under ten pixels and 300 ms, for a finger is never quite still. */
      if (event.type === "pointerup" && start && Math.hypot(event.clientX - start.x, event.clientY - start.y) < 10 && performance.now() - start.at < 300) tap(graph, event);
    };
    canvas.addEventListener("pointerup", end); canvas.addEventListener("pointercancel", end);
    canvas.addEventListener("wheel", (event) => { event.preventDefault(); const rect = canvas.getBoundingClientRect(); zoom(graph, Math.exp(-event.deltaY * 0.0015), event.clientX - rect.left, event.clientY - rect.top); graph.moving = true; draw(graph); rest(); }, { passive: false });
    canvas.addEventListener("keydown", (event) => { const orders = { "+": "in", "=": "in", "-": "out", 0: "fit" }; if (orders[event.key]) { event.preventDefault(); order(box, orders[event.key]); } });
    return graph;
  }
  function tap(graph, event) {
    const rect = graph.canvas.getBoundingClientRect(), x = (event.clientX - rect.left - graph.x) / graph.scale, y = (event.clientY - rect.top - graph.y) / graph.scale;
    let best = null, far = 16 / graph.scale;
    for (const node of graph.nodes.values()) { const off = Math.hypot(node.x - x, node.y - y) - node.r; if (off < far) { far = off; best = node; } }
    graph.view.invokeMethodAsync("Open", best?.id ?? "");
  }
  function zoom(graph, by, x, y) {
    const to = Math.max(0.05, Math.min(8, graph.scale * by)), real = to / graph.scale;
    graph.x = x - (x - graph.x) * real; graph.y = y - (y - graph.y) * real; graph.scale = to;
  }
  function order(box, what) {
    const graph = graphs.get(box);
    if (!graph) return;
    if (what === "fit") fit(graph); else zoom(graph, what === "in" ? 1.3 : 1 / 1.3, graph.canvas.clientWidth / 2, graph.canvas.clientHeight / 2);
    draw(graph);
  }
  return { show, order };
})();
