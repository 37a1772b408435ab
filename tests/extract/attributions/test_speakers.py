"""Whose words they are: offices, pronouns, statements and sources that the parse takes apart."""

from __future__ import annotations

import pytest

from newsfold.extract import annotate, link, named, office_holders
from newsfold.extract.attributions import attributions
from tests.factories import article

# (text, the speaker of its last attribution; None where the text leaves it open)
SPEAKERS = [
    # another minister is not the one that was introduced
    (
        "Orla Venn, the mining minister, spoke on Monday. The health minister said two men were ill.",
        "the health minister",
    ),
    ("Orla Venn, the mining minister, spoke on Monday. The mining minister said all were well.", "Orla Venn"),
    (
        "Ferry agency director Orla Venn came. The director of the port said it was shut.",
        "the director of the port",
    ),
    ("Orla Venn, director of the port, came. The port director said it was shut.", "Orla Venn"),
    # two hold the office: the one told of last, as a subject; nobody where they are told of alike
    ("Mayor Orla Venn came. Mayor Tove Lind came. The mayor said it went well.", "Tove Lind"),
    ("Mayor Orla Venn and Mayor Tove Lind met on Monday. The mayor said it went well.", "the mayor"),
    # the visitor who is introduced later is not meant
    (
        "The president said the fire was out. US President Carl Orre, who was in Oslo, offered help.",
        "the president",
    ),
    ("President Carl Orre left on Monday. The president said he was well.", "Carl Orre"),
    # who is named as somebody's possession or title is not "he"
    (
        "Carl Orre said the case was one of many. The office listed others, such as its support of Ulf "
        "Dahl's ferry line. He said the talks would go on.",
        "Carl Orre",
    ),
    # who is set beside the subject weighs as the subject
    (
        "Carl Orre stepped out and was met by the crowd. The ferry minister, Ulf Dahl, stood at the rail. "
        "He said that the last boat had left.",
        "Ulf Dahl",
    ),
    # of a passive, the one that it is done to goes on
    ("Carl Orre was met by President Ulf Dahl, and told him that the shift was over.", "Carl Orre"),
    # clauses that the parse takes for a source
    ("There are some keepers who say that the lamp will fail.", "some keepers"),
    (
        "A Norland official who had helped to prepare the lunch said that the guests would not be coming.",
        "a Norland official",
    ),
    (
        "Director Tove Lind called the leak of the program that allows the port to collect data from ships "
        "“reprehensible” and said the leak could cause harm.",
        "Tove Lind",
    ),
    ("A remark on boats led Tove Lind to say that the port was shut.", "Tove Lind"),
    # several are not the first of them
    (
        "Tove Lind of Lund, Carl Orre of Oslo and Ulf Dahl said they would vote against it.",
        "Tove Lind of Lund, Carl Orre of Oslo and Ulf Dahl",
    ),
    ("Tove Lind and other critics said it was late.", "Tove Lind and other critics"),
    ("The mayor and party leader, Tove Lind, said it was late.", "Tove Lind"),
    # what is written has an author where he is printed
    ("General Carl Orre spoke. The general’s statement said the line was held.", "Carl Orre"),
    ("Carl Orre issued a statement saying that the line was held.", "Carl Orre"),
    ("A letter by Carl Orre said that the line was held.", "Carl Orre"),
    (
        "Tove Lind said in a statement that she was well. The statement added that she would stay.",
        "Tove Lind",
    ),
    ("A letter said that the line was held.", "a letter"),
    # a body called so, or the one that spoke
    (
        "The ferry agency Norlink runs six boats; Harbour Trust owns the pier. The agency said it would "
        "open.",
        "Norlink",
    ),
    ("Boats of the Seafarers Union and Norlink were full. The union said it was glad.", "Seafarers Union"),
    ("Boats of Norlink were full. The union said it was glad.", "the union"),
    # an outlet by the last word of its name
    ("The Harbour Post wrote on Monday of floods. The Post reported that two were hurt.", "Harbour Post"),
    # what an outlet reported is not followed by its own quotation
    (
        "Lind raised $1 million last month, CNN reported.\n\n“My whole team will stay with me to the end.”",
        None,
    ),
    # a name torn from a page
    ("Carl Orre spoke. Carl Orre Mayor left.\n\nOrre said it was late.", "Carl Orre"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_whose_words_they_are(text: str, speaker: str | None) -> None:
    assert attributions(article(text))[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Nobody claimed that the pact was perfect.",
        "No minister said that the dam would fail.",
        "This slide explains how the ferry crosses the bay.",
        "This story has been updated to note that the pier was shut.",
    ],
)
def test_nobody_and_the_page_itself_say_nothing(text: str) -> None:
    assert attributions(article(text)) == []


def speakers_in_story(*texts: str) -> list[str | None]:
    """The speakers of the first text's attributions, told with the others."""
    articles = [article(text, id=f"a{i}") for i, text in enumerate(texts)]
    notes = [annotate(a) for a in articles]
    entities, mentions = link([(a, n.mentions) for a, n in zip(articles, notes, strict=True)])
    offices = office_holders((a, mentions[a.id]) for a in articles)
    first = articles[0]
    resolved = named(first.text, notes[0].attributions, mentions[first.id], entities, offices)
    return [a.speaker for a in resolved]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # whose office another article gives, and not the bystander's
        (
            "Mr Orre, who was there, was calm. The president said 500 men were there. US President Ulf Dahl "
            "wrote that planes should come.",
            "Carl Orre",
        ),
        # the committee that somebody sits on does not speak
        ("Tove Lind, top member of the Ferry Committee, said it was late.", "Tove Lind"),
        ("Members of the Ferry Committee said it was late.", "Members of the Ferry Committee"),
        ("Captains at the Ferry Committee, the Lund office, said it was late.", None),
    ],
)
def test_the_story_gives_no_neighbour_for_a_speaker(text: str, speaker: str | None) -> None:
    other = "President Carl Orre came on Monday. The Ferry Committee met. Ulf Dahl left. Tove Lind stayed."
    (said, *_) = speakers_in_story(text, other)
    assert said == speaker if speaker else said != "Ferry Committee"
