"use strict";
const graph = JSON.parse(document.getElementById("graph").textContent);
const words = {
  en: {
    search: "Find", upTo: "Up to chapter", show: "Entities shown", cast: "Main cast", ties: "Ties", quotes: "In the text", also: "also",
    chapter: "chapter", all: "back to the cast", times: "×", person: "person", place: "place", organisation: "organisation",
    event: "event", item: "item", co_occurs: "together", family: "family", spouse: "spouse", ally: "ally", hostile: "hostile", superior: "superior",
    teacher: "teacher", member_of: "member of", located_in: "located in", owns: "owns", canvas: "Graph of entities; the list beside it says the same in words",
  },
  zh: {
    search: "查找", upTo: "读到第几章", show: "显示实体数", cast: "主要实体", ties: "联系", quotes: "原文", also: "又名",
    chapter: "第", all: "返回主要实体", times: " 次", person: "人物", place: "地点", organisation: "组织",
    event: "事件", item: "物品", co_occurs: "同现", family: "亲属", spouse: "夫妻", ally: "盟友", hostile: "敌对", superior: "上级",
    teacher: "师徒", member_of: "隶属", located_in: "位于", owns: "拥有", canvas: "实体关系图；旁边的列表以文字说明相同内容",
  },
};
const colours = { person: "#0b6bcb", place: "#2e8b57", organisation: "#b5651d", event: "#a23b72", item: "#7a6f9b" };
const element = (id) => document.getElementById(id);
const canvas = element("canvas"), pen = canvas.getContext("2d"), side = element("side");
let language = navigator.language.startsWith("zh") ? "zh" : "en";
let chosen = null, hidden = new Set(), nodes = [], links = [], scale = 1, shift = { x: 0, y: 0 }, heat = 0;
const say = (key) => words[language][key] ?? key;
const last = Math.max(1, ...graph.entities.flatMap((one) => one.chapters));
const colour = (type) => colours[type] ?? "#888";

/* What a reader knows after a chapter: earlier mentions, aliases and ties only. */
const known = (list, limit) => list.filter((chapter) => chapter <= limit);
function entityAt(one, limit) {
  const seen = known(one.chapters, limit).length;
  if (seen === 0) return null;
  const aliases = one.aliases.filter((alias) => alias.chapter <= limit);
  const name = one.nameChapter > limit && aliases.length > 0 ? aliases[0].name : one.name;
  return { ...one, name, aliases: aliases.filter((alias) => alias.name !== name), mentions: one.counts.slice(0, seen).reduce((sum, count) => sum + count, 0) };
}
function relationAt(one, limit) {
  const share = known(one.chapters, limit).length / one.chapters.length;
  return share === 0 ? null : { ...one, weight: one.weight * share, count: Math.max(1, Math.round(one.count * share)), quotes: one.quotes.filter((quote) => quote.chapter <= limit) };
}

let entities = [], relations = [], byId = new Map();
function choose() {
  const limit = Number(element("upTo").value), most = Number(element("most").value);
  entities = graph.entities.map((one) => entityAt(one, limit)).filter((one) => one && !hidden.has(one.type)).sort((a, b) => b.mentions - a.mentions);
  byId = new Map(entities.map((one) => [one.id, one]));
  relations = graph.relations.map((one) => relationAt(one, limit)).filter((one) => one && byId.has(one.source) && byId.has(one.target)).sort((a, b) => b.weight - a.weight);
  const before = new Map(nodes.map((node) => [node.id, node]));
  const shown = entities.slice(0, most);
  if (chosen && byId.has(chosen) && !shown.some((one) => one.id === chosen)) shown.push(byId.get(chosen));
  nodes = shown.map((one, index) => {
    const old = before.get(one.id), angle = index * 2.399963, far = 18 * Math.sqrt(index + 1);
    return { id: one.id, name: one.name, type: one.type, r: 3 + 1.7 * Math.log2(1 + one.mentions), x: old?.x ?? far * Math.cos(angle), y: old?.y ?? far * Math.sin(angle), vx: 0, vy: 0 };
  });
  const place = new Map(nodes.map((node) => [node.id, node]));
  links = relations.filter((one) => place.has(one.source) && place.has(one.target)).slice(0, 4 * nodes.length).map((one) => ({ from: place.get(one.source), to: place.get(one.target), weight: one.weight }));
  heat = 1;
  tell();
  requestAnimationFrame(step);
}

