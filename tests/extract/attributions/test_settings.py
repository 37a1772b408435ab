"""An input on either side of each number in `settings`, by its name: the two come out differently."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from newsfold.extract.attributions import attributions, settings
from tests.factories import article

Row = tuple[str, str, str, str | None]  # number, language, text, what its last attribution says
ADJECTIVES = "big old grey cold northern small busy quiet rich proud young fine " * 3
PLACES = "en el puerto de la ciudad del norte y en el barrio de la playa del sur y en la calle de la fuente "
SANG = "“It was Anna Holt who sang,” the mayor said. She said it was late."
NOON = "The boats left at noon. "
TITLE = "北方港口城市人民委员会渔业管理局新闻办公室主任助理兼首席发言人"
ISLANDS = "de la ciudad del norte de la provincia de la costa del sur"


def words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def last(text: str, language: str = "en") -> str | None:
    """The last attribution as "speaker: content", with what relayed it behind; None where there is none."""
    listed = attributions(article(text, language=language))
    if not listed:
        return None
    content = " … ".join(span.of(text) for span in listed[-1].content)
    relayed = f" ({listed[-1].relayed_by})" if listed[-1].relayed_by else ""
    return f"{listed[-1].speaker}: {content}{relayed}"


def said_behind(count: int) -> str:
    return f"A smile: Tove Lind said — {words(ADJECTIVES, count)} — “We will stay and we will fight.”"


def interview(count: int) -> str:
    return f"Tove Lind said in an interview with the {words(ADJECTIVES, count)} Reuters that it was shut."


ENGLISH: list[Row] = [
    ("CUES.quotation", "en", said_behind(25), "Tove Lind: “We will stay and we will fight.”"),
    ("CUES.quotation", "en", said_behind(30), None),
    ("CUES.colon", "en", "Tove Lind tweeted late on the last night: We will win.", "Tove Lind: We will win"),
    ("CUES.colon", "en", "Tove Lind tweeted again late on the very last night: We will win.", None),
    ("CUES.object", "en", "Guards confirmed late on Monday night two deaths.", "Guards: two deaths"),
    ("CUES.object", "en", "Guards confirmed late on the last Monday night the deaths of two men.", None),
    ("CUES.outlet", "en", interview(8), "Tove Lind: that it was shut (Reuters)"),
    ("CUES.outlet", "en", interview(9), "Tove Lind: that it was shut"),
]

# (number, text that ends with a sentence of whom it is asked, whom the last sentence means)
MEANT: list[tuple[str, str, str | None]] = [
    (
        "spoke",
        "Tove Lind said the pier was shut. Anna Holt’s house burned. She said it was late.",
        "Tove Lind",
    ),
    (
        "spoke",
        "Lind left. Anna Holt said the pier was shut. The crowd met Tove Lind. She said she was late.",
        None,
    ),
    ("fade", "Holt left. The crowd met Tove Lind. She said she was late.", "Tove Lind"),
    ("fade", "Lind left. Anna Holt’s house burned. She said it was late.", None),
    ("clear", "Lind left. Anna Holt saw Tove Lind. She said it was late.", "Anna Holt"),
    ("clear", "Lind left. Anna Holt’s house burned. She said it was late.", None),
    ("known_sex", "Lind left. Anna Holt saw Tove Lind. She said it was late.", "Anna Holt"),
    ("known_sex", "Lind left. Anna Holt’s house burned. She said it was late.", None),
    (
        "other_role",
        f"The crowd met Tove Lind. {SANG}",
        "Tove Lind",
    ),
    (
        "other_role",
        f"They sang of Tove Lind and the sea. {SANG}",
        None,
    ),
    (
        "quoted",
        f"The crowd met Tove Lind. {SANG}",
        "Tove Lind",
    ),
    (
        "quoted",
        f"They sang of Tove Lind and the sea. {SANG}",
        None,
    ),
    # two who weigh alike: further back the one named last is meant
    ("pronoun", f"Anna Holt and Tove Lind met. {NOON * 7}She said it was late.", "Anna Holt"),
    ("pronoun", f"Anna Holt and Tove Lind met. {NOON * 8}She said it was late.", "Tove Lind"),
    ("description", f"Norlink runs boats. {NOON * 2}The company said it was glad.", "Norlink"),
    ("description", f"Norlink runs boats. {NOON * 3}The company said it was glad.", "the company"),
    ("clear_office", "Mayor Orla Venn came. Mayor Tove Lind came. The mayor said it was late.", "Tove Lind"),
    (
        "clear_office",
        "Mayor Orla Venn came. The crowd met Mayor Tove Lind. The mayor said it was late.",
        "the mayor",
    ),
]


def credited(place: str) -> str:
    return f"Anna Holt sagte, dass das Haus brenne, berichtete die Agentur dpa am Montag{place}."


def clause(count: int) -> str:
    description = "que emite desde hace años en la ciudad y fue la más oída"
    return f"La radio, {words(description, count)}, señaló Nielsen."


def relayed(place: str) -> str:
    return f"Орлов сказал: «Мост откроют», {place} и в порту на берегу моря как теперь всегда сообщает ТАСС."


def said_to_agency(place: str) -> str:
    places = f"{PLACES}y en la casa de la vieja torre{place}"
    return f"«El puente abrirá en mayo», dijo Ruiz {places} a la agencia EFE."


OTHERS: list[Row] = [
    ("SPEECH.words", "de", "Anna Holt sagte in Bonn „das alte rote Haus“", "Anna Holt: „das alte rote Haus“"),
    ("SPEECH.words", "de", "Anna Holt sagte am Tag in Bonn „das alte Haus“", None),
    ("SPEECH.characters", "zh", "市长来了。“我们要留在这里不走了再也”", "None: “我们要留在这里不走了再也”"),
    ("SPEECH.characters", "zh", "市长来了。“我们要留在这里不走了再”", None),
    (
        "WORDS.content",
        "es",
        f"Ruiz dijo {words(PLACES, 22)}: «Ya abrirá hoy mismo».",
        "Ruiz: «Ya abrirá hoy mismo»",
    ),
    ("WORDS.content", "es", f"Ruiz dijo {words(PLACES, 23)} y: «Ya abrirá hoy mismo».", None),
    ("WORDS.colon", "es", f"Ruiz dijo {words(PLACES, 7)}: el puente abrirá.", "Ruiz: el puente abrirá"),
    ("WORDS.colon", "es", f"Ruiz dijo {words(PLACES, 8)}: el puente abrirá.", None),
    (
        "WORDS.few",
        "es",
        "Ruiz dijo «el puente abrirá en mayo» y luego que «se cerrará en junio».",
        "Ruiz: «el puente abrirá en mayo» y luego que «se cerrará en junio»",
    ),
    (
        "WORDS.few",
        "es",
        "Ruiz dijo «el puente abrirá en mayo» y luego de eso «se cerrará en junio».",
        "Ruiz: «el puente abrirá en mayo» … «se cerrará en junio»",
    ),
    ("WORDS.credit", "de", credited(""), "Anna Holt: dass das Haus brenne (dpa)"),
    (
        "WORDS.credit",
        "de",
        credited(" in Bonn"),
        "Anna Holt: dass das Haus brenne, berichtete die Agentur dpa am Montag in Bonn",
    ),
    ("WORDS.long", "es", clause(13), f"Nielsen: {clause(13).partition(', señaló')[0]}"),
    ("WORDS.long", "es", clause(12), None),
    (
        "WORDS.begun",
        "es",
        "El puente viejo de, dijo Ruiz, abrirá en mayo.",
        "Ruiz: El puente viejo de … abrirá en mayo",
    ),
    (
        "WORDS.begun",
        "es",
        "El puente viejo de Lugo, dijo Ruiz, abrirá en mayo.",
        "Ruiz: El puente viejo de Lugo",
    ),
    (
        "WORDS.back",
        "es",
        f"El alcalde {PLACES}y en la plaza dijo que abrirá.",
        "El alcalde: que abrirá",
    ),
    ("WORDS.back", "es", f"El alcalde {PLACES}y en la plaza en dijo que abrirá.", "None: que abrirá"),
    (
        "WORDS.source",
        "es",
        f"El alcalde {words(ISLANDS, 11)} dijo que abrirá.",
        f"El alcalde {words(ISLANDS, 11)}: que abrirá",
    ),
    (
        "WORDS.source",
        "es",
        f"El alcalde {words(ISLANDS, 13)} dijo que abrirá.",
        f"El alcalde {words(ISLANDS, 11)}: que abrirá",
    ),
    ("WORDS.listener", "ru", "Мост откроют в мае, сообщил гуру.", "гуру: Мост откроют в мае"),
    ("WORDS.listener", "ru", "Мост откроют в мае, сообщил какаду.", "None: Мост откроют в мае"),
    (
        "WORDS.blanks",
        "es",
        "El alcalde de la ciudad del norte es claro: «Ya abrirá hoy».",
        "El alcalde de la ciudad del norte: «Ya abrirá hoy»",
    ),
    ("WORDS.blanks", "es", "El alcalde de la ciudad del norte de Lugo es claro: «Ya abrirá hoy».", None),
    ("CHARACTERS.source", "zh", f"{TITLE[-30:]}表示：“我们要留。”", f"{TITLE[-30:]}: “我们要留。”"),
    ("CHARACTERS.source", "zh", f"{TITLE[-31:]}表示：“我们要留。”", "None: “我们要留。”"),
    ("CHARACTERS.clause", "zh", "发言人表示中国支持这项新的。", "发言人: 中国支持这项新的"),
    ("CHARACTERS.clause", "zh", "发言人表示中国支持这项新。", None),
    (
        "CHARACTERS.label",
        "ja",
        "東京都港区の市長補佐官である田中太郎と山田花子の：「ここに残ります。」",
        "東京都港区の市長補佐官である田中太郎と山田花子の: 「ここに残ります。」",
    ),
    (
        "CHARACTERS.label",
        "ja",
        "東京都港区の市長補佐官である田中太郎と山田花子の二：「ここに残ります。」",
        None,
    ),
    (
        "SPELLING.back",
        "es",
        f"«Ya abrirá hoy», dijo Ana Ruiz. {'El barco salió. ' * 91}«Ya no», dijo ella.",
        "Ana Ruiz: «Ya no»",
    ),
    (
        "SPELLING.back",
        "es",
        f"«Ya abrirá hoy», dijo Ana Ruiz. {'El barco salió. ' * 93}«Ya no», dijo ella.",
        "None: «Ya no»",
    ),
    ("RELAYS.credit", "ru", relayed(""), "Орлов: «Мост откроют» (ТАСС)"),
    ("RELAYS.credit", "ru", relayed("в море"), "Орлов: «Мост откроют»"),
    ("RELAYS.around", "es", said_to_agency(""), "Ruiz: «El puente abrirá en mayo» (EFE)"),
    ("RELAYS.around", "es", said_to_agency(" del reloj nuevo y alto"), "Ruiz: «El puente abrirá en mayo»"),
]


@pytest.mark.parametrize(("number", "language", "text", "expected"), [*ENGLISH, *OTHERS])
def test_what_is_said(number: str, language: str, text: str, expected: str | None) -> None:
    assert last(text, language) == expected, number


@pytest.mark.parametrize(("number", "text", "expected"), [(f"SALIENCE.{n}", *rest) for n, *rest in MEANT])
def test_whom_a_pronoun_or_a_description_means(number: str, text: str, expected: str | None) -> None:
    assert attributions(article(text))[-1].speaker == expected, number


def test_every_number_has_an_input_on_either_side() -> None:
    rows = Counter([row[0] for row in (*ENGLISH, *OTHERS)] + [f"SALIENCE.{row[0]}" for row in MEANT])
    records = {name: record for name, record in vars(settings).items() if name.isupper()}
    assert rows == {f"{name}.{f.name}": 2 for name, record in records.items() for f in fields(record)}
