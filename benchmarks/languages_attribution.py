"""Who said what in other languages than English, by language, beside quotation marks with the nearest cue.

    python -m benchmarks.languages_attribution --data DIR [--language de] [--errors N]

DIR is the folder of all sets; what is in other languages lies in its folder `languages`. German: 150 articles
of Wikinews that people annotated (measure only: no rule and no word comes from them). Russian: sentences of a
treebank, which hold one reported clause each. All others and both again: attributions of NTREX's articles in
every language, labelled by us (`evaluation/gold/languages_attribution`); errors of the sets called "unseen"
are not read.

F1 of contents: one of ours hits where it covers more than .3 (.8) of the annotated characters, as
`benchmarks.attribution` counts, or where both share .8 of their union (Jaccard); each counts once. Direct and
indirect apart, and "all" for both: what hits an annotation of another kind is neither right nor wrong.
"speaker": of the contents hit, the share whose source overlaps the annotated one, or has none either;
"named": of those that have an annotated source, the share that overlaps it. Peer in the same run: every
quotation of four words or more, said by the words beside the nearest cue.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import floors
from evaluation.datasets import language_quotes
from evaluation.datasets.language_quotes import Labelled, Quote
from evaluation.metrics.f1 import f1
from newsfold.extract.attributions import attributions
from newsfold.extract.attributions.reporting_words import reporting_words
from newsfold.quotes import quotations
from newsfold.records import Article, Attribution, Span

System = Callable[[Article], list[Attribution]]
Spans = Sequence[tuple[int, int]]
_AROUND = 90  # characters in which the peer looks for a cue


def ours(article: Article) -> list[Attribution]:
    return attributions(article)


def nearest_cue(article: Article) -> list[Attribution]:
    """Every longer quotation, said by the capitalised words beside the cue nearest to it."""
    wording = reporting_words(article.language)
    text = article.text
    predicted = []
    for q in quotations(text):
        inner = q.inner.of(text)
        if len(inner.split()) < 4 and (inner.isascii() or len(inner) < 8):
            continue
        around = [
            (min(abs(m.start() - q.span.end), abs(q.span.start - m.end())), m.start(), m.end())
            for start, end in (
                (max(0, q.span.start - _AROUND), q.span.start),
                (q.span.end, q.span.end + _AROUND),
            )
            for m in wording.token.finditer(text, start, min(len(text), end))
            if m.group().casefold() in wording.cues | wording.participles
        ]
        source: tuple[Span, ...] = ()
        if around:
            _, start, end = min(around)
            words = [m for m in wording.token.finditer(text, end, end + 40) if m.group()[0].isupper()]
            words = words or [
                m for m in wording.token.finditer(text, max(0, start - 40), start) if m.group()[0].isupper()
            ]
            source = (Span(start=words[0].start(), end=words[0].end()),) if words else ()
        predicted.append(Attribution(article_id=article.id, content=(q.span,), source=source, kind="direct"))
    return predicted


def size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def common(left: Spans, right: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def share(gold: Spans, given: Spans) -> float:
    return common(gold, given) / max(1, size(gold))


def jaccard(gold: Spans, given: Spans) -> float:
    both = common(gold, given)
    return both / max(1, size(gold) + size(given) - both)


def spans(parts: Iterable[Span]) -> Spans:
    return [(s.start, s.end) for s in parts]


@dataclass(slots=True)
class Tally:
    """Contents hit, annotated and given; of the hit, those with the right source, and with any annotated."""

    hit: int = 0
    gold: int = 0
    given: int = 0
    right: int = 0
    sourced: int = 0
    sourced_right: int = 0

    @property
    def f1(self) -> float:
        """F1 of the contents."""
        return f1(self.hit, self.given, self.gold)

    @property
    def speaker(self) -> float:
        """The share of the hit whose source is right, or is none on both sides."""
        return self.right / max(1, self.hit)

    @property
    def named(self) -> float:
        """The share of the hit that have an annotated source whose source is right."""
        return self.sourced_right / max(1, self.sourced)


def agree(quote: Quote, given: Attribution) -> bool:
    """Whether the sources overlap, or neither has one."""
    return common(quote.source, spans(given.source)) > 0 or not (quote.source or given.source)


def kind_of(attribution: Attribution) -> str:
    return "direct" if attribution.kind == "direct" else "indirect"


def count(
    quotes: Sequence[Quote],
    predicted: Sequence[Attribution],
    kind: str,
    over: float,
    measure: Callable[..., float],
) -> Tally:
    """The tally of one text; `kind` is "direct", "indirect" or "all"."""
    tally = Tally()
    left = list(predicted)

    def asked(quote: Quote) -> bool:
        return quote.kind == kind or (kind == "all" and quote.kind != "other")

    for quote in sorted(quotes, key=lambda q: (not asked(q), q.content)):
        scored = [(measure(quote.content, spans(f.content)), -i) for i, f in enumerate(left)]
        best, at = max(scored, default=(0.0, 0))
        wanted = asked(quote)
        tally.gold += wanted
        if best <= over:
            continue
        given = left.pop(-at)
        if not wanted:
            continue
        tally.hit += 1
        tally.given += 1
        agrees = agree(quote, given)
        tally.right += agrees
        if quote.source:
            tally.sourced += 1
            tally.sourced_right += agrees
    tally.given += sum(kind in ("all", kind_of(f)) for f in left)
    return tally


def total(tallies: Iterable[Tally]) -> Tally:
    result = Tally()
    for tally in tallies:
        for name in Tally.__slots__:
            setattr(result, name, getattr(result, name) + getattr(tally, name))
    return result


MEASURES = ((".3", 0.3, share), (".8", 0.8, share), ("J.8", 0.8, jaccard))


def table(name: str, language: str, rows: Sequence[Labelled]) -> dict[str, float]:
    """Prints the figures of one set; returns ours."""
    measured: dict[str, float] = {}
    texts = [Article(id=r.id, place=r.id, text=r.text, title="", language=language) for r in rows]
    for system_name, system in (("nearest cue", nearest_cue), ("newsfold", ours)):
        began = time.process_time()
        predicted = [system(text) for text in texts]
        spent = 1000 * (time.process_time() - began) / max(1, len(texts))
        for kind in ("direct", "indirect", "all"):
            cells = []
            for label, over, measure in MEASURES:
                tally = total(
                    count(r.quotes, f, kind, over, measure) for r, f in zip(rows, predicted, strict=True)
                )
                if not tally.gold:
                    continue
                cells.append(f"{tally.f1:7.3f}")
                if label == ".3":
                    first = tally
                if system_name == "newsfold" and label != "J.8":
                    measured[f"{name}_{kind}_{label}"] = tally.f1
            if cells:
                precision, recall = first.hit / max(1, first.given), first.hit / max(1, first.gold)
                print(
                    f"{name:12}{system_name:13}{kind:10}{first.gold:5}{precision:7.3f}{recall:7.3f}"
                    f"{''.join(cells)}{first.speaker:9.3f}{first.named:7.3f}{spent:8.1f}"
                )
                if system_name == "newsfold":
                    measured[f"{name}_{kind}_speaker"] = first.speaker
    return measured


def errors(rows: Sequence[Labelled], language: str, most: int) -> None:
    """Prints what was missed, wrong or too much."""
    for row in rows:
        predicted = attributions(Article(id=row.id, place=row.id, text=row.text, title="", language=language))

        def shown(parts: Spans, text: str = row.text) -> str:
            return " … ".join(text[a:b] for a, b in parts)

        for quote in (q for q in row.quotes if q.kind != "other"):
            matches = [f for f in predicted if share(quote.content, spans(f.content)) > 0.3]
            if not matches:
                print(f"MISSED {row.id} {quote.kind}: {shown(quote.source)} :: {shown(quote.content)}")
            elif not any(agree(quote, f) for f in matches):
                wrong = f"{shown(quote.source)} != {shown(spans(matches[0].source))}"
                print(f"SOURCE {row.id} {wrong} :: {shown(quote.content)}")
        for f in predicted:
            if not any(share(q.content, spans(f.content)) > 0.3 for q in row.quotes):
                by = f"{shown(spans(f.source))} / {shown(spans(f.cue))}"
                print(f"EXTRA  {row.id} {by} :: {shown(spans(f.content))}")
        most -= 1
        if most <= 0:
            return


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--language", help="this one alone, and no floors")
    parser.add_argument(
        "--errors", type=int, default=0, help="print the errors of so many texts of our labels"
    )
    options = parser.parse_args()
    data: Path = options.data / "languages" if (options.data / "languages").is_dir() else options.data
    sets = language_quotes.all_sets(data, options.language)
    print(
        f"{'set':12}{'system':13}{'kind':10}{'gold':>5}{'P':>7}{'R':>7}{'F .3':>7}{'F .8':>7}{'F J.8':>7}"
        f"{'speaker':>9}{'named':>7}{'ms':>8}"
    )
    measured: dict[str, float] = {}
    for name, (language, rows) in sets.items():
        measured |= table(name, language, rows)
        if options.errors and language_quotes.ours(name):
            errors(rows, language, options.errors)
    if options.language is None:
        unseen = [name for name in sets if name.endswith(" unseen")]
        for figure in ("all_.3", "all_.8", "all_speaker") if unseen else ():
            measured[f"unseen_{figure}"] = statistics.mean(measured[f"{name}_{figure}"] for name in unseen)
            print(f"unseen, mean of {len(unseen)} languages, {figure}: {measured[f'unseen_{figure}']:.3f}")
        floors.check("languages_attribution", measured, options.lower_floors)


if __name__ == "__main__":
    main()
