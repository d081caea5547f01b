// The map of a job: a cell a part, so many that a table would not do. Run lengths come in ("2160d 3r …"), and only changed cells are drawn again.
"use strict";
window.weftMap = (() => {
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const spread = (runs) => runs.split(" ").filter(Boolean).map((run) => run.slice(-1).repeat(parseInt(run))).join("");

  function measure(map) {
    const { canvas, cells } = map, width = canvas.clientWidth, narrow = width < 560, columns = cells.length < 100 && !narrow ? Math.max(25, Math.min(100, cells.length)) : narrow ? 50 : 100, left = 44;
    const pitch = Math.min((width - left) / columns, 26), gap = pitch > 8 ? 1.6 : 1.2, high = Math.max(pitch, narrow ? 6.4 : pitch), rows = Math.ceil(cells.length / columns);
    Object.assign(map, { columns, left, pitch, gap, high, rows, width, height: Math.ceil(rows * high + 2) });
    const dense = Math.max(2, devicePixelRatio || 1);
    canvas.style.height = map.height + "px"; canvas.width = width * dense; canvas.height = map.height * dense;
    map.pen = canvas.getContext("2d"); map.pen.scale(dense, dense);
    map.colours = { d: css("--st-done"), r: css("--st-run"), f: css("--st-fail"), s: css("--st-skip"), wait: css("--st-wait-line"), ground: css("--surface"), soft: css("--ink-2"), ink: css("--ink"), sans: css("--sans") };
  }
  const place = (map, index) => ({ x: map.left + (index % map.columns) * map.pitch, y: 1 + Math.floor(index / map.columns) * map.high, w: map.pitch - map.gap, h: map.high - map.gap });
  const line = (pen, ...points) => { pen.beginPath(); pen.moveTo(points[0], points[1]); for (let at = 2; at < points.length; at += 2) pen.lineTo(points[at], points[at + 1]); };

  function cell(map, index) {
    const { pen, colours } = map, { x, y, w, h } = place(map, index), state = map.cells[index];
    pen.globalAlpha = 1; pen.fillStyle = colours.ground; pen.fillRect(x - 1, y - 1, w + 2, h + 2);
    const faded = map.filter && map.filter !== state ? 0.15 : 1;
    if (state === "d") { pen.globalAlpha = faded; pen.fillStyle = colours.d; pen.fillRect(x, y, w, h); }
    else if (state === "w") { pen.globalAlpha = 0.55 * faded; pen.strokeStyle = colours.wait; pen.lineWidth = 0.8; pen.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1); }
    else if (state === "s") { pen.globalAlpha = faded; pen.strokeStyle = colours.s; pen.lineWidth = 1.4; line(pen, x + 0.5, y + h / 2, x + w - 0.5, y + h / 2); pen.stroke(); }
    else if (state === "r") { pen.globalAlpha = faded; pen.strokeStyle = colours.r; pen.lineWidth = 1; pen.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1); pen.fillStyle = colours.r; line(pen, x, y + h, x, y, x + w, y + h); pen.fill(); }
    else if (state === "f") { pen.globalAlpha = faded; pen.fillStyle = colours.f; pen.fillRect(x, y, w, h); pen.strokeStyle = colours.ground; pen.lineWidth = 1.3; const in_ = Math.min(1.7, w / 4); line(pen, x + in_, y + in_, x + w - in_, y + h - in_); pen.stroke(); line(pen, x + w - in_, y + in_, x + in_, y + h - in_); pen.stroke(); }
    pen.globalAlpha = 1;
    if (index === map.chosen - 1) { pen.strokeStyle = colours.ink; pen.lineWidth = 2; pen.strokeRect(x - 0.5, y - 0.5, w + 1, h + 1); }
  }
  function draw(map) {
    measure(map);
    const { pen, colours } = map;
    pen.font = "11px " + colours.sans; pen.textAlign = "right"; pen.textBaseline = "middle"; pen.fillStyle = colours.soft;
    for (let row = 0; row < map.rows; row += Math.ceil(15 / map.high)) pen.fillText((row * map.columns + 1).toLocaleString("en"), map.left - 7, 1 + row * map.high + map.high / 2);
    for (let index = 0; index < map.cells.length; index++) cell(map, index);
  }
  const maps = new WeakMap();

  function open(canvas, view) {
    const map = { canvas, view, cells: "", chosen: 0, filter: "" }, list = canvas.parentElement;
    maps.set(canvas, map);
    new ResizeObserver(() => draw(map)).observe(canvas.parentElement);
    addEventListener("weft-theme", () => draw(map));
    const at = (event) => {
      const box = canvas.getBoundingClientRect(), column = Math.floor((event.clientX - box.left - map.left) / map.pitch), row = Math.floor((event.clientY - box.top - 1) / map.high);
      const index = row * map.columns + column;
      return column >= 0 && column < map.columns && index >= 0 && index < map.cells.length ? index + 1 : 0;
    };
    canvas.addEventListener("click", (event) => { const part = at(event); if (part) map.view.invokeMethodAsync("Open", part); });
    canvas.addEventListener("mousemove", (event) => { const part = at(event); if (part !== map.pointed) { map.pointed = part; if (part) map.view.invokeMethodAsync("Point", part); } });
    list.addEventListener("keydown", (event) => {
      const from = map.focus || map.chosen || 1, steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: map.columns, ArrowUp: -map.columns, PageDown: 10 * map.columns, PageUp: -10 * map.columns };
      let to = 0;
      if (steps[event.key]) to = from + steps[event.key];
      else if (event.key === "Home") to = 1;
      else if (event.key === "End") to = map.cells.length;
      else if (event.key === "f") { const next = map.cells.indexOf("f", from); to = (next < 0 ? map.cells.indexOf("f") : next) + 1; }
      else if (event.key === "Enter") { map.view.invokeMethodAsync("Open", from); event.preventDefault(); return; }
      if (to < 1) return;
      event.preventDefault(); event.stopPropagation();
      const old = map.chosen;
      map.focus = map.chosen = Math.min(to, map.cells.length);
      if (old) cell(map, old - 1);
      cell(map, map.chosen - 1);
      map.view.invokeMethodAsync("Point", map.focus);
    });
    return map;
  }
  function show(canvas, view, runs, chosen, filter) {
    const map = maps.get(canvas) ?? open(canvas, view), before = map.cells, cells = spread(runs);
    map.view = view;
    const whole = before.length !== cells.length || filter !== map.filter || !map.pen, old = map.chosen;
    Object.assign(map, { cells, chosen, filter });
    if (whole) return draw(map);
    if (old !== chosen) map.focus = 0;
    for (let index = 0; index < cells.length; index++) if (cells[index] !== before[index] || index === old - 1 || index === chosen - 1) cell(map, index);
  }
  return { show };
})();
