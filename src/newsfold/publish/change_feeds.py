"""What changed as entries of a feed: one entry a change, which never changes itself."""

from __future__ import annotations

from markupsafe import Markup

from newsfold.invisible import visible
from newsfold.present import counted, shortened, web_url
from newsfold.publish.feeds import Entry
from newsfold.records import Article, Change

_LONGEST_WORDS = 500  # bounds an entry: characters of a source's words
_VALUES_QUOTED = 40  # and values of one difference


def change_entry(change: Change, article: Article | None, url: str) -> Entry:
    """A change as an entry; `article` is the one that it names, where that is there, `url` a page of ours.

    `updated` is when the change was written down.
    """
    database, _, number = change.cursor.rpartition(".")
    words = [shortened(word, _LONGEST_WORDS) for word in change.words[:_VALUES_QUOTED]]
    kind = change.kind.capitalize()
    story = f"Story {change.story_id}"
    if change.other_id is not None:
        story += f", {'into' if change.kind == 'merged' else 'from'} story {change.other_id}"
    parts = [Markup("<p>{}: {}</p>").format(kind, story)]
    parts += [Markup("<p><q>{}</q></p>").format(word) for word in words]
    if left := len(change.words) - len(words):
        parts.append(Markup("<p>{}</p>").format(f"and {counted(left, 'value')} more"))
    outlet = visible(article.outlet or article.domain or "") if article else ""
    link = web_url(article.address or article.url) if article else None
    if link:
        source = Markup('<a href="{}" rel="noreferrer">{}</a>').format(link, outlet or link)
        parts.append(Markup("<p>{}</p>").format(source))
    return Entry(
        id=f"urn:newsfold:{database}:change:{number}",
        url=url,
        title=f"{kind}: {' / '.join(words) or story}",
        html=str(Markup("").join(parts)),
        summary="",
        published=change.at,
        updated=change.at,
        outlets=(outlet,) if outlet else (),
        categories=(change.kind,),
        sources=(link,) if link else (),
        language=None,
    )
