"""What decides in cleaning, one record a question, and where it was measured.

`python -m benchmarks.extraction` measures all of it together, in docs/measured/reading.md, "Main text". Where
a record names no other place, its numbers were chosen by reading pages and are not measured apart.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSettings:
    """What is prose among a page's blocks, and how two blocks are held against each other.

    The weights in models/main_text were learned with them, so a change asks for training/main_text.py
    anew.
    """

    prose_words: int = 12  # of a block that is prose, where it has an end and is mostly no link
    shingle: int = 4  # words in a row by which it is seen whether two extractors took the same
    near: int = 3  # blocks between one that may be the article's by itself and another that then may be too
    likely: float = 0.38  # likelihood from which a block is of the article
    likely_above: float = 0.6  # the same above the first sentence, where more stands that is not


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySettings:
    """When the surer extractor missed the text, and when a block is a copy of the others (`main_text`)."""

    missed: int = 1000  # characters of its text, under which the surer extractor may have missed the article
    words: int = 60  # of a block that, where its parts stand elsewhere too, is a copy of the article


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatSettings:
    """What is printed twice (`repeats`): copies, pull quotes, a standfirst that is a sentence of the text."""

    piece: int = 4  # words of a part of a sentence that a pull quote shows
    sentence: int = 8  # words; of fewer, two blocks may say the same and mean two things
    name: int = 8  # words of who said it, under a pull quote
    steps: int = 3  # elements upwards, with the block's, in which the box of a pull quote stands


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateSettings:
    """How long a line may be that is told by its words to be no part of the text (`boilerplate`)."""

    label: int = 240  # characters of a label; a longer line is a paragraph
    notice: int = 400  # characters of a notice, such as that of a newsletter, and of a credit
    caption: int = 60  # spaces from which a line with a credit at its end is text


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideSettings:
    """What stands beside an article, by its headings and by what repeats (`beside`)."""

    words: int = 4  # of a heading that repeats the title, and of an item in a list besides its time
    heading: int = 60  # characters from which a line over a box is no heading of it


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSettings:
    """Which boxes among the article's blocks are none of it (`boxes`).

    Shares are of the words of all these blocks. What they are for stands in docs/reading.md, "Main text".
    """

    heading: int = 8  # spaces from which a line over a box is no heading of it
    caption: int = 60  # spaces from which a line beside a picture is text
    picture_steps: int = 4  # elements upwards, with the line's, in which a picture of it stands
    largest: float = 0.4  # share; a box with more is the text, whatever it is called
    longest: int = 120  # words; the same, but of comments and notes on authors
    of_a_kind: float = 0.5  # share that all boxes of a kind may take; with more, they are the text


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenSettings:
    """What the markup keeps from readers' eyes, and is read or not (`visibility`, `html`)."""

    few_words: int = 3  # of a label for ears alone, that a byline or a date may need ("By")
    many_words: int = 300  # a text by itself, not a remark inside a line
    text: int = 200  # characters; less, where it is hidden, is no article's text


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """Where the lines of a page end, and its links (`rows`, `html`).

    `paragraphs` is for pages on which a link that nobody closed made the article one link:
    docs/measured/reading.md, "Languages".
    """

    wrapped_words: int = 8  # of fewer, line breaks are a caption's or an address's, and meant
    paragraphs: int = 4  # in one link, from which on it is one that nobody closed


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSettings:
    """Where on a page its head is read, and which lines of it belong to the text (`head`)."""

    under: int = 4  # blocks from the article's last, where agencies name their reporters
    above: int = 3  # blocks over the title, where some pages have their date
    below: int = 14  # blocks above the article in which its head stands
    opening: int = 20  # words of a sentence that opens the text
    caption: int = 16  # words of a line under a picture
    kicker: int = 8  # words of a line over a title
    standfirst: int = 10  # words of a sentence that is a standfirst
    title: int = 40  # blocks over the first sentence in which a title is looked for that a standfirst follows
    under_title: int = 2  # lines between a title and a sentence that is its standfirst, whatever its markup
    described: int = 40  # characters in which a standfirst and the page's description agree
    pointer: int = 30  # words of a link to another article
    picture_steps: int = 5  # elements upwards, with the line's, in which a picture of it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineSettings:
    """Which lines name who wrote an article (`bylines`, `bylines_en`)."""

    english: int = 200  # characters of a byline in English; a longer line is text
    other: int = 120  # and in other languages, whose words before a name say less
    names: int = 6  # that are taken of it


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSettings:
    """Which dates of a page are its article's (`page_dates`, `dates_in`)."""

    old: int = 60  # blocks among which a page shows a date from before the web
    shown: int = 80  # characters of a date as it is shown
    prose: int = 20  # words of a paragraph with which the text begins
    month: int = 4  # letters of a form of a month that CLDR lacks; a shorter may be another word


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSettings:
    """What in front of a headline is its outlet and its section (`names`)."""

    outlet: int = 5  # words of an outlet's name
    section: int = 3  # words of a section's
    sections: int = 3  # in one title
    title: int = 12  # characters that a title has more than, when names in front of it are cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedSettings:
    """Which lines of a text that somebody extracted are its head (`plain`)."""

    title: int = 40  # words of a first line that is a title; of a longer one so many stand for it
    head: int = 12  # lines in which a page's head stands
    caption: int = 9  # words of a line under a title that is no sentence: a caption or a byline
    running: int = 600  # characters from which on a line is running text, whatever it begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSettings:
    """Which pages list other pages, or ask for consent, and hold no article (`no_article`)."""

    heading: int = 3  # words of a heading that leads to another page, at least
    between: int = 3  # lines above a teaser, among which such a heading stands: an author, a time
    teasers: int = 3  # at least, on a page that lists others
    teaser: int = 60  # words of a teaser, at most
    wall: int = 400  # words; a page of more that speaks of cookies is an article on them


