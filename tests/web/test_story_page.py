from __future__ import annotations

import re
from dataclasses import replace

from newsfold.present import StoryView, story_view
from newsfold.records import StoryDetail
from newsfold.web.story_page import story_page
from tests import factories, press
from tests.browser.large import large
from tests.factories import article, evidence


def view() -> StoryView:
    return story_view(press.detail())


def text(page: str) -> str:
    """The words of a page, those that are folded away among them."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def before(page: str, *words: str) -> None:
    """Each of the words stands in the page before the next."""
    places = [page.index(word) for word in words]
    assert places == sorted(places), list(zip(words, places, strict=True))


def test_what_only_a_comparison_knows_comes_first() -> None:
    before(
        story_page(view()),
        "Ferry with 212 aboard sinks off Port Halden</h1>",
        'id="account"',
        "Where accounts differ",
        "At least 14</text>",
        "Told by 6 outlets, from 5 origins",
        "Meridian Wire",
        "The rest of the account",
        "Claims</h2>",
        "</svg>disputed</span> <span",
        "</svg>corroborated</span> <span",
        "Told by one outlet alone",
        "Who said what</h2>",
        "Figures</h2>",
        "Timeline</h2>",
        "People and places</h2>",
        "Articles</h2>",
    )


def test_a_difference_that_the_chart_has_is_not_told_twice() -> None:
    page = story_page(view())
    strip = page[page.index('class="strip"') : page.index('id="origins"')]
    assert strip.count('class="difference"') == 1 and "People aboard Port Halden" in text(strip)
    grown = next(d for d in view().differences if d.updated)
    assert f'href="/differences/{grown.lasting_id}">Who says which</a>' in strip
    alone = story_page(replace(view(), differences=(grown,)))
    strip = alone[alone.index('class="strip"') : alone.index('id="origins"')]
    assert strip.count('class="difference"') == 1 and "at least 14" in text(strip)


def test_the_origin_that_most_outlets_print_is_named_first() -> None:
    page = story_page(view())
    section = page[page.index('id="origins"') :]
    assert text(section).index("Meridian Wire printed by Evening Standard-Bearer and Northern Ledger") < text(
        section
    ).index("Coastal Tribune")


def test_claims_of_one_outlet_are_folded_away_by_outlet() -> None:
    page = story_page(view())
    folded = re.search(r'<div class="alone">(.*?)</div>', page, re.S)
    assert folded and folded.group(1).count("<details>") == 1
    assert "Harbour Courier 2 claims" in text(folded.group(1))
    assert "Captain Tomas Reyl denied that the door was open." in folded.group(1)


def test_a_story_that_differs_in_nothing_says_so() -> None:
    page = story_page(replace(view(), differences=()))
    assert "Nowhere, in the figures, quotations and denials" in page


def test_every_chart_says_what_it_counts_and_where() -> None:
    page = story_page(view())
    titles = re.findall(r'<details class="counts"><summary>(.*?)</summary>', page)
    assert [text(title) for title in titles] == [
        "People died “At least 14 people died, the coast guard said, and rescuers pulled …” "
        "At least 14 → Nineteen 4 reports".replace("· ", ""),
        "People aboard Port Halden 212 → 230 3 reports",
    ]


def test_a_count_that_does_not_move_is_no_chart_on_top() -> None:
    story = view()
    still = tuple(
        replace(s, points=tuple(replace(p, figure=s.points[0].figure) for p in s.points))
        for s in story.series
    )
    assert 'class="spark"' in story_page(story)
    page = story_page(replace(story, series=still))
    assert 'class="spark"' not in page
    section = page[page.index("What most outlets tell") :]
    before(section, "The ferry Morning Tern sank", "5 outlets", "Told by 6 outlets")


def test_entries_of_one_time_with_the_same_words_are_one() -> None:
    story = view()
    first = story.timeline[0]
    twice = replace(story, timeline=(first, replace(first, evidence=story.timeline[1].evidence)))
    match = re.search(r'<ol class="timeline">(.*?)</ol>', story_page(twice), re.S)
    assert match and match.group(1).count("<li>") == 1
    assert match.group(1).count('class="cite"') == len(first.evidence) + 1


def test_a_story_of_one_article_has_no_strip_of_differences() -> None:
    news = article("It sank. Nobody died.", "a", title="It sank", outlet="Harbour Courier")
    origin = factories.origin("Harbour Courier", "a")
    detail = StoryDetail(
        story=factories.story("a", title="It sank"),
        articles=(news,),
        claims=(factories.claim("It sank.", evidence(news, "It sank."), origins=(origin,)),),
        origins=(origin,),
    )
    page = story_page(story_view(detail))
    assert "Where accounts differ" not in page and "several outlets" not in page
    assert "Told by 1 outlet, from 1 origin" in page
    assert "Harbour Courier 1 claim" in text(page)
    assert 'class="spread"' not in page


def test_a_story_of_copies_names_whom_they_print() -> None:
    page = text(story_page(view()))
    assert "Meridian Wire printed by Evening Standard-Bearer and Northern Ledger" in page
    assert "Who took text from whom: 2 cases" in page


def test_a_story_of_500_articles_stays_a_page() -> None:
    page = story_page(story_view(large(500, 7)))
    assert len(page) < 1_000_000
    assert page.count('class="claim"') < 330
    for words in ("Told by 500 outlets, from 500 origins", "and 494 more", "163 more", "38 of 500 reports"):
        assert words in text(page)
    for left in re.findall(r"(\d[\d,]*) (?:more )?\w+ more in", text(page)):
        assert int(left.replace(",", "")) > 0


def test_hostile_names_stay_text_in_every_picture() -> None:
    story = view()
    bad = press.HOSTILE
    entity = replace(story.entities[-1], name=bad, kind="place", latitude=60.0, longitude=10.0)
    renamed = {a.id: replace(a, outlet=bad, title=bad) for a in story.articles}
    points = [tuple(replace(p, outlet=bad) for p in s.points) for s in story.series]
    series = tuple(
        replace(s, what=bad, scope=bad, points=dots) for s, dots in zip(story.series, points, strict=True)
    )
    page = story_page(
        replace(
            story,
            title=bad,
            entities=(entity,),
            articles=tuple(renamed.values()),
            series=series,
            differences=tuple(replace(d, about=bad) for d in story.differences),
        )
    )
    assert "<script>alert" not in page and "\x1b" not in page and "\u202e" not in page
    assert page.count("&lt;script&gt;alert") > 20


def test_claims_in_the_same_words_are_not_read_one_after_the_other() -> None:
    story = view()
    first, second = [claim for claim in story.claims if claim.status == "corroborated"]
    again = replace(first, id="again")
    page = story_page(replace(story, claims=(first, again, second)))
    before(page, f'id="claim-{first.id}"', f'id="claim-{second.id}"', 'id="claim-again"')


def test_a_story_leads_to_its_outlets_its_names_and_its_thread() -> None:
    page = story_page(view(), 7)
    assert '<a href="/outlets/Harbour%20Courier">' in page
    assert '<a href="/entities/person%3Aada%20quill">' in page
    assert '<a href="/threads/7">' in page and "/threads/" not in story_page(view()).split("<main")[1]
    unnamed = replace(view(), articles=tuple(replace(a, outlet_stated=False) for a in view().articles))
    assert "/outlets/" not in story_page(unnamed)


def bilingual() -> StoryView:
    """A story of an English article and an Arabic one, which share a claim."""
    english = article("The bridge opened on Friday.", id="one", outlet="Harbour Post", title="Bridge opens")
    arabic = article(
        "افتتح الجسر يوم الجمعة.", id="other", outlet="صحيفة", title="افتتاح الجسر", language="ar"
    )
    shared = factories.claim(english.text, evidence(english), evidence(arabic), status="origins not clear")
    alone = factories.claim("افتتح الجسر", evidence(arabic, "افتتح الجسر"), id="alone")
    story = factories.story("one", "other", title="Bridge opens")
    return story_view(
        StoryDetail(story=story, articles=(english, arabic), claims=(shared, alone), annotations=())
    )


def test_words_in_another_language_say_which_and_run_its_way() -> None:
    page = story_page(bilingual())
    assert re.search(r'<li id="claim-alone" lang="ar" dir="rtl">افتتح الجسر', page)
    assert '<h1 dir="auto">Bridge opens</h1>' in page


def test_a_story_of_several_languages_can_be_read_in_one_of_them() -> None:
    view = bilingual()
    every, arabic, none = (story_page(view, language=code) for code in ("", "ar", "fr"))
    assert f'href="/stories/{view.id}?language=ar"' in every and "Arabic" in every
    assert '<p class="claim-text" dir="auto">The bridge opened on Friday.' in every
    assert '<p class="claim-text" lang="ar" dir="rtl">افتتح الجسر يوم الجمعة.' in arabic
    assert "Bridge opens</a>" in every and "Bridge opens</a>" not in arabic
    assert none == every


def test_a_story_in_one_language_offers_no_others() -> None:
    assert 'aria-label="Language"' not in story_page(view())
