"""What decides in comparing: each number that was tuned, and where it was measured.

A record a question. Likelihoods and shares are 0..1. What only bounds the cost stands beside the code that it
bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

LEAD = 4  # sentences of an article that tell the news; what follows is more often background
EARLIER = timedelta(days=2)  # before the event's day: an earlier time
QUOTED_WORDS = 8  # words in a row that are one quotation; shorter runs are anybody's


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """Which lines claim nothing (`asides`, `asides_in`).

    Measured in docs/measured/claims.md, "Rules that keep statements apart": of 1,384 claims of 15 stories 70
    were such lines before, 8 of 1,322 with these.
    """

    fewest_words: int = 4  # "He left." says too little; of a script without spaces two characters are one
    credit_words: int = 12  # a line of as many with a credit in it is a caption, which may tell something
    heading_words: int = 9  # a longer line without an end may be a standfirst, which tells something
    fewest_sentences: int = 3  # of an article in which a line without an end is a heading
    note_words: int = 40  # a longer line on who contributed or what was updated tells more than that
    numbers: float = 0.5  # of the words of a table's row that are numbers
    capitals: float = 0.9  # of a line's letters, above which it is a link or a heading


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySettings:
    """Which day is a story's event's (`event`).

    Chosen by reading the stories of docs/times.md, "Telling background from the event".
    """

    before: timedelta = timedelta(days=10)  # from publication; further off is background
    after: timedelta = timedelta(days=4)
    first: float = 3.0  # the weight of a day in the first sentence, falling to 1 behind the lead
    aside: float = 0.25  # of a day that the event is only placed against ("after Tuesday's vote")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """Which place is a story's event's (`places`): votes of articles.

    Measured in docs/times.md, "Telling background from the event": of 44 stories 27 places were right and 17
    wrong before, 15 and 2 with these. A wrong place is worse than none.
    """

    dateline: float = 2.0
    located: float = 1.0  # what a lead puts somewhere ("in Boston")
    title: float = 0.5
    named: float = 0.25  # what a lead names and does not put anywhere
    past: float = 0.25  # of these, where the sentence tells of an earlier time
    enough: float = 2.0  # the votes that a place needs, fewer where there are fewer articles
    share: float = 0.25  # and the least of them for each article
    ahead: float = 1.5  # times the votes of the next place that it does not lie in
    listed: int = 4  # places in one sentence that are a list


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionSettings:
    """How far apart two days exclude each other (`exclusion_en`).

    Measured in docs/measured/claims.md, "Rules that keep statements apart": of labelled pairs two to six
    days apart 9 of 28 are right. One day apart (a night, the clock of another place) 10 of 23 are, a week
    apart (one weekday, read forward here and backward there) 16 of 23, and further apart 8 of 10.
    """

    fewest_days: int = 2
    most_days: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSettings:
    """Which words of a sentence are marked as those that say its claim (`marks`); see docs/decisions/0012.

    Chosen so that nothing is marked where that is not sure; read on the sample's stories.
    """

    shared: float = 0.5  # of an assertion's stems, the share that another account must have
    fewest: int = 2  # stems that it must have
    inside: float = (
        0.6  # of the stems that two statements share, the share that must be inside what is marked
    )
    words: int = 2  # words of a stretch that is worth marking


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSettings:
    """What one root is, what corroborates, and what passes on (`origins`, `claims`).

    `same_root`: docs/measured/claims.md, "Origins" (number of origins right .740; .729 joined from .4 up).
    `corroborated` and `line`: the same, "Corroborated" (50 called so, .980 right). `translated` and
    `fewest_in_order`: the same, "Across languages" (140 of 155 copies, none of 155 articles without a line
    in common).
    """

    copied: float = 0.5  # a statement is passed on where more than this share of its characters is copied
    same_root: float = 0.5  # likelihood from which two accounts count as one
    corroborated: float = 0.85  # likelihood from which two statements corroborate each other
    line: float = 0.5  # of the stems of the line that stands for a claim, what corroborates it has so many
    fewest_in_order: int = 5  # sentences in one order: two newsrooms begin a short account alike
    translated: float = 0.6  # of the sentences of an article that passes on most of another
    translated_whole: float = 0.8  # and all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSettings:
    """Which pairs of statements are candidates, read together and looked at again (`alignment`).

    `nearest`: docs/measured/claims.md, "What is missed, and what is wrong" (.05 of the annotators' pairs are
    no candidate).
    `read_together`: docs/decisions/0008 (reading from .15 or .25 up gives the same). `look_again`: as the
    last decision was learned. The threshold of a claim is `Alignment`'s.
    """

    nearest: float = 0.25  # cosine under which a pair is no candidate
    read_together: float = 0.2  # likelihood by the first decision from which two statements are read together
    look_again: float = 0.03  # likelihood from which the last decision is asked
    explained: float = 0.3  # likelihood from which a pair carries its features; without none corroborates


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSettings:
    """Numbers inside the features of a pair.

    The weights in models/align and models/origins were learned with them, so a change asks for
    training/train_align.py and training/train_origins.py anew.
    """

    common_word: float = 0.1  # the idf of a word like "the"; one that stands in each statement has 0.5
    covered: float = 0.6  # cosine above which a word counts as covered
    matched: float = 0.75  # cosine under which a word counts as unmatched in part
    leads: int = 3  # statements at an article's start that lead
    others: int = 8  # a statement's counterparts in third articles that are asked
    unread: float = -5.0  # stands for the log-odds of a pair that was not read together
    most_read: float = 8.0  # log-odds beyond which reading tells no more
    most_act: float = 4.0  # log-odds beyond which the kind of a statement tells no more (`origins.acts`)
    counted: int = 10  # from which a bare number is no mere word
    run: int = 10  # words in a row beyond which more tell no more


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossSettings:
    """Which pairs that are not both English are candidates, and which are never sure (`alignment.across`).

    Measured in docs/measured/claims.md, "Across languages": before `far`, 27 of 36 claims read were true, and
    55 of 60 with it. Two lines on what no other line of either article is on ("fishermen hung out lanterns",
    "retired miners sat up all night") are ahead of all others, and far from each other all the same.
    """

    nearest: float = 0.3  # cosine of meanings under which a pair is no candidate
    far: float = 0.48  # cosine under which a pair that shares no number is never likelier than `doubtful`
    doubtful: float = 0.5
    letters: int = 4  # of a word that two languages may share; models/align_languages was learned with it


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsAcrossSettings:
    """Which figures count one thing where not both are English (`differences.across`), and who denies what.

    Measured in docs/measured/claims.md, "Differences in other languages". Likelihoods are of one claim,
    figures aside.
    """

    least_of_leads: float = 0.35  # likelihood from which two such tell one toll
    least: float = 0.65  # from which two counts elsewhere are of one thing
    sure: float = 0.8  # from which one of the two need not say what became of those who are counted
    lone: float = 0.85  # from which one amount on each side is of one thing without a noun
    apart: float = 3.0  # times; values further apart count two things
    lone_apart: float = 1.5  # the same of amounts without a noun
    denying: float = 0.75  # likelihood of one claim from which a denial is of what the other says
    covered: float = 0.4  # share of a denying sentence's characters that must be what is denied
    opening: int = 60  # characters behind a verb of denial in which what is denied begins
    rest: int = 2  # words on either side of a figure among which a rest is named
    part: int = 12  # characters between the number of a part and that of the whole: "tres de los 12"
    before: int = 40  # characters before a number that hold a hedge, "three of", or the same in another unit
    fate: int = 7  # words of a clause, on either side of a figure, that say what became of those it counts
    noun: int = 40  # characters behind a figure among which its noun is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSettings:
    """Which figures count one thing (`differences.counts`, `one_thing`, `labels`, `figures`).

    Measured by `python -m benchmarks.differences --counts`, in docs/measured/claims.md, "Differences". The
    labels are of pairs of figures, in 200 stories: of those with another value 12 of 51 are shown with these,
    and of those that tell two things none of 534.
    """

    around: int = 10  # words around a figure that tell what it counts, and where
    behind: int = 6  # words behind it that tell what an amount is for
    home: int = 2  # statements at an article's start, of which most name the story's own places
    disputed: float = 3.0  # times; values further apart count two things
    moved: float = 20.0  # but a toll may grow as much from report to report
    little: float = 1.25  # times; counts side by side that differ by no more are of one thing
    grown: float = 2.0  # times; a bound ("at least 14") and a later value further apart may be of two scopes
    leads: int = 4  # statements at an article's start in which a toll is the story's own
    aligned: float = 0.5  # likelihood of one claim from which the sentences themselves vouch for one thing
    lone: float = 0.5  # from which one amount on each side may be of one thing without a noun
    sure: float = 0.65  # from which a broader noun may stand for a narrower ("states" for "blue states")
    placed: float = 0.8  # from which a sentence that names no place speaks of the other's
    grouped: float = 0.9  # from which "civilians" may be called "people"
    shared: int = 2  # words around a lone amount that both have, in sentences not so surely one claim
    share_alike: float = 0.5  # share of the fewer words around a percentage that stand around the other
    count_alike: float = 0.25  # and around another count
    next_to: int = 12  # characters between an age and the name that it is of
    noun: int = 6  # words behind a number among which its noun stands
    phrase: int = 9  # words behind an amount that say what it is for
    beside: int = 4  # words between a count and the place that it is of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCountSettings:
    """Which figures are one count by the words around them, read together (`differences.reading`).

    Measured in docs/measured/claims.md, "Differences": of 9 figures shown on 267 stories of AllSides that
    nobody had looked at, 8 are true.
    """

    words: int = 12  # on either side of a figure that are read
    apart: float = 1.5  # times; amounts further apart are of two things, whatever is said around them
    far: float = 2.0  # the same of counts
    one_thing: float = 1.5  # log-odds from which the words around two figures tell one count
    surely: float = 3.0  # of people without a word for what became of them, or of values that far apart
    one_place: float = 2.5  # and from which a sentence that names no place speaks of the other's
    close: float = 1.1  # times, and from `fewest` on: two exact counts of one noun are of one thing
    fewest: int = 13
    vouched: float = 0.7  # likelihoods that reading stands for: as of statements that are likely one claim
    placed: float = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialSettings:
    """When one of two statements denies the other (`differences.clashes`, `differences.denials`).

    Measured in docs/measured/claims.md, "Differences".
    """

    least: float = 0.65  # likelihood of one claim of two that are alike but for a negation
    alike: float = 0.75  # share of the denying side's words that the other has, the word denied aside
    fewest: int = 4  # words that both must have, where not both are English


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSettings:
    """When a statement differs from a sentence somebody asks about (`differences.discrepancies`).

    Measured in docs/measured/claims.md, "Check": .955 of 88 sentences as they are have no false difference.
    """

    held: float = 0.5  # share of the asked words that a statement must have to differ
    likely: float = 0.65  # or how likely it says what was asked, to differ in denial or in a lone amount
    rest: float = 0.6  # share of the words beside a name that both have, where the name differs
    times: float = 1.1  # values further apart are two, whatever their bounds leave open


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSettings:
    """How far from its value a figure's words reach, as shares of it (`differences.values`).

    Measured with `CountSettings`, in docs/measured/claims.md, "Differences".
    """

    rounded: float = 0.1  # "$30 billion" is no $25 billion
    about_one: float = 0.1  # "some 2,000", of one digit, covers 1,800 to 2,200
    about_two: float = 0.05  # "about 2,100" covers 2,000 to 2,200
    about_more: float = 0.02


LINES = LineSettings()
DAYS = DaySettings()
PLACES = PlaceSettings()
EXCLUSION = ExclusionSettings()
MARKS = MarkSettings()
ORIGINS = OriginSettings()
PAIRS = PairSettings()
LEARNED = FeatureSettings()
ACROSS_LANGUAGES = AcrossSettings()
COUNTS_ACROSS = CountsAcrossSettings()
COUNTS = CountSettings()
READ_COUNTS = ReadCountSettings()
DENIALS = DenialSettings()
ASKED = AskedSettings()
VALUES = ValueSettings()
