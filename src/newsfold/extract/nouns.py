"""What is counted: the noun phrase beside a figure, found by light rules from the words alone."""

from __future__ import annotations

import re

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "oxen": "ox", "lice": "louse", "wives": "wife", "lives": "life",
    "knives": "knife", "wolves": "wolf", "halves": "half", "shelves": "shelf", "thieves": "thief",
    "leaves": "leaf", "loaves": "loaf", "calves": "calf", "criteria": "criterion", "phenomena": "phenomenon",
    "crises": "crisis", "analyses": "analysis", "theses": "thesis", "bases": "base", "data": "data",
    "viruses": "virus", "buses": "bus", "campuses": "campus", "bonuses": "bonus", "species": "species",
    "series": "series", "movies": "movie", "ties": "tie", "pies": "pie", "lies": "lie", "cookies": "cookie",
    "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo", "gases": "gas",
    "cases": "case", "houses": "house", "bosses": "boss", "horses": "horse", "nurses": "nurse",
    "purchases": "purchase", "phases": "phase", "releases": "release", "leases": "lease", "roses": "rose",
    "diseases": "disease", "increases": "increase", "courses": "course", "licenses": "license",
    "responses": "response", "expenses": "expense", "premises": "premise", "exercises": "exercise",
    "promises": "promise", "uses": "use", "causes": "cause", "clauses": "clause", "warehouses": "warehouse",
    "headaches": "headache", "caches": "cache", "axes": "axe", "sizes": "size", "prizes": "prize",
}  # fmt: skip
_UNCHANGING = frozenset(
    "people police troops aircraft sheep fish deer salmon cattle species series personnel staff head offspring "
    "dead injured wounded missing spacecraft bison shrimp squid trout swine poultry infantry cavalry "
    "fishermen men women children feet teeth mice geese media data criteria alumni bacteria phenomena "
    "hostages others".split()
)
_NOT_PLURAL = frozenset(
    "this is was has as its his does us across plus thus gas bus virus bonus campus focus status process access "
    "success business progress congress press class loss pass mass cross glass boss less address always perhaps "
    "besides towards afterwards whereas unless yes his hers ours theirs sometimes alas kudos chaos news crisis "
    "analysis basis emphasis serious various previous religious famous dangerous obvious continuous consecutive "
    "enormous numerous anonymous christmas texas paris los las overseas wales mars james charles thomas".split()
)
_STOP = frozenset(
    "of in on at for to from by with about into over after before under between during since until till against "
    "among through per as than that which who whom whose when where while if because although though but and or "
    "nor so yet is are was were be been being has have had do does did will would can could may might must shall "
    "should the a an this these those their his her its our your my it he she they we you i him them us not no "
    "there here also just even still already ago earlier later up down out off away back again too very n't "
    "said says told according including especially such like via within without along across around near "
    "worth due despite amid upon toward towards left right made took came went got gave kept held became began "
    "each every both either neither all any some many much few several what how why then now once only almost "
    "nearly versus vs until unless whether s".split()
)
_LIGHT = frozenset("other more additional further such most least".split())
_WORD = re.compile(r"[^\W\d_](?:[\w&]|['’](?!s\b)\w|[-‐]\w|\.(?=\w\.)|(?<=\b\w\.\w)\.)*|\d+(?:st|nd|rd|th)\b")
_GAP = re.compile(r"[ \t\u00a0]+")
_JOINED = re.compile(r"\s+and\s|,\s")
_REACH = 6  # words that a counted noun may stand behind its number


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.lower()
    if low in _UNCHANGING or low in _IRREGULAR:
        return True
    if low.endswith(("men", "people", "children")) and len(low) > 5:
        return True
    return (
        len(low) > 2
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is", "'s", "’s"))
        and low not in _NOT_PLURAL
    )


def singular(word: str) -> str:
    """A noun's singular: "boxes" is "box", "countries" "country"; a singular stays as it is."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if "-" in low and not is_plural(low):
        return low
    if low.endswith("men") and len(low) > 3:
        return low[:-2] + "an"
    if low in _UNCHANGING or not is_plural(low):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    return low[:-1]


def plural(word: str) -> str:
    """A noun's plural: "box" is "boxes", "country" "countries", "person" "people"."""
    low = word.lower()
    if is_plural(low):
        return low
    for many, one in _IRREGULAR.items():
        if one == low and many != "bases":
            return many
    if low.endswith("man") and len(low) > 3 and low not in ("human", "german", "roman", "woman"):
        return low[:-2] + "en"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return low[:-1] + "ies"
    if low.endswith(("s", "sh", "ch", "x", "z")):
        return low + "es"
    return low + "s"


def words_after(text: str, start: int, limit: int = _REACH) -> list[tuple[int, int]]:
    """Words that follow `start` with nothing but spaces between, up to a word that no noun phrase holds."""
    found: list[tuple[int, int]] = []
    at = start
    while len(found) < limit:
        gap = _GAP.match(text, at)
        match = _WORD.match(text, gap.end() if gap else at)
        if match is None or (gap is None and found) or match.group().lower() in _STOP:
            break
        found.append((match.start(), match.end()))
        at = match.end()
    return found


def counted_noun(text: str, start: int, many: bool) -> tuple[str, int] | None:
    """The noun phrase that follows a number, lower-cased, head last, and where it ends; None if there is none.

    For a number other than one the head is the first plural within reach; for one, the last word
    before a word that ends every noun phrase, at most three.
    """
    spans = words_after(text, start)
    words = [text[a:b] for a, b in spans]
    if many:
        head = next((i for i, word in enumerate(words) if is_plural(word)), -1)
        while (
            0 <= head < len(words) - 1 and words[head].lower() in ("others",) and is_plural(words[head + 1])
        ):
            head += 1
    else:
        head = min(len(words), 3) - 1
        head = next((i for i in range(head + 1) if _ends_singular(words, i)), head)
    if head < 0 and many and spans and (more := _JOINED.match(text, spans[-1][1])):
        beyond = words_after(text, more.end(), 3)
        last = next((i for i, (a, b) in enumerate(beyond) if is_plural(text[a:b])), -1)
        if last >= 0:
            return text[spans[0][0] : beyond[last][1]].lower(), beyond[last][1]
    if head < 0:
        return None
    kept = [w for w in words[: head + 1] if w.lower() not in _LIGHT]
    return (" ".join(kept).lower() or words[head].lower()), spans[head][1]


def _ends_singular(words: list[str], at: int) -> bool:
    """Whether the word after `at` is a verb by its looks, so that the noun phrase ends here."""
    if at + 1 >= len(words):
        return False
    following = words[at + 1].lower()
    return (
        following.endswith(("ed", "ing"))
        and len(following) > 4
        or (following.endswith("s") and is_plural(following))
    )


def words_before(text: str, end: int, limit: int = 4) -> list[str]:
    """The words of a noun phrase that ends at `end`, in order; empty where none does."""
    start = max(0, end - 80)
    found: list[str] = []
    at = end
    for match in reversed(list(_WORD.finditer(text, start, end))):
        between = text[match.end() : at]
        if between.strip() or "\n" in between or match.group().lower() in _STOP or len(found) == limit:
            break
        found.append(match.group())
        at = match.start()
    return found[::-1]
