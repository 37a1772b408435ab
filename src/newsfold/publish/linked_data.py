"""A story as JSON-LD in the words of schema.org.

The story is a `NewsArticle` that cites each of its sources; its claims are `Claim`s that appear in them, each
as a `Quotation`. It is marked as put together by a program: Newsfold writes no sentence itself.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from newsfold.invisible import visible
from newsfold.present import (
    ArticleLine,
    ClaimView,
    EntityView,
    EvidenceView,
    StoryView,
    counted,
    live_url,
    web_url,
)
from newsfold.publish.addresses import article_urn, claim_urn, story_urn
from newsfold.publish.fields import known, time_text

# The program chose and ordered what people wrote.
SOURCE_TYPE = "https://schema.org/AlgorithmicMediaDigitalSource"
_SCHEMA_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event"}


def linked_data(view: StoryView) -> dict[str, Any]:
    """A story as a JSON-LD object, ready for `json.dumps`; what is not known is left out."""
    lines = {line.id: line for line in view.articles}
    return known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": story_urn(view.id),
            "headline": visible(view.title),
            "abstract": " ".join(visible(sentence.text) for sentence in view.account),
            "datePublished": time_text(view.first_seen),
            "dateModified": time_text(view.last_seen),
            "contentLocation": {"@type": "Place", "name": view.place} if view.place else None,
            "digitalSourceType": SOURCE_TYPE,
            "creditText": _credit(view),
            "sdPublisher": {
                "@type": "SoftwareApplication",
                "name": "Newsfold",
                "softwareVersion": version("newsfold"),
            },
            "about": [_schema_thing(entity) for entity in view.entities if entity.kind in _SCHEMA_TYPES],
            "citation": [_news_article(line) for line in view.articles],
            "hasPart": [_schema_claim(claim, lines) for claim in view.claims],
        }
    )


def _credit(view: StoryView) -> str:
    articles, outlets = counted(len(view.articles), "article"), counted(len(view.outlets), "outlet")
    return (
        f"Put together by Newsfold from {articles} of {outlets}. Every sentence is quoted from one of them."
    )


def _news_article(line: ArticleLine) -> dict[str, Any]:
    return known(
        {
            "@type": "NewsArticle",
            "@id": article_urn(line.id),
            "url": web_url(line.url),
            "headline": visible(line.title),
            "publisher": {"@type": "NewsMediaOrganization", "name": visible(line.outlet)},
            "author": [{"@type": "Person", "name": visible(name)} for name in line.authors],
            "datePublished": time_text(line.published_at),
            "inLanguage": line.language,
        }
    )


def _schema_claim(claim: ClaimView, lines: dict[str, ArticleLine]) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": claim_urn(claim.lasting_id),
        "text": visible(claim.text),
        "additionalType": f"urn:newsfold:status:{claim.status.replace(' ', '-')}",
        "appearance": [_quotation(evidence, lines[evidence.article_id]) for evidence in claim.evidence],
    }


def _quotation(evidence: EvidenceView, line: ArticleLine) -> dict[str, Any]:
    return known(
        {
            "@type": "Quotation",
            "text": evidence.text,
            "url": live_url(line.url, evidence.text),
            "isPartOf": {"@id": article_urn(evidence.article_id)},
            "position": f"{evidence.start}-{evidence.end}",
        }
    )


def _schema_thing(entity: EntityView) -> dict[str, Any]:
    geo = None
    if entity.latitude is not None and entity.longitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": entity.latitude, "longitude": entity.longitude}
    return known({"@type": _SCHEMA_TYPES[entity.kind], "name": visible(entity.name), "geo": geo})
