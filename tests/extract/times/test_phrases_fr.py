# ruff: noqa: E501
"""French time expressions, against Wednesday 3 February 2021."""

from __future__ import annotations

import pytest

from tests.extract.times.reading import read

SENTENCES = [
    (
        "Le maire a inauguré mardi le nouveau pont, deux ans après la fermeture de l’ancien.",
        [("mardi", "2021-02-02"), ("deux ans", "P2Y")],
    ),
    (
        "La réunion aura lieu vendredi soir à 20h30. Elle s'est tenue le 12 janvier dernier, hier après-midi.",
        [
            ("vendredi soir à 20h30", "2021-02-05T20:30"),
            ("le 12 janvier dernier", "2021-01-12"),
            ("hier après-midi", "2021-02-02TAF"),
        ],
    ),
    (
        "La semaine dernière, fin 2019, en février de l'année dernière et le 5 mai 2020. L'an dernier.",
        [
            ("La semaine dernière", "2021-W04"),
            ("fin 2019", "2019"),
            ("février de l'année dernière", "2020-02"),
            ("le 5 mai 2020", "2020-05-05"),
            ("L'an dernier", "2020"),
        ],
    ),
    (
        "Il y a trois ans, ces six derniers mois, dans deux semaines, d'ici à 2030.",
        [
            ("Il y a trois ans", "2018"),
            ("ces six derniers mois", "P6M"),
            ("dans deux semaines", "2021-W07"),
            ("2030", "2030"),
        ],
    ),
    (
        "Du 3 au 12 septembre et de janvier à mars 2018. Lundi 1er février, à 17 heures. Dans la nuit de lundi à mardi.",
        [
            ("3 au 12 septembre", "2020-09-03/2020-09-12"),
            ("janvier", "2018-01"),
            ("mars 2018", "2018-03"),
            ("Lundi 1er février, à 17 heures", "2021-02-01T17:00"),
            ("Dans la nuit de lundi à mardi", "2021-02-01TNI"),
        ],
    ),
    (
        "Aujourd'hui, ce matin, après-demain, avant-hier, lundi prochain, le mois prochain, tous les deux jours, chaque mardi.",
        [
            ("Aujourd'hui", "2021-02-03"),
            ("ce matin", "2021-02-03TMO"),
            ("après-demain", "2021-02-05"),
            ("avant-hier", "2021-02-01"),
            ("lundi prochain", "2021-02-08"),
            ("le mois prochain", "2021-03"),
            ("tous les deux jours", "P2D"),
            ("chaque mardi", "XXXX-WXX-2"),
        ],
    ),
    (
        "Au troisième trimestre 2020, au printemps 2019, dans les années 80, au XIXe siècle, les années soixante.",
        [
            ("troisième trimestre 2020", "2020-Q3"),
            ("printemps 2019", "2019-SP"),
            ("les années 80", "198"),
            ("au XIXe siècle", "18"),
            ("les années soixante", "196"),
        ],
    ),
    (
        "La planète Mars est loin. En mars, 2000 euros et 1500 personnes. À minuit, à midi.",
        [("mars", "2021-03"), ("minuit", "2021-02-03T00:00"), ("midi", "2021-02-03T12:00")],
    ),
    (
        "À 3 h 41 dimanche 27 décembre, l'hebdomadaire Pont a compté 1 456 heures. Avril Roe parle en avril.",
        [("3 h 41 dimanche 27 décembre", "2020-12-27T03:41"), ("avril", "2021-04")],
    ),
    (
        "Le président est attendu vendredi à Rome, où il a parlé lundi.",
        [("vendredi", "2021-02-05"), ("lundi", "2021-02-01")],
    ),
]


@pytest.mark.parametrize(("text", "times"), SENTENCES)
def test_times_are_read(text: str, times: list[tuple[str, str]]) -> None:
    assert read(text, "fr") == times
