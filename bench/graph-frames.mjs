// Frames of the graph module's drawing with 2,000 names and 6,000 ties, in Chromium without a graphics card.
//   node bench/graph-frames.mjs            the module
//   node bench/graph-frames.mjs FOLDER     and sigma, where FOLDER holds node_modules with sigma and graphology
// It prints frames a second and the processor time of the whole browser for a frame; the second hardly depends on what else runs.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const names = 2000, ties = 6000, frames = 60;
const source = new URL("../src/Weft/Graph/Exports/", import.meta.url), packages = process.argv[2] && join(process.argv[2], "node_modules");
const ticks = 1000 / Number(execFileSync("getconf", ["CLK_TCK"]).toString());

const page = `<!doctype html><meta charset="utf-8"><style>:root{--edge:#8d8f95;--ink:#20242d;--halo:#fbfaf7;--g0:#3a5bb0;--g2:#2c8378;--g3:#a87611;--g4:#7d4f94;--g6:#bb5a86;--g7:#5c6c80}body{margin:0}#box,canvas{width:1040px;height:760px}</style>
<div id="box"></div><script src="/graph-canvas.js"></script>SCRIPTS<script>
let seed = 7; const chance = () => (seed = seed * 16807 % 2147483647) / 2147483647;
const types = ["person", "place", "organisation", "event", "item"];
const nodes = [...Array(${names})].map((_, at) => ({ id: String(at), name: "Name " + at, type: types[at % 5], mentions: ${names} - at, x: chance() * 3000, y: chance() * 3000, r: 4 + 12 * chance() }));
const links = [...Array(${ties})].map((_, at) => ({ id: String(at), a: String(Math.floor(chance() * ${names})), b: String(Math.floor(chance() * chance() * ${names})), weight: 1 + 20 * chance() ** 3, kinds: [] })).filter((tie) => tie.a !== tie.b).sort((one, other) => other.weight - one.weight);
const run = (move) => new Promise((done) => { let count = 0, start = 0; const go = (now) => { start ||= now; move(count); if (count++ < ${frames}) requestAnimationFrame(go); else done(${frames} / ((now - start) / 1000)); }; requestAnimationFrame(go); });
(async () => {
  const mode = location.search.slice(1), box = document.getElementById("box");
  let move = () => { box.style.color = box.style.color ? "" : "red"; };
  if (mode.startsWith("module")) {
    box.append(document.createElement("canvas"), document.createElement("div"));
    const canvas = new weftGraphCanvas(box.firstChild, box.lastChild, { say: () => "", moved() {} });
    canvas.show({ nodes, ties: links, byId: new Map(nodes.map((node) => [node.id, node])), heaviest: links[0].weight, path: [], e: "", from: "" }, new Set());
    move = (at) => { canvas.moving = mode === "module-moving"; canvas.x += 8 * Math.sin(at / 5); canvas.paint(); };
  } else if (mode.startsWith("sigma")) {
    const graph = new graphology.Graph({ multi: true });
    for (const node of nodes) graph.addNode(node.id, { x: node.x, y: node.y, size: node.r / 3, label: node.name, color: "#3a5bb0" });
    for (const tie of links) graph.addEdge(tie.a, tie.b, { size: 1, color: "#ccc" });
    const hides = mode === "sigma-hiding", view = new Sigma(graph, box, { hideEdgesOnMove: hides, hideLabelsOnMove: hides }), camera = view.getCamera();
    if (hides) camera.isAnimated = () => true;
    move = (at) => camera.setState({ x: 0.5 + 0.1 * Math.sin(at / 10), y: 0.5, ratio: 1, angle: 0 });
  }
  await fetch("/start", { method: "POST" });
  await fetch("/done", { method: "POST", body: String(await run(move)) });
})();
</script>`;

/* Of the browser's root process and all below it. */
function processorTime(root) {
  const rows = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
      rows.set(Number(id), { parent: Number(fields[1]), used: (Number(fields[11]) + Number(fields[12])) * ticks });
    } catch { /* It has just ended. */ }
  }
  const isBelow = (id) => { for (let at = id; at > 1; at = rows.get(at)?.parent ?? 0) if (at === root) return true; return false; };
  return [...rows].filter(([id]) => isBelow(id)).reduce((all, [, row]) => all + row.used, 0);
}

let started = () => {}, finished = () => {};
const server = createServer((request, answer) => {
  const path = request.url.split("?")[0];
  if (path === "/graph-canvas.js") answer.end(readFileSync(new URL("graph-canvas.js", source)));
  else if (path === "/graphology.js") answer.end(readFileSync(join(packages, "graphology/dist/graphology.umd.min.js")));
  else if (path === "/sigma.js") answer.end(readFileSync(join(packages, "sigma/dist/sigma.min.js")));
  else if (path === "/start") { started(); answer.end(); }
  else if (path === "/done") { let text = ""; request.on("data", (part) => { text += part; }).on("end", () => { finished(Number(text)); answer.end(); }); }
  else { answer.setHeader("content-type", "text/html"); answer.end(page.replace("SCRIPTS", packages ? '<script src="/graphology.js"></script><script src="/sigma.js"></script>' : "")); }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const browser = ["chromium", "chromium-browser", "google-chrome"].map((name) => process.env.PATH.split(":").map((folder) => join(folder, name)).find(existsSync)).find((path) => path);
for (const mode of ["nothing", "module", "module-moving", ...(packages ? ["sigma", "sigma-hiding"] : [])]) {
  const profile = mkdtempSync(join(tmpdir(), "frames-")), address = `http://127.0.0.1:${server.address().port}/?${mode}`;
  const child = spawn(browser, ["--headless", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", `--user-data-dir=${profile}`, "--window-size=1040,760", address], { stdio: "ignore" });
  let before = 0;
  started = () => { before = processorTime(child.pid); };
  const rate = await new Promise((done) => { finished = done; });
  console.log(`${mode.padEnd(14)} ${rate.toFixed(1).padStart(6)} frames a second ${((processorTime(child.pid) - before) / frames).toFixed(0).padStart(5)} ms of processor a frame`);
  child.kill();
  await new Promise((done) => child.once("exit", done));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
server.close();
