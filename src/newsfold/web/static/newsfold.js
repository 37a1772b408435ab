// Shows the sentence behind an evidence number beside the story. Without it, each number is a plain link.
"use strict";
(() => {
  const panel = document.getElementById("panel");
  if (!panel) return;
  const body = panel.querySelector(".panel-body");
  const name = panel.querySelector(".panel-name");
  const whole = panel.querySelector(".panel-open");
  const parser = new DOMParser();
  let opener = null;
  let asked = 0;

  function close() {
    panel.hidden = true;
    document.body.classList.remove("with-panel");
    opener?.removeAttribute("aria-expanded");
    opener?.focus();
    opener = null;
  }

  async function show(link) {
    const mine = ++asked;
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const source = parser.parseFromString(await answer.text(), "text/html").getElementById("source");
    if (!source || mine !== asked) return;
    opener?.removeAttribute("aria-expanded");
    opener = link;
    link.setAttribute("aria-expanded", "true");
    whole.href = link.href;
    name.textContent = source.querySelector(".kicker bdi")?.textContent ?? "";
    body.replaceChildren(document.importNode(source, true));
    panel.hidden = false;
    document.body.classList.add("with-panel");
    body.focus({ preventScroll: true });
    body.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link).catch(() => location.assign(link.href));
  });
  panel.querySelector(".panel-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
})();

// A button that copies, below each text that is there to be copied.
(() => {
  if (!navigator.clipboard) return;
  for (const text of document.querySelectorAll("textarea[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.setAttribute("aria-label", "Copy"); // the words are the style sheet's: what is read needs no script
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        button.setAttribute("aria-label", "Copied");
      } catch {
        text.select();
      }
    });
    text.after(button);
  }
})();
