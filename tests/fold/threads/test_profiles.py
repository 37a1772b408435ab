"""What is kept of a story: how many of its words, and by which it is looked up."""

from __future__ import annotations

import pytest

from newsfold.fold.article_features import idf
from newsfold.fold.threads import profile
from newsfold.fold.words import code, form
from tests.fold.test_links import article_features, sparse_vector

# Numbers that no word of the background has, so each counts as the rarest.
WEIGHTS = {number: 2.0 - number / 1000 for number in range(100)}


def sizes(words: int) -> dict[str, int]:
    """How many words are kept of a story that has so many, and how many it is looked up by."""
    some = sparse_vector({number: WEIGHTS[number] for number in range(words)})
    made = profile([article_features("a", body=some, lead=some, names=some)], [1.0])
    assert made is not None
    vectors = {"words": made.words, "lead": made.lead, "names": made.names}
    assert all(v.codes.tolist() == list(range(len(v.codes))) for v in vectors.values())  # the heaviest
    return {"keys": len(made.codes)} | {name: len(v.codes) for name, v in vectors.items()}


@pytest.mark.parametrize(("kind", "most"), [("words", 80), ("lead", 48), ("names", 40), ("keys", 48)])
def test_the_heaviest_words_are_kept_and_no_more(kind: str, most: int) -> None:
    assert [sizes(words)[kind] for words in (most - 1, most, most + 1)] == [most - 1, most, most]


def test_a_story_is_looked_up_by_words_that_fewer_than_one_article_in_twelve_has() -> None:
    common, rare = (code(form(raw)) for raw in ("word", "along"))
    assert 2.4 < idf(common) < 2.5 < idf(rare) < 2.6
    made = profile([article_features("a", body=sparse_vector({common: 1.0, rare: 1.0}))], [1.0])
    assert made is not None and made.codes == (rare,)


def test_of_a_story_the_first_forty_articles_are_looked_at() -> None:
    articles = [article_features(f"{at:02}", body=sparse_vector({at: 1.0})) for at in range(41)]
    for number, looked_at in ((39, 39), (41, 40)):
        made = profile(articles[:number], [1.0])
        assert made is not None and made.words.codes.tolist() == list(range(looked_at))
