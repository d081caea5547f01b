// Asks other web nodes whether they are alive. A worker goes by the rules that came with its own file: it may ask a node that was not there yet
// when the page was loaded.
"use strict";
onmessage = async ({ data }) => {
  let ok = false;
  try { ok = (await fetch(data + "healthz", { cache: "no-store", signal: AbortSignal.timeout(2000) })).ok; } catch { /* Away. */ }
  postMessage({ base: data, ok });
};
postMessage({ isReady: true });
