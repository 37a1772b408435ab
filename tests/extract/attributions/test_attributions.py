from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract.attributions import attributions
from newsfold.extract.entities import mentions
from newsfold.extract.parse import Parsed, parse
from newsfold.quotes import quotations
from newsfold.records import Article, Attribution, Mention
from tests.cost import LINEAR, growth
from tests.factories import article

Row = tuple[str | None, str, str, str | None]  # speaker, kind, content, relayed by


def attributed(text: str) -> list[Attribution]:
    return attributions(article(text))


def rows(text: str) -> list[Row]:
    return [
        (a.speaker, a.kind, " … ".join(span.of(text) for span in a.content), a.relayed_by)
        for a in attributed(text)
    ]


# ── marks ─────────────────────────────────────────────────────────────────────────────────────────

MARKS = [
    ("He said “yes, we will” twice.", ["“yes, we will”"]),  # curly
    ('He said "yes" and "no".', ['"yes"', '"no"']),  # straight
    ("«Oui», dit-il. „Ja“, sagte sie. »Nein«, sagte er.", ["«Oui»", "„Ja“", "»Nein«"]),  # other languages'
    ("‘It’s the players’ choice,’ she said.", ["‘It’s the players’ choice,’"]),  # apostrophes inside singles
    (
        "« Oui », dit-il. Puis ‹ non ›. Elle dit «\u00a0bien\u00a0».",
        ["« Oui »", "‹ non ›", "«\u00a0bien\u00a0»"],
    ),
    ("»Ja, så är det» och ‚nein‘, ›doch‹.", ["»Ja, så är det»", "‚nein‘", "›doch‹"]),
    ("「No,」 『yes』 《so》 〈it is〉 ｢all｣.", ["「No,」", "『yes』", "《so》", "〈it is〉", "｢all｣"]),
    ("＂No,＂ 〝yes〞 ❝so❞.", ["＂No,＂", "〝yes〞", "❝so❞"]),
    ("“He told me ‘no’ and the boys’ team left,” she said.", ["“He told me ‘no’ and the boys’ team left,”"]),
    ("Rock 'n' roll of the '90s: they'd stand 6'2\" tall.", []),  # no quotation at all
    ("“One.\n\n“Two.”", ["“One.", "“Two.”"]),  # a speech over two paragraphs
    (
        '"She asks "why? Why now?" all day. And "how?" too," he said. "Well."',
        ['"She asks "why? Why now?" all day. And "how?" too,"', '"Well."'],
    ),  # another inside, in the same marks
    ("«Я спросил: «Кто?» Он молчал», — сказал Сидоров.", ["«Я спросил: «Кто?» Он молчал»"]),
    ("„Er rief „halt“ und lief“, so Holt. „Ja.“", ["„Er rief „halt“ und lief“", "„Ja.“"]),
    ("'I heard 'no' and 'never' today', she said.", ["'I heard 'no' and 'never' today'"]),
    ("In 'Sixty Minutes' on Sunday \"we won,\" she said.", ["'Sixty Minutes'", '"we won,"']),
    ('He said: "We go. «So be it», she said. «Now».', ['"We go.', "«So be it»", "«Now»"]),  # a stray mark
    ("“Never closed. He left.", ["“Never closed. He left."]),  # unbalanced: to the end of its line
    ("Closed only” it was.", []),
    ('“” and ""', []),  # nothing between
    (
        '"Then she asked me: "did you go"? And I had", Holt said.',
        ['"Then she asked me: "did you go"? And I had"'],
    ),
    (
        "“She said “we stay. We wait”. And so we did”, he wrote.",
        ["“She said “we stay. We wait”. And so we did”"],
    ),
    ("“We go. “We stay”, said Lind.", ["“We go.", "“We stay”"]),  # nested ones must come out even
    (
        "Holt said: “We will. As Lind told us: “We won’t.”",
        ["“We will.", "“We won’t.”"],
    ),  # nor an introduction
    ('She calls it "a bridge too far. The council votes.', ['"a bridge too far.']),  # a fragment, no speech
    ("''We left,'' he said. ``So,'' she said. It was 6'2'' tall.", ["''We left,''", "``So,''"]),  # doubled
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert [q.span.of(text) for q in quotations(text)] == expected


def test_a_speech_over_paragraphs_is_marked_as_going_on() -> None:
    first, second = quotations("“One.\n\n“Two.”")
    assert (first.closed, first.continues, second.closed) == (False, True, True)


INTERVIEW = (
    "Rosa Lind has run the lighthouse at Skarvik since 2011. She spoke to us in June.\n\n"
    "Who pays for the lamp?\n\nI do. The council said that it had no money.\n\n"
    "And in winter?\n\nWe burn “good wood” then."
)


def test_who_is_asked_answers() -> None:
    assert rows(INTERVIEW) == [
        ("Rosa Lind", "direct", "I do. The council said that it had no money.", None),
        ("Rosa Lind", "direct", "We burn “good wood” then.", None),
    ]


def test_the_author_asks_and_does_not_answer() -> None:
    item = article(
        INTERVIEW.replace("since 2011. She", "since 2011. Tor Orre and Tor Orre").replace("us", "her")
    )
    assert {a.speaker for a in attributions(item)} == {"Tor Orre"}
    assert {a.speaker for a in attributions(replace(item, authors=("Tor Orre",)))} == {"Rosa Lind"}


def test_a_label_is_led_to_the_name_that_the_text_has() -> None:
    text = "Rosa Lind met the mayor, Tor Orre.\n\nLIND: I will stay.\n\nORRE: Will you?\n\nHALE: You must."
    assert [row[:3] for row in rows(text)] == [
        ("Rosa Lind", "direct", "I will stay."),
        ("Tor Orre", "direct", "Will you?"),
        ("HALE", "direct", "You must."),
    ]


def test_a_post_is_its_writer_s_words() -> None:
    text = (
        "A ship struck a rock on Tuesday.\n\nWe found 3 people. The mayor said that he was sorry.\n"
        "— Prime Minister Rosa Lind (@rosal) June 4, 2019\n\nNobody was hurt."
    )
    assert rows(text) == [
        ("Rosa Lind", "direct", "We found 3 people. The mayor said that he was sorry.", None)
    ]


# ── reports without a clause, and clauses that report nothing ─────────────────────────────────────

THINGS = [
    ("Guards confirmed two deaths on Monday.", "Guards", "two deaths"),
    ("The coast guard put the number of missing at 14.", "the coast guard", "the number of missing at 14"),
    ("Doctors gave the toll as 9.", "Doctors", "the toll as 9"),
    ("The ministry raised the estimate to 40.", "the ministry", "the estimate to 40"),
    ("State TV reported 23 hurt.", "State TV", "23 hurt"),
    ("The clinic recorded 8 new cases.", "the clinic", "8 new cases"),
    ("Lind announced the closure of the lighthouse.", "Lind", "the closure of the lighthouse"),
    ("The army denied any involvement in the raid.", "the army", "any involvement in the raid"),
    ("The study found a decline in herring.", "the study", "a decline in herring"),
    ("Orre accused the fund of waste.", "Orre", "the fund of waste"),
    ("Orre called the lamp a disgrace.", "Orre", "the lamp a disgrace"),
    ("“We shall burn wood all winter,” sighed Rosa Lind.", "Rosa Lind", "“We shall burn wood all winter,”"),
    ("“We shall burn wood!” grumbled the old keeper.", "the old keeper", "“We shall burn wood!”"),
    ("“It is out,” the keeper snapped.", "the keeper", "“It is out,”"),
    ("« It is out » , said Rosa Lind.", "Rosa Lind", "« It is out »"),
    ("「It is out,」 said Rosa Lind.", "Rosa Lind", "「It is out,」"),
    ("“No,” Lind said when asked whether it would burn.", "Lind", "“No,”"),
    ("“No,” Lind said as she left the hall.", "Lind", "“No,”"),
    ("The letter suggested that the lamp was cut.", "the letter", "that the lamp was cut"),
    ("SKARVIK, Norland — Officials said the lamp was out.", "Officials", "the lamp was out"),
    # praise, blame and what is turned down
    ("Lind praised the new lamp as a marvel.", "Lind", "the new lamp as a marvel"),
    ("Lind praised the decision to keep the lamp.", "Lind", "the decision to keep the lamp"),
    ("Lind rejected the claim that she had lied.", "Lind", "the claim that she had lied"),
    ("The keeper dismissed the report as nonsense.", "the keeper", "the report as nonsense"),
    ("Lind called him a liar.", "Lind", "him a liar"),
    ("Carl Orre was accused by Rosa Lind of lying.", "Rosa Lind", "Carl Orre … of lying"),
    ("Lind called for a new inquiry into the fire.", "Lind", "a new inquiry into the fire"),
    ("Keepers warned of floods.", "Keepers", "floods"),
    ("A poll finds that half of the town wants the lamp.", "a poll", "that half of the town wants the lamp"),
    ("The poll shows Orre leading by 10 points.", "the poll", "Orre leading by 10 points"),
    # what follows a colon, without quotation marks
    ("Lind tweeted: We will keep the lamp.", "Lind", "We will keep the lamp"),
    ("Lind posted on Facebook: The lamp is safe.", "Lind", "The lamp is safe"),
    # clauses of time and condition that are said, and that tell when it was said
    ("Lind said when the bus comes she will leave.", "Lind", "when the bus comes she will leave"),
    (
        "Lind said unless the rain stops, the dam will break.",
        "Lind",
        "unless the rain stops, the dam will break",
    ),
    ("Lind said when asked that she would leave.", "Lind", "that she would leave"),
    ("Lind said, when asked, that she would leave.", "Lind", "that she would leave"),
    ("Lind said after the meeting ended that the road would open.", "Lind", "that the road would open"),
    ("“No,” Lind said when reporters asked if she would leave.", "Lind", "“No,”"),
    ("“We are safe,” Lind said as the crowd cheered and people danced.", "Lind", "“We are safe,”"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), THINGS)
def test_reports_without_a_clause_or_with_rarer_cues(text: str, speaker: str, content: str) -> None:
    assert [(row[0], row[2]) for row in rows(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "If Lind says that she leaves, the council will vote again.",
        "Unless the mayor says that it is safe, the school stays shut.",
        "Orre may say that he is sorry.",
        "There is no evidence to suggest that the lamp was cut.",
        "The metal shaft suggested that the lamp had been cut.",
        "The vitamin e suggests that it helps.",
        "Related: The lamp is safe, mayor says.",
        "The fire claimed nine lives.",
        "She put the kettle on at 5.",
        "He raised his hand to 12 people.",
        "The council reported the man to the police.",
        "Guards did not confirm two deaths.",
        "The mayor announced her deputy.",
        "He called the police at noon.",
        "Lind praised the keeper.",
        "The council rejected the plan.",
        "The boat was called by the harbour at noon.",
        "Lind called on Monday.",
        "Lind posted the letter: it was late.",
        "Lind said when he came home.",
        "Lind said as the crowd cheered and the band played.",
        "Lind said no when asked if she would leave.",
        "Lind said, her voice breaking with emotion.",
    ],
)
def test_reports_nothing(text: str) -> None:
    assert rows(text) == []


# ── who said what ─────────────────────────────────────────────────────────────────────────────────

CASES: list[tuple[str, list[Row]]] = [
    # direct, with the cue after and before
    (
        "“The bridge will open in May,” Ann Holt said.",
        [("Ann Holt", "direct", "“The bridge will open in May,”", None)],
    ),
    (
        'Ann Holt said: "The bridge will open in May."',
        [("Ann Holt", "direct", '"The bridge will open in May."', None)],
    ),
    # the cue inside the quotation: one attribution, two stretches
    (
        "“The bridge,” said Ann Holt, “will open in May.”",
        [("Ann Holt", "direct", "“The bridge,” … “will open in May.”", None)],
    ),
    # inverted, with a clause on the speaker
    (
        "“They trample on the law,” said Carl Brandt, who is leaving for Oslo after the meeting.",
        [("Carl Brandt", "direct", "“They trample on the law,”", None)],
    ),
    # without a cue of its own: the speaker before
    (
        "“We lost the harvest,” farmer Ines Duarte said. “Nobody came to help us.”",
        [
            ("Ines Duarte", "direct", "“We lost the harvest,”", None),
            ("Ines Duarte", "direct", "“Nobody came to help us.”", None),
        ],
    ),
    # indirect
    (
        "Ann Holt said the bridge would open in May.",
        [("Ann Holt", "indirect", "the bridge would open in May", None)],
    ),
    (
        "The road is closed until Friday, the police said.",
        [("the police", "indirect", "The road is closed until Friday", None)],
    ),
    # indirect, the cue in the middle
    (
        "The road, the police said, is closed until Friday.",
        [("the police", "indirect", "The road … is closed until Friday", None)],
    ),
    # the person spoken to is no part of the content
    (
        "Carl Brandt told Ann Holt he supports the plan and wants to widen the road.",
        [("Carl Brandt", "indirect", "he supports the plan and wants to widen the road", None)],
    ),
    # two clauses under one cue
    (
        "The ministry has said the talks will be about fishing but that no treaty would be signed.",
        [
            (
                "the ministry",
                "indirect",
                "the talks will be about fishing but that no treaty would be signed",
                None,
            )
        ],
    ),
    # indirect with quoted words
    (
        "The mayor said the flood was “the worst in a century” and that help was coming.",
        [("the mayor", "mixed", "the flood was “the worst in a century” and that help was coming", None)],
    ),
    # a verb that takes quoted words as its object
    (
        "The senator lashed out at “bankers who think they own the country”.",
        [("the senator", "direct", "“bankers who think they own the country”", None)],
    ),
    # according to, before and after
    (
        "According to the coast guard, two boats sank off the island.",
        [("the coast guard", "indirect", "two boats sank off the island", None)],
    ),
    (
        "Two boats sank off the island, according to the coast guard.",
        [("the coast guard", "indirect", "Two boats sank off the island", None)],
    ),
    # a second report in one sentence
    (
        "The company said the plant will close, adding that 300 people will lose their jobs.",
        [
            ("the company", "indirect", "the plant will close", None),
            ("the company", "indirect", "that 300 people will lose their jobs", None),
        ],
    ),
    # a promise
    (
        "Carl Brandt vowed to rebuild the school.",
        [("Carl Brandt", "indirect", "to rebuild the school", None)],
    ),
    # pronouns
    (
        "Ann Holt arrived on Monday. She said the bridge would open in May.",
        [("Ann Holt", "indirect", "the bridge would open in May", None)],
    ),
    (
        "Carl Brandt met Ann Holt on Monday. “I was pleased,” she said. He said the talks had failed.",
        [
            ("Ann Holt", "direct", "“I was pleased,”", None),
            ("Carl Brandt", "indirect", "the talks had failed", None),
        ],
    ),
    # an office the text settles
    (
        "Police chief Omar Reyes was at the scene. The police chief said nobody was hurt.",
        [("Omar Reyes", "indirect", "nobody was hurt", None)],
    ),
    # the channel
    (
        "The two shook hands before the cameras, CNN reported.",
        [("CNN", "indirect", "The two shook hands before the cameras", "CNN")],
    ),
    (
        "The summit is expected to turn to trade, reports Efe news.",
        [("Efe", "indirect", "The summit is expected to turn to trade", "Efe")],
    ),
    (
        "A study by the university found that the bridge was sinking.",
        [("a study by the university", "indirect", "that the bridge was sinking", None)],
    ),
    (
        "Ann Holt found that the bridge was sinking, and showed us why.",
        [],
    ),
    (
        "Ann Holt told Reuters that the bridge would open in May.",
        [("Ann Holt", "indirect", "that the bridge would open in May", "Reuters")],
    ),
    (
        "In an interview with the Harbour Post, Ann Holt called the plan “a bad joke on all of us”.",
        [("Ann Holt", "direct", "“a bad joke on all of us”", "Harbour Post")],
    ),
    (
        "Carl Brandt was quoted by Xinhua as saying that the deal was dead.",
        [("Carl Brandt", "indirect", "that the deal was dead", "Xinhua")],
    ),
    # a noun for the cue
    (
        "Carl Brandt's claim that the vote was stolen did not convince the court.",
        [("Carl Brandt", "indirect", "that the vote was stolen", None)],
    ),
    # quoted words that nobody said
    ("The film “The Long Road Home” opens on Friday.", []),
    ("The so-called “peace” lasted a week.", []),
    ("They sailed on a boat called “Hope”.", []),
    # what was not said, and the writer's own voice
    ("The company did not say when the plant would close.", []),
    ("I believe the bridge should have been closed years ago.", []),
    # a heading repeats what the text says
    (
        "Mayor says bridge to open\n\nThe mayor said the bridge would open.",
        [("the mayor", "indirect", "the bridge would open", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_who_said_what(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


SUMMIT = "\n".join(
    [
        "Lind, Okafor promise more trade at first talks\n",
        "The islands' Maren Lind is hoping for a good day at her meeting with President Tunde Okafor.",
        "“I think it will be a friendly meeting between two old neighbours,” Lind said.",
        "“As both countries fish the same sea, I think we will have a frank talk,” Okafor told Lind he "
        "backs the quota and wants more ferries.",
        "“I am sure that your visit... will help us to see what the harbour needs,” Okafor added.",
        "The union paid some $3 million for the new pier, according to the Ministry of Ports.",
        "In an interview with the mainland's state-owned Sunday Herald published on Monday, Okafor lashed "
        "out at “captains claiming the whole sea”.",
        "“They ignore every line on the map and then complain about the weather,” said Okafor, who sails "
        "home after the talks.",
        "The Ministry of Ports has said the talks will be about “a fair and lasting quota for both fleets” "
        "but that no treaty was planned.",
    ]
)


def test_a_summit_told_with_every_kind_of_speech() -> None:
    said = [(a.speaker, a.kind, a.relayed_by, a.content[0].of(SUMMIT)[:22]) for a in attributed(SUMMIT)]
    assert said == [
        ("Maren Lind", "direct", None, "“I think it will be a "),
        ("Tunde Okafor", "direct", None, "“As both countries fis"),
        ("Tunde Okafor", "indirect", None, "he backs the quota and"),
        ("Tunde Okafor", "direct", None, "“I am sure that your v"),
        ("the Ministry of Ports", "indirect", None, "The union paid some $3"),
        ("Tunde Okafor", "direct", "Sunday Herald", "“captains claiming the"),
        ("Tunde Okafor", "direct", "Sunday Herald", "“They ignore every lin"),
        ("the Ministry of Ports", "mixed", None, "the talks will be abou"),
    ]


def test_source_and_cue_are_the_words_themselves() -> None:
    text = "Yesterday the mayor of Lund, Ann Holt, pointed out that the bridge was old."
    (said,) = attributed(text)
    assert [s.of(text) for s in said.cue] == ["pointed out"]
    assert "mayor of Lund" in said.source[0].of(text)
    assert [s.of(text) for s in said.content] == ["that the bridge was old"]


def test_given_mentions_settle_the_speaker_and_its_entity() -> None:
    text = "Ann Holt arrived on Monday. She said the bridge would open in May."
    item, doc = article(text), parse(text)
    assert attributions(item, doc, mentions(item, doc)) == attributions(item)


# ── odd texts ─────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    [
        "Ann Holt said ", "“", "”", '"', "‘", "’", "'", "«", "»", "according to ", "CNN reported ",
        "she added the bridge is closed", ", ", ". ", ": ", "\n", "\n\n", "told Reuters ",
        "HOLT SAYS BRIDGE CLOSED", "that ", "市長は", "Он сказал ", "!", "?", "—", " ", "who ",
        "was quoted as saying ",
    ]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_slice_to_the_text_and_nothing_crashes(text: str) -> None:
    for said in attributed(text):
        spans = [*said.content, *said.source, *said.cue, *([said.relay] if said.relay else [])]
        assert said.content
        assert all(0 <= s.start < s.end <= len(text) and s.of(text).strip() for s in spans)
    assert attributed(text) == attributed(text)


@pytest.mark.parametrize(
    "text", ["", " ", "Word", "“", "said", "according to", "\n\n\n", "SAYS HOLT", "“said”"]
)
def test_little_or_nothing(text: str) -> None:
    assert attributed(text) == []


@pytest.mark.parametrize(
    "unit", ["“No,” he said. Ann Holt said it was old.\n", '"a" "b" said ', "he said that "]
)
def test_cost_grows_with_length_alone(unit: str) -> None:
    def read(times: int) -> tuple[Article, Parsed, list[Mention]]:
        repeated = article(unit * times)
        doc = parse(repeated.text)
        return repeated, doc, mentions(repeated, doc)

    assert growth(lambda given: attributions(*given), read, 20) < LINEAR
