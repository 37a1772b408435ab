// Says what changed since the last visit. The cursor of that visit stays in this browser; nothing is sent.
"use strict";
(() => {
  const KEY = "newsfold-changes";
  const list = document.getElementById("since-last-visit");
  const line = list ?? document.getElementById("changes-since-last-visit");
  if (!line) return;
  const next = line.dataset.next;
  const number = (cursor) => Number(cursor.slice(cursor.lastIndexOf(".") + 1));
  const database = (cursor) => cursor.slice(0, cursor.lastIndexOf("."));
  let last = null;
  try {
    last = localStorage.getItem(KEY);
    // The list of changes shows them, and so is a visit to it; the first page that anybody opens is one, too.
    const goesOn = last && database(last) === database(next) && number(last) <= number(next);
    if (list || !goesOn) localStorage.setItem(KEY, next);
    if (!goesOn) return;
  } catch {
    return;
  }
  const many = number(next) - number(last); // cursors are numbered without gaps
  if (list) {
    const items = [...document.querySelectorAll("[data-cursor]")];
    for (const item of items) if (number(item.dataset.cursor) > number(last)) item.classList.add("fresh");
    line.textContent = many ? `${many.toLocaleString("en")} since your last visit.` : "Nothing new since your last visit.";
  } else {
    if (!many) return;
    line.textContent = `${many.toLocaleString("en")} ${many === 1 ? "change" : "changes"} since you last looked at them`;
  }
  line.hidden = false;
})();
