// Marks what changed since the last visit. The cursor of that visit stays in this browser; nothing is sent.
"use strict";
(() => {
  const line = document.getElementById("since-last-visit");
  if (!line) return;
  const next = line.dataset.next;
  const number = (cursor) => Number(cursor.slice(cursor.lastIndexOf(".") + 1));
  const database = (cursor) => cursor.slice(0, cursor.lastIndexOf("."));
  let last = null;
  try {
    last = localStorage.getItem("newsfold-changes");
    localStorage.setItem("newsfold-changes", next);
  } catch {
    return;
  }
  if (!last || database(last) !== database(next) || number(last) > number(next)) return;
  const items = [...document.querySelectorAll("[data-cursor]")];
  const fresh = items.filter((item) => number(item.dataset.cursor) > number(last));
  for (const item of fresh) item.classList.add("fresh");
  const all = fresh.length === items.length && items.length ? " or more" : "";
  line.textContent = fresh.length ? `${fresh.length}${all} since your last visit.` : "Nothing new since your last visit.";
  line.hidden = false;
})();