/* A force layout: all nodes push, links pull, the middle holds. */
function move() {
  const heaviest = Math.max(1, ...links.map((link) => link.weight));
  for (let i = 0; i < nodes.length; i++) {
    const a = nodes[i];
    for (let j = i + 1; j < nodes.length; j++) {
      const b = nodes[j], dx = a.x - b.x || 0.1, dy = a.y - b.y || 0.1, square = dx * dx + dy * dy;
      const push = Math.min(4, (2400 + 60 * (a.r + b.r)) / square), near = push / Math.sqrt(square);
      a.vx += dx * near; a.vy += dy * near; b.vx -= dx * near; b.vy -= dy * near;
    }
    a.vx -= a.x * 0.004; a.vy -= a.y * 0.004;
  }
  for (const link of links) {
    const dx = link.to.x - link.from.x, dy = link.to.y - link.from.y, far = Math.hypot(dx, dy) || 1;
    const pull = (far - 90) * 0.01 * (0.2 + link.weight / heaviest) / far;
    link.from.vx += dx * pull; link.from.vy += dy * pull; link.to.vx -= dx * pull; link.to.vy -= dy * pull;
  }
  for (const node of nodes) {
    if (node !== held) { node.x += node.vx * heat * 2; node.y += node.vy * heat * 2; }
    node.vx *= 0.6; node.vy *= 0.6;
  }
  heat *= 0.985;
}
function step() {
  if (heat < 0.02) return draw();
  const until = performance.now() + 12;
  do move(); while (heat >= 0.02 && performance.now() < until && nodes.length < 200);
  draw();
  requestAnimationFrame(step);
}
function draw() {
  const { clientWidth: width, clientHeight: height } = canvas, dense = devicePixelRatio || 1, style = getComputedStyle(document.body);
  canvas.width = width * dense; canvas.height = height * dense;
  pen.setTransform(dense * scale, 0, 0, dense * scale, dense * (width / 2 + shift.x), dense * (height / 2 + shift.y));
  const near = new Set(chosen ? [chosen] : []), heaviest = Math.max(1, ...links.map((link) => link.weight));
  if (chosen) for (const link of links) { if (link.from.id === chosen) near.add(link.to.id); if (link.to.id === chosen) near.add(link.from.id); }
  for (const link of links) {
    const lit = !chosen || link.from.id === chosen || link.to.id === chosen;
    pen.globalAlpha = lit ? 0.25 + 0.6 * link.weight / heaviest : 0.06;
    pen.strokeStyle = style.getPropertyValue("--soft"); pen.lineWidth = 0.5 + 3.5 * Math.sqrt(link.weight / heaviest);
    pen.beginPath(); pen.moveTo(link.from.x, link.from.y); pen.lineTo(link.to.x, link.to.y); pen.stroke();
  }
  pen.textAlign = "center";
  for (const node of [...nodes].reverse()) {
    pen.globalAlpha = !chosen || near.has(node.id) ? 1 : 0.2;
    pen.fillStyle = colour(node.type);
    pen.beginPath(); pen.arc(node.x, node.y, node.r, 0, 7); pen.fill();
    if (node.id === chosen) { pen.strokeStyle = style.getPropertyValue("--ink"); pen.lineWidth = 2; pen.stroke(); }
    pen.font = `${Math.max(10, 7 + node.r / 2) / Math.sqrt(scale)}px system-ui, "Noto Sans CJK SC", sans-serif`;
    pen.lineWidth = 3 / scale; pen.strokeStyle = style.getPropertyValue("--ground"); pen.fillStyle = style.getPropertyValue("--ink");
    pen.strokeText(node.name, node.x, node.y + node.r + 12 / scale); pen.fillText(node.name, node.x, node.y + node.r + 12 / scale);
  }
  pen.globalAlpha = 1;
}