@dataclass(frozen=True, slots=True, kw_only=True)
class FastSettings:
    """What the short way puts back of lists and posts, and which boxes it leaves out (`fast`, `fast_boxes`).

    Posts of networks cost .002 on fundus and bring .004 on scrapinghub: docs/measured/reading.md, "Main
    text".
    """

    snippet: int = 24  # characters of a line that are looked for in the page's source
    tried: int = 3  # lines at either end of the article that are looked for
    items: int = 60  # of a list inside an article
    posts: int = 8  # lines of the posts that stand together
    post: int = 3000  # characters of a post's markup
    remark: int = 20  # characters of markup; less is a word inside a line, read aloud here and shown beside
    box: int = 2500  # characters of markup; a box of more is a part of the text
    hidden: int = 5000  # characters of markup; more may be the text, which a script shows later


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSettings:
    """Which language a text is in, and which charset its bytes (`language`, `decode`).

    Measured by `python -m benchmarks.languages` with all of cleaning: docs/measured/reading.md, "Languages".
    """

    words: int = 40  # from which on the identifier is right about news; below, it takes names for Welsh
    sure: float = 0.9  # probability under which a short text in Latin letters is taken for English
    english: float = 0.12  # share of function words from which a text is English
    bytes: int = 40  # beyond ASCII, from which they tell that a charset is not Western


BLOCKS = BlockSettings()
COPIES = CopySettings()
REPEATS = RepeatSettings()
BOILERPLATE = BoilerplateSettings()
BESIDE = BesideSettings()
BOXES = BoxSettings()
HIDDEN = HiddenSettings()
LINES = LineSettings()
HEAD = HeadSettings()
BYLINES = BylineSettings()
DATES = DateSettings()
NAMES = NameSettings()
EXTRACTED = ExtractedSettings()
LISTS = ListSettings()
FAST = FastSettings()
LANGUAGE = LanguageSettings()
