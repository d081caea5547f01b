// Before the first paint: light or dark as the browser has it, where nobody chose.
"use strict";
(() => {
  const root = document.documentElement;
  if (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.theme = "dark";
})();
