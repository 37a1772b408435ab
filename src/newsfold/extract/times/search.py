"""The search for time expressions: each rule of a grammar is tried only where it can begin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

_SEARCH_TOKEN = re.compile(r"(?<![\w$€£¥#@])(?:([^\W\d_]+)|(\d)\w*|(['’])\d|\.\d)")
DIGIT, APOSTROPHE = "#", "'"
"""What a rule begins with that begins with a digit, or with an apostrophe before one ("'90s")."""

PatternRule = tuple[str, re.Pattern[str]]
"""The name of a rule and its pattern."""


class PatternSearch:
    """The rules of a grammar, in order of preference: where several fit at one place the first wins."""

    def __init__(self, rules: Mapping[str, str], firsts: Mapping[str, Collection[str]]) -> None:
        """`rules` are patterns by name, `firsts` the case-folded first words that each can begin with."""
        self._candidates: dict[str, list[PatternRule]] = {}
        for name, rule in rules.items():
            pattern = _compiled(rule)
            for word in firsts[name]:
                self._candidates.setdefault(word, []).append((name, pattern))

    def starts(self, text: str) -> Iterator[tuple[int, list[PatternRule]]]:
        """Where an expression may begin, and the rules that may fit there, in order of preference.

        A pattern is to be matched at that place: `pattern.match(text, start)`.
        """
        candidates = self._candidates
        for token in _SEARCH_TOKEN.finditer(text):
            first = token.group(1).casefold() if token.group(1) else APOSTROPHE if token.group(3) else DIGIT
            if rules := candidates.get(first):
                yield token.start(), rules


def _compiled(rule: str) -> re.Pattern[str]:
    """The rule, with its gaps bounded so that a long run of spaces costs no more than a short one."""
    return re.compile(rule.replace(r"\s+", r"\s{1,5}").replace(r"\s*", r"\s{0,5}"), re.IGNORECASE)
