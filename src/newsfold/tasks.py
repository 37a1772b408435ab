"""What workers do for a newsroom, one function a kind of work; each loads what it needs when it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsfold.records import Annotations, Article, Encoder, Page, Rejected, Span, Story, StoryDetail

if TYPE_CHECKING:
    from newsfold.clean import Cleaning


@dataclass(frozen=True, slots=True)
class Untold:
    """A story to be described, and all that this depends on: the arguments of `describe`."""

    story: Story
    articles: Sequence[Article]
    known: Mapping[str, Annotations]
    recurring: Mapping[str, Sequence[Span]]


def cleaned(page: Page | Rejected, cleaning: Cleaning | None) -> Article | Rejected:
    """The article on a page, or why there is none."""
    from newsfold.clean import Cleaning, clean

    return page if isinstance(page, Rejected) else clean(page, cleaning or Cleaning())


# Languages that these encoders learned. To them all articles of another are alike, so that events that have
# nothing in common would be one story; such articles are held against others by their `meanings`.
ENCODED = frozenset({"en"})


def vector(article: Article, encoder: Encoder) -> Any:
    """An article's row of `encode`; zeros in a language that the encoders do not know."""
    return vectors([article], encoder)[0]


def vectors(articles: Sequence[Article], encoder: Encoder) -> Any:
    """The same of many articles, a row each."""
    from newsfold.encode import article_text, encode

    known = [article.language in ENCODED for article in articles]
    rows = encode(
        [
            article_text(article) if is_encoded else ""
            for article, is_encoded in zip(articles, known, strict=True)
        ],
        encoder,
    )
    for at, is_encoded in enumerate(known):
        if not is_encoded:
            rows[at] = 0
    return rows


def meanings(articles: Sequence[Article]) -> dict[str, Any]:
    """Each article's row of `encode_meaning`, which holds in every language, by its id."""
    from newsfold.encode import article_text, encode_meaning

    texts = [article_text(article) for article in articles]
    rows = encode_meaning(texts, [article.language for article in articles])
    return dict(zip((article.id for article in articles), rows, strict=True))


def unread(untold: Untold) -> list[Article]:
    """The articles of a story that are to be annotated, as `describe` takes them."""
    from newsfold.describe import ready

    return [article for article in ready(untold.articles) if article.id not in untold.known]


def annotated(articles: Sequence[Article]) -> list[Annotations]:
    """What extraction finds in each of these articles."""
    from newsfold.extract import annotate_all

    return annotate_all(articles)


def described(untold: Untold) -> StoryDetail:
    """All that is to be said of a story."""
    from newsfold.describe import describe

    return describe(untold.story, untold.articles, untold.known, untold.recurring)
