// The sign-in form: the password may be looked at, and what a lost node's page handed over is kept for the view behind the door.
"use strict";
(() => {
  const show = document.getElementById("show-password"), field = document.querySelector("input[name=password]"), mark = "#weft=";
  document.getElementById("show-row").hidden = false;
  show.addEventListener("change", () => { field.type = show.checked ? "text" : "password"; });
  field.form.addEventListener("submit", () => { field.type = "password"; });
  for (const link of document.querySelectorAll("a[data-keep]"))
    link.addEventListener("click", () => { document.cookie = `${link.dataset.keep};path=/;max-age=31536000;samesite=lax`; });
  if (location.hash.startsWith(mark)) {
    try { sessionStorage.setItem("weft-carried-in", location.hash); } catch { /* Kept nowhere. */ }
    history.replaceState(history.state, "", location.pathname + location.search);
  }
})();
