"""Hypothesis strategies for records."""

from __future__ import annotations

from datetime import UTC

from hypothesis import strategies as st

from newsfold.records import Article, Span

offsets = st.integers(0, 2000)
spans = st.tuples(offsets, st.integers(0, 300)).map(lambda pair: Span(start=pair[0], end=sum(pair)))
instants = st.datetimes(timezones=st.just(UTC))
# SQLite and JSON hold any text but lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
numbers = st.floats(allow_nan=False, allow_infinity=False)
whole = st.integers(-(2**53), 2**53)

st.register_type_strategy(Span, spans)
st.register_type_strategy(str, texts)
st.register_type_strategy(float, numbers)
st.register_type_strategy(int, whole)
articles = st.from_type(Article)
