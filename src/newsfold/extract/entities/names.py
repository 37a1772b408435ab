"""What a name is made of: titles, given and family names, initials, and which two spellings are one name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from newsfold.language import table
from newsfold.text import normal_name, strip_accents

MALE_TITLES = frozenset("mr sir lord king prince father brother sheikh sheik emperor sultan pope".split())
FEMALE_TITLES = frozenset("mrs ms miss dame lady queen princess madam madame sister".split())
COURTESY = MALE_TITLES | FEMALE_TITLES | frozenset("dr doctor prof professor rev reverend hon".split())

OFFICES = frozenset(
    """president premier chancellor minister secretary senator sen congressman congresswoman representative
    rep governor gov mayor king queen prince princess emperor sultan emir pope cardinal archbishop
    bishop imam ayatollah general gen lieutenant lt colonel col major maj captain capt sergeant sgt
    admiral adm commander marshal ambassador envoy chairman chairwoman chairperson chair speaker
    spokesman spokeswoman spokesperson leader dictator chief director commissioner judge justice
    attorney prosecutor lawyer coach manager ceo head president-elect lawmaker mp councillor councilman
    councilwoman alderman sheriff detective inspector officer constable superintendent economist analyst
    author actor actress singer rapper comedian director-general secretary-general vice-president vice-
    chancellor ex-president candidate nominee activist journalist
    """.split()
)
_BEFORE_OFFICE = frozenset(
    """prime vice deputy foreign defense defence finance interior health trade energy justice home state
    first supreme crown national security attorney chief general lieutenant brigadier major rear
    secretary party former then then-president ex acting interim current late opposition senior special
    incoming outgoing house senate majority minority democratic republican fellow of and the executive
    rear-admiral police
    """.split()
)
_OF = frozenset("state defense defence staff police council justice treasury".split())
PARTICLES = frozenset(
    """van von der den de del della di da dos das du la le el al bin bint ibn ben abu abd ter ten zu af st
    """.split()
)
_JOINED_PARTICLE = re.compile(r"(?i)^(al|el|ul|abu|bin|ben|d|o|mc)[-'’]")
_SUFFIX = frozenset("jr sr ii iii iv esq phd md".split())

# Family names that stand first in East and South-East Asian names as the news prints them.
FAMILY_FIRST = frozenset(
    """kim lee park choi chung jung jeong cho kang yoon yun jang chang lim im han oh seo shin kwon hwang
    ahn an song hong moon ryu yoo yu ko pak ri ro roh noh ban xi li wang zhang liu chen yang zhao huang
    zhou wu xu sun hu zhu gao lin he guo ma luo liang zheng xie tang deng feng cao peng zeng xiao tian
    dong pan yuan cai jiang bo wen lam tsai leung tung chan cheung wong ng lau nguyen tran le
    pham hoang phan vu vo dang bui do ho ngo duong ly mao chiang chou goh lee ong tan teo
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in parts, each normalised; `given` is empty for a surname alone."""

    given: tuple[str, ...]
    family: str
    family_first: bool = False

    @property
    def full(self) -> bool:
        """Whether there is more than one part."""
        return bool(self.given)


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names common in the news, case-folded, with "m" or "f"; names given to both are left out."""
    sexes: dict[str, str] = {}
    for sex, names in table("first_names"):
        for name in names.casefold().split():
            sexes[name] = sex if sexes.get(name, sex) == sex else "?"
    return {name: sex for name, sex in sexes.items() if sex != "?"}


def title_length(name: str) -> int:
    """How many characters at the start of `name` are titles: "Prime Minister Lee" has 15."""
    at = 0
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", name)]
    for i, (start, end) in enumerate(words[:-1]):
        word = name[start:end].strip(".,").casefold()
        following = [name[a:b].strip(".,").casefold() for a, b in words[i : i + 5]]
        last = at > 0 and word == "of" and following[1:2] and following[1] in _OF and len(following) > 2
        last = last or (at > 0 and word in _OF)
        if word in COURTESY or word in OFFICES or last or _leads_to_office(following):
            at = words[i + 1][0]
        else:
            break
    return at


def _leads_to_office(following: list[str]) -> bool:
    """Whether words such as "foreign" or "vice" run up to an office that is not the name's last word."""
    for i, word in enumerate(following):
        if word in OFFICES:
            return 0 < i < len(following) - 1 or (i > 0 and len(following) == i + 1)
        if word not in _BEFORE_OFFICE:
            return False
    return False


def without_title(name: str) -> str:
    """`name` without the titles before it."""
    return name[title_length(name) :]


def person_name(name: str) -> PersonName:
    """The parts of a person's name, titles, possessive and suffixes ("Jr.") dropped.

    The family name is the last word with its particles ("van der Bellen", "bin Salman", "al-Assad"), or
    the first word where a Korean, Chinese or Vietnamese family name stands there.
    """
    bare = mended(without_title(re.sub(r"['’]s?$", "", name.strip())))
    parts = [part for part in (_part(word) for word in re.split(r"\s+", bare)) if part]
    while len(parts) > 1 and parts[-1] in _SUFFIX:
        parts.pop()
    if not parts:
        return PersonName(given=(), family="")
    if all(part in PARTICLES for part in parts[:-1]):  # "Le Pen" alone, or one word
        return PersonName(given=(), family=" ".join(parts))
    if parts[0] in FAMILY_FIRST and not _western(parts):
        return PersonName(given=tuple(" ".join(parts[1:]).split()), family=parts[0], family_first=True)
    cut = len(parts) - 1
    while cut > 1 and parts[cut - 1] in PARTICLES:
        cut -= 1
    return PersonName(given=tuple(parts[:cut]), family=" ".join(parts[cut:]))


