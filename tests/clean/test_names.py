"""Titles without their outlet, and the places that datelines name."""

from __future__ import annotations

import pytest

from newsfold.clean import names


@pytest.mark.parametrize(
    ("title", "known", "expected"),
    [
        ("Bridge opens at last - The Larkfield Times", None, ("Bridge opens at last", "The Larkfield Times")),
        ("Bridge opens at last | World | The Beacon", None, ("Bridge opens at last", "The Beacon")),
        ("Bridge opens at last — Beacon", "beacon", ("Bridge opens at last", "Beacon")),
        ("The Beacon | Bridge opens at last", "The Beacon", ("Bridge opens at last", "The Beacon")),
        # In front, with sections behind it.
        ("THE BEACON | Technology | Bridge opens at last", "beacon", ("Bridge opens at last", "THE BEACON")),
        ("Larkfield News | World | Bridge opens at last", None, ("Bridge opens at last", "Larkfield News")),
        ("Beacon.com: Bridge opens at last", "Beacon", ("Bridge opens at last", "Beacon.com")),
        ("larkfieldtimes.com - Bridge opens at last", None, ("Bridge opens at last", "larkfieldtimes.com")),
        (
            "The Beacon : Front Page : Bridge opens at last",
            "The Beacon",
            ("Bridge opens at last", "The Beacon"),
        ),
        (
            "Larkfield News: Bridge opens at last",
            "Larkfield News",
            ("Bridge opens at last", "Larkfield News"),
        ),
        ("Bookings.com: we did nothing wrong", "Beacon", ("Bookings.com: we did nothing wrong", None)),
        ("Larkfield News: mayor lied to us", None, ("Larkfield News: mayor lied to us", None)),
        ("Mirror Lake - why people come here", None, ("Mirror Lake - why people come here", None)),
        ("Town council | News from the bridge", None, ("Town council | News from the bridge", None)),
        # No outlet: an opinion writer's dash, a colon, a subtitle.
        ("Bridge opens - and closes again", None, ("Bridge opens - and closes again", None)),
        ("Mayor: the bridge will open", None, ("Mayor: the bridge will open", None)),
        ("Beacon poll: voters like the bridge", "Beacon", ("Beacon poll: voters like the bridge", None)),
    ],
)
def test_title_suffixes(title: str, known: str | None, expected: tuple[str, str | None]) -> None:
    assert names.split_title(title, known) == expected


def test_a_title_is_read_by_the_heading_that_ends_it() -> None:
    title = "Larkfield Gazette - World - Bridge opens at last"
    assert names.by_heading(title, ["Bridge opens at last"]) == ("Bridge opens at last", "Larkfield Gazette")
    assert names.by_heading(title, ["Larkfield Gazette", "Bridge opens at last"]) == (
        "Bridge opens at last",
        "Larkfield Gazette",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOSCOW (Reuters) - The talks began on Monday.", "MOSCOW"),
        ("VLADIVOSTOK, Russia — The talks began.", "VLADIVOSTOK, Russia"),
        ("LONDON, April 3 (AP) — The talks began.", "LONDON"),
        ("Paris: The talks began.", "Paris"),
        ("Dryford: The talks began in Dryford on Monday.", "Dryford"),
        ("Mayor: I will not go.", None),
        ("Update: The talks began.", None),
        ("The talks began - and ended.", None),
    ],
)
def test_datelines(text: str, expected: str | None) -> None:
    assert names.dateline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PARIS, 2 février (AFP) - Le maire a ouvert le pont.", "PARIS"),
        ("Berlin (dpa) - Der Bürgermeister hat die Brücke eröffnet.", "Berlin"),
        ("MADRID, 2 feb (EFE).- El alcalde inauguró el puente.", "MADRID"),
        ("Lisboa, 2 de fevereiro (Lusa) – O prefeito inaugurou a ponte.", "Lisboa"),
        ("Harbour (formerly a pier) - The mayor spoke.", None),
    ],
)
def test_datelines_of_other_languages(text: str, expected: str | None) -> None:
    assert names.dateline(text) == expected


@pytest.mark.parametrize(
    ("title", "bare", "outlet"),
    [
        ("防制法三周年 吸菸人口少 | 生活新聞 | 新橋新聞網", "防制法三周年 吸菸人口少", "新橋新聞網"),
        ("市长为新桥剪彩_新闻_新桥网", "市长为新桥剪彩", "新桥网"),
        (
            "Le maire ouvre le nouveau pont - Le Journal du Pont",
            "Le maire ouvre le nouveau pont",
            "Le Journal du Pont",
        ),
        ("Un pont ouvre au sud ! ‹ Projet Grand Pont", "Un pont ouvre au sud !", "Projet Grand Pont"),
        ("Мэр открыл новый мост — Новости Моста", "Мэр открыл новый мост", "Новости Моста"),
        ("Der Bürgermeister kommt - und bleibt", "Der Bürgermeister kommt - und bleibt", None),
    ],
)
def test_titles_of_other_languages_lose_their_outlet(title: str, bare: str, outlet: str | None) -> None:
    assert names.split_title(title) == (bare, outlet)


@pytest.mark.parametrize(
    ("rest", "outlet"),
    [
        ("-新桥网", "新桥网"),
        ("_新闻频道_新桥网", "新桥网"),
        ("｜社會新聞｜新橋報", "新橋報"),
        (" - 新橋網 - 新聞", "新橋網"),
        ("｜新橋新聞", "新橋新聞"),
    ],
)
def test_the_outlet_behind_a_heading_is_no_section(rest: str, outlet: str) -> None:
    heading = "市长周二为河上的新桥剪彩通车"
    assert names.by_heading(heading + rest, [heading])[1] == outlet


def test_the_outlet_behind_a_heading_in_cyrillic_is_no_label() -> None:
    heading = "Мэр открыл новый мост через реку"
    for rest in (" - Новости дня - Речной Вестник", " | Речной Вестник - Мобильная версия"):
        assert names.by_heading(heading + rest, [heading]) == (heading, "Речной Вестник")


@pytest.mark.parametrize(
    ("name", "outlet", "is_outlet"),
    [
        ("Bridge Gazette", "Bridge Gazette", True),
        ("Bridge", "Bridge Gazette", True),
        ("bridgegazette", None, True),
        ("新桥", "新桥网新闻中心", True),
        ("新桥网", None, True),
        ("王小明", "新桥网", False),
        ("Jane Roe", "Bridge Gazette", False),
        ("Bridge Roe", "Bridge Gazette", False),
    ],
)
def test_an_outlet_is_no_author(name: str, outlet: str | None, is_outlet: bool) -> None:
    assert names.is_own_name(name, outlet, "bridgegazette.example") is is_outlet


@pytest.mark.parametrize(
    ("author", "outlet", "site", "expected"),
    [
        ("El Puente - Jane Roe", "El Puente", "elpuente", "Jane Roe"),
        ("El Puente", "ElPuente.ar", "elpuente", ""),
        ("Puente.com", "el Puente", "puente", ""),
        ("El Puente", None, "elpuente.com", ""),
        ("Jane Roe", "Jane Roe writes", "janeroe", "Jane Roe"),  # whose site is called as she is
        ("Jane Roe - Ana Poe", "El Puente", "elpuente", "Jane Roe - Ana Poe"),
    ],
)
def test_an_outlet_is_no_author_of_its_own(author: str, outlet: str | None, site: str, expected: str) -> None:
    assert names.without_outlet(author, outlet, site) == expected
