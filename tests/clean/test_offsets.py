"""Every character of a text leads back to its page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.clean.offsets import assemble
from newsfold.records import Span


@settings(deadline=None)
@given(st.text(alphabet="ab \n\u00a0\u200b\t.", max_size=60), st.data())
def test_assembled_text_leads_back(page: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(page)), max_size=6)))
    spans = [Span(start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    text, segments = assemble(page, spans)
    for s in segments:
        assert text[s.text_start : s.text_start + s.length] == page[s.page_start : s.page_start + s.length]
    assert "  " not in text and "\u200b" not in text and "\u00a0" not in text and "\n\n" not in text
    mapped = "".join(c for span in spans for c in span.of(page) if not c.isspace() and c != "\u200b")
    assert "".join(text.split()) == mapped