def _western(parts: list[str]) -> bool:
    """Whether the first word is a given name all the same ("Lee Smith"): judged by what follows."""
    return (
        parts[-1] not in FAMILY_FIRST and len(parts) == 2 and " " not in parts[1] and parts[0] in _ALSO_GIVEN
    )


_ALSO_GIVEN = frozenset("lee kim carrie song han chan an le do he bo ben jung vu im".split())


def _part(word: str) -> str:
    joined = _JOINED_PARTICLE.match(word)
    folded = strip_accents(word).casefold().replace("’", "'").strip("'\".,()")
    if joined:
        return re.sub(r"[-']", "-", folded)
    return re.sub(r"\s+", " ", re.sub(r"[-‐‑.']", " ", folded)).strip()


def mended(name: str) -> str:
    """`name` with a misread "Il" put right: "Kim II Sung" (two capital i's) is Kim Il Sung.

    "II" stands at a name's end for "the second"; between two words of a name it is a misprint.
    """
    return re.sub(r"(?<=\w )[I1l][Il](?=[ -][A-Z])", "Il", name)


def person_key(name: str) -> str:
    """What all spellings of one full name share: parts in order, no hyphens, accents or middle initials."""
    parts = person_name(name)
    given = [g for i, g in enumerate(parts.given) if i == 0 or len(g) > 1]
    order = [parts.family, *given] if parts.family_first else [*given, parts.family]
    return " ".join(order)


def same_person(left: PersonName, right: PersonName) -> bool:
    """Whether two full names can be one person's: the same family, given names that fit each other.

    Middle names may be missing or be initials ("George W. Bush", "George Walker Bush"); short names count
    as the long ones they come from; one slip of a letter is allowed in names of six letters or more.
    """
    if not (left.full and right.full):
        return False
    if _ends(left, right) or _ends(right, left):
        return True
    if not _alike(left.family, right.family):
        return False
    if left.family_first or right.family_first:
        a, b = "".join(left.given), "".join(right.given)
        return a == b
    if not (_alike(left.given[0], right.given[0]) or _short(left.given[0], right.given[0])):
        return False
    a_rest, b_rest = left.given[1:], right.given[1:]
    if not a_rest or not b_rest:
        return True
    return all(
        x[0] == y[0] and (len(x) == 1 or len(y) == 1 or _alike(x, y))
        for x, y in zip(a_rest, b_rest, strict=False)
    )


def _ends(short: PersonName, long: PersonName) -> bool:
    """Whether the short name is the end of a long one: "Suu Kyi" of "Aung San Suu Kyi"."""
    tail, whole = [*short.given, short.family], [*long.given, long.family]
    return (
        not (short.family_first or long.family_first)
        and 2 <= len(tail) < len(whole)
        and (whole[-len(tail) :] == tail)
    )


def _alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < 6 or left[0] != right[0]:
        return False
    return DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1


_SHORT = {
    frozenset(pair.split("/"))
    for pair in """joe/joseph bill/william bob/robert jim/james mike/michael tom/thomas dan/daniel dave/david
    steve/steven steve/stephen chris/christopher matt/matthew tony/anthony ted/edward dick/richard
    rick/richard ben/benjamin bernie/bernard chuck/charles nick/nicholas alex/alexander sam/samuel
    ron/ronald ken/kenneth don/donald greg/gregory jeff/jeffrey tim/timothy andy/andrew rob/robert
    jon/jonathan larry/lawrence kate/katherine liz/elizabeth beth/elizabeth sue/susan debbie/deborah
    pat/patrick mitch/mitchell binyamin/benjamin bibi/benjamin vlad/vladimir volodymyr/vladimir
    mohammed/mohamed mohammad/mohammed muhammad/mohammed sergey/sergei dmitri/dmitry aleksei/alexei
    """.split()
}


def _short(left: str, right: str) -> bool:
    return frozenset((left, right)) in _SHORT


_SMALL_WORDS = frozenset("of the and for in on to de la del des du".split())


def initials(name: str) -> str:
    """The capitals an acronym of `name` would have: "Far Eastern Federal University" has FEFU."""
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(w[0] for w in words if w.casefold() not in _SMALL_WORDS).upper()


def is_acronym(name: str) -> bool:
    """Whether `name` is written like an acronym: UN, U.N., FEFU."""
    bare = name.replace(".", "")
    return 2 <= len(bare) <= 7 and bare.isalpha() and bare.isupper()


def slug(kind: str, name: str) -> str:
    """An entity's id: its kind and normalised name, the same for every spelling that normalises alike."""
    folded = person_key(name) if kind == "person" else normal_name(re.sub(r"(?i)^the\s+", "", name))
    return f"{kind}-" + (re.sub(r"[^\w]+", "-", folded).strip("-") or "unnamed")
