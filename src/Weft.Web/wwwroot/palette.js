// Ctrl K finds anything; ? says which keys this view has.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  const wordsOf = (control) => control.getAttribute("aria-label") || control.textContent.trim();
  const orders = () => [...document.querySelectorAll("main [data-key]")].filter((control) => !control.disabled && control.offsetParent);

  function fill(text) {
    const place = byId("palette-orders");
    place.replaceChildren(...orders().filter((order) => wordsOf(order).toLowerCase().includes(text.toLowerCase())).map((order) => {
      const item = document.createElement("button"), name = document.createElement("span"), kind = document.createElement("span");
      item.type = "button"; name.className = "grow"; name.textContent = wordsOf(order); kind.className = "small soft"; kind.textContent = place.dataset.kind;
      item.append(name, kind);
      item.addEventListener("click", () => { byId("palette").close(); order.click(); });
      return item;
    }));
  }

  function open() {
    const dialog = byId("palette");
    if (!dialog || dialog.open || document.querySelector("dialog[open]")) return;
    const field = byId("palette-text");
    dialog.showModal();
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  function help() {
    const dialog = byId("keys"), list = byId("keys-list");
    if (!dialog || document.querySelector("dialog[open]")) return;
    const names = { arrowleft: "←", arrowright: "→", escape: "Esc" };
    const rows = [["Ctrl K", dialog.dataset.go], ...orders().map((order) => [names[order.dataset.key] ?? order.dataset.key.toUpperCase(), wordsOf(order)])];
    if (document.querySelector("main input[type=search]")) rows.push(["/", dialog.dataset.filter]);
    rows.push(["Esc", dialog.dataset.leave], ["?", dialog.dataset.help]);
    list.replaceChildren(...rows.flatMap(([key, words]) => {
      const term = document.createElement("dt"), what = document.createElement("dd"), cap = document.createElement("kbd");
      cap.textContent = key; term.append(cap); what.textContent = words;
      return [term, what];
    }));
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-act=palette]")) open();
    if (event.target.closest("#palette a")) byId("palette").close();
    // Beside it is out of it.
    if (event.target.id === "palette") event.target.close();
  });
  document.addEventListener("input", (event) => { if (event.target.id === "palette-text") fill(event.target.value.trim()); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") { event.preventDefault(); open(); return; }
    const dialog = byId("palette");
    if (dialog?.open) {
      const items = [...dialog.querySelectorAll(".hits a, .hits button")], at = items.indexOf(document.activeElement);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const to = at + (event.key === "ArrowDown" ? 1 : -1);
        (to < 0 ? byId("palette-text") : items[Math.min(to, items.length - 1)])?.focus();
      } else if (event.key === "Enter" && at < 0) { event.preventDefault(); items[0]?.click(); }
      return;
    }
    if (event.key === "?" && !isTyping(event.target) && !event.ctrlKey && !event.metaKey) { event.preventDefault(); help(); }
  });
})();
