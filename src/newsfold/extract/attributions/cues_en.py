"""English words that report what somebody said or holds, and what may follow them (language/en/cues.txt)."""

from __future__ import annotations

from newsfold.language import calendar_of, phrases, words


def _section(name: str) -> frozenset[str]:
    return frozenset(words("cues", name))


SAY = _section("verbs of saying")
PLAIN_VERBS = _section("plain verbs of saying")
BEFORE_SUBJECT = PLAIN_VERBS | _section("verbs of saying that a subject can follow")
MANNER = _section("verbs of manner")
LOOSE_CLAUSE = _section("verbs of saying with a clause however parsed")
SUPPOSING = _section("suppositions")
POSSIBLE = _section("verbs of possibility")
TEMPORAL = _section("conjunctions of time")
EVIDENCE = _section("verbs of evidence")
SAYERS = _section("sayers")
WRITINGS = _section("writings")
CAUSE = _section("verbs of making somebody speak")
NOBODY = _section("nobody")
HERE = _section("words for the page itself")
SAYER_ENDINGS = words("cues", "endings of sayers")
REPORTS_THING = _section("verbs of reporting a thing")
VERBS_OF_COUNTING = _section("verbs of counting")
SETS_FIGURE = _section("verbs of setting a figure")
MEASURED_NOUNS = _section("measured things")
FIGURE_PREPOSITIONS = _section("prepositions of a figure")
EVENTS = _section("events")
EVENT_ENDINGS = words("cues", "endings of events")
JUDGES_SOMEBODY = _section("verbs of judging somebody")
PRAISES = _section("verbs of praise and blame")
REJECTS = _section("verbs of rejecting")
JUDGING = JUDGES_SOMEBODY | PRAISES | REJECTS
PLEAS = frozenset(
    (verb, word) for verb, _, word in (p.partition(" ") for p in phrases("cues", "verbs with a preposition"))
)
POSTS = _section("verbs of posting")
JUDGEMENT_PREPOSITIONS = _section("prepositions of a judgement")
NO_REPORT = frozenset(phrases("cues", "labels of no report"))
UNSAID = _section("verbs unsaid when denied")
ASK = _section("verbs of asking")
THINK = _section("verbs of holding")
PARENTHESIS = _section("verbs of holding in a parenthesis")
FIND = _section("verbs of finding")
STUDIES = _section("studies")
PLEDGE = _section("verbs of pledging")
ADDRESS = _section("verbs of telling somebody")
PASS_ON = _section("verbs of passing on")
JUDGE = _section("verbs of judging")
NAMING = _section("verbs of naming")
NOUNS_OF_SAYING = _section("nouns of saying")
PREPOSITIONS = _section("prepositions of saying")
SOURCE_BEGINS = _section("sources begin")
OWN_VOICE = _section("own voice")
OWN_POSSESSIVES = _section("possessives of the own voice")
EMPTY_SUBJECTS = _section("empty subjects")
PERSONS = _section("persons")
RELATIVE = _section("relative pronouns")

# Whatever can report something, by its lemma: what most words of a sentence are not.
REPORTING = (
    SAY
    | THINK
    | FIND
    | NOUNS_OF_SAYING
    | REPORTS_THING
    | VERBS_OF_COUNTING
    | SETS_FIGURE
    | JUDGING
    | POSTS
    | {verb for verb, _ in PLEAS}
)
_CALENDAR = calendar_of("en")
DAY_NAMES = frozenset(name.casefold() for name in _CALENDAR.weekdays) | _section("days")
WHEN = DAY_NAMES | frozenset(name.casefold() for name in _CALENDAR.months) | _section("times")