/* The same in words. All text goes in as text, never as markup. */
function make(tag, text, ...inside) {
  const one = document.createElement(tag);
  if (text) one.textContent = text;
  one.append(...inside);
  return one;
}
function open(id, text) {
  const button = make("button", text);
  button.type = "button";
  button.onclick = () => pick(id);
  return button;
}
const chapterWord = (number) => (language === "zh" ? `第 ${number} 章` : `chapter ${number}`);
function tell() {
  side.replaceChildren();
  const one = chosen && byId.get(chosen);
  if (!one) {
    side.append(make("h2", say("cast")), make("ol", "", ...entities.slice(0, 40).map((it) => make("li", "", open(it.id, it.name), make("small", ` ${say(it.type)} · ${it.mentions}${say("times")}`)))));
    return;
  }
  side.append(open(null, "← " + say("all")), make("h2", one.name), make("small", `${say(one.type)} · ${one.mentions}${say("times")}`));
  if (one.aliases.length > 0) side.append(make("p", `${say("also")} ${one.aliases.map((alias) => alias.name).join(", ")}`));
  const ties = relations.filter((tie) => tie.source === one.id || tie.target === one.id).slice(0, 25);
  side.append(make("h3", say("ties")), make("ul", "", ...ties.map((tie) => {
    const other = byId.get(tie.source === one.id ? tie.target : tie.source);
    return make("li", "", open(other.id, other.name), make("small", ` ${tie.label || say(tie.type)} · ${tie.count}${say("times")}`));
  })));
  const quotes = ties.flatMap((tie) => tie.quotes).sort((a, b) => a.chapter - b.chapter);
  const texts = new Map(quotes.map((quote) => [quote.quote, quote]));
  side.append(make("h3", say("quotes")), ...[...texts.values()].slice(0, 12).map((quote) => make("blockquote", "", make("span", quote.quote), make("small", " " + chapterWord(quote.chapter)))));
}
function pick(id) {
  chosen = id;
  if (id && !nodes.some((node) => node.id === id)) choose();
  tell();
  draw();
}

const at = (event) => {
  const box = canvas.getBoundingClientRect();
  return { x: (event.clientX - box.left - box.width / 2 - shift.x) / scale, y: (event.clientY - box.top - box.height / 2 - shift.y) / scale };
};
const under = (point) => nodes.find((node) => Math.hypot(node.x - point.x, node.y - point.y) < node.r + 4 / scale);
let held = null, grip = null, moved = false;
canvas.onpointerdown = (event) => { held = under(at(event)) ?? null; grip = { x: event.clientX, y: event.clientY }; moved = false; canvas.setPointerCapture(event.pointerId); };
canvas.onpointermove = (event) => {
  if (!grip) return void (canvas.style.cursor = under(at(event)) ? "pointer" : "grab");
  const dx = event.clientX - grip.x, dy = event.clientY - grip.y;
  moved ||= Math.hypot(dx, dy) > 3;
  if (held) { Object.assign(held, at(event)); const cold = heat < 0.02; heat = Math.max(heat, 0.1); if (cold) requestAnimationFrame(step); }
  else { shift.x += dx; shift.y += dy; draw(); }
  grip = { x: event.clientX, y: event.clientY };
};
canvas.onpointerup = () => { if (!moved) pick(held?.id ?? null); held = grip = null; };
canvas.onwheel = (event) => {
  event.preventDefault();
  const before = at(event);
  scale = Math.min(6, Math.max(0.15, scale * Math.exp(-event.deltaY * 0.001)));
  const after = at(event);
  shift.x += (after.x - before.x) * scale; shift.y += (after.y - before.y) * scale;
  draw();
};
function speak() {
  document.documentElement.lang = language;
  canvas.setAttribute("aria-label", say("canvas"));
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  const types = [...new Set(graph.entities.map((one) => one.type))].sort();
  element("types").replaceChildren(...types.map((type) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !hidden.has(type) });
    box.onchange = () => { box.checked ? hidden.delete(type) : hidden.add(type); choose(); };
    const label = make("label", "", box, make("span", say(type)));
    label.style.setProperty("--dot", colour(type));
    return label;
  }));
  tell();
}
for (const [id, least, most, value] of [["upTo", 0, last, last], ["most", 10, Math.max(10, Math.min(400, graph.entities.length)), Math.min(60, graph.entities.length)]]) {
  const range = element(id), shown = document.querySelector(`output[for=${id}]`);
  Object.assign(range, { min: least, max: most, value });
  shown.textContent = range.value;
  range.oninput = () => { shown.textContent = range.value; choose(); };
}
element("names").append(...graph.entities.slice(0, 500).map((one) => Object.assign(document.createElement("option"), { value: one.name })));
element("search").onchange = (event) => {
  const typed = event.target.value.trim().toLowerCase();
  const names = (one) => [one.name, ...one.aliases.map((alias) => alias.name)].map((name) => name.toLowerCase());
  const found = typed && (entities.find((one) => names(one).includes(typed)) ?? entities.find((one) => names(one).some((name) => name.includes(typed))));
  if (found) pick(found.id);
};
element("language").onclick = () => { language = language === "zh" ? "en" : "zh"; speak(); };
addEventListener("resize", draw);
speak();
choose();
