"""A reader: one page of a browser, with a list of all that went wrong on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const again = at === window.lastFocused;
  window.lastFocused = at;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  return { html: at.outerHTML.slice(0, 160), ring, seen, again };
}"""
_TABBABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']"
)].filter(e => !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true })
  && !e.closest("details:not([open]) > :not(summary)")).length"""


class Reader:
    """A page in a context of its own. `problems` has errors of its console and requests to other places."""

    def __init__(self, context: Any, home: str) -> None:
        self.problems: list[str] = []
        self.page: Any = context.new_page()
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: self.problems.append(f"script failed: {error}"))
        context.on("request", lambda request: self._asked(request.url, home))

    def open(self, path: str, status: int = 200) -> Any:
        """The page at `path`, loaded."""
        before = list(self.problems)
        answer = self.page.goto(path, wait_until="load")
        assert answer.status == status, (path, answer.status)
        if status != 200:  # a browser calls the answer itself an error
            self.problems = before
        return self.page

    def unfold(self) -> None:
        """Open all that is folded away."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page: rule, place, and what would mend it."""
        self.page.evaluate(AXE)
        result = self.page.evaluate("options => axe.run(options)", _RULES)
        return [
            f"{rule['id']} at {node['target'][0]}: {' '.join(node['failureSummary'].split())}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(
            self.page.evaluate(
                "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
            )
        )

    def tabbed(self, most: int = 400) -> list[dict[str, Any]]:
        """What the tab key leads to from the start of the page on, in order, each as it then looks."""
        reached: list[dict[str, Any]] = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(_FOCUSED)
            if at is None:
                break
            if not at["again"]:  # a date is a field of three parts
                reached.append(at)
        return reached

    def tabbable(self) -> int:
        """How many things on the page the tab key should lead to."""
        return int(self.page.evaluate(_TABBABLE))

    def _logged(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    def _asked(self, url: str, home: str) -> None:
        if not url.startswith((f"{home}/", "data:", "blob:")):
            self.problems.append(f"asked for {url}")
