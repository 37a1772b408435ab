from __future__ import annotations

from datetime import UTC, datetime

import pytest

from evaluation.datasets.timebank import document

TIMEML = """<TimeML><DCT><TIMEX3 value="1998-02-13" functionInDocument="CREATION_TIME">13 Feb</TIMEX3></DCT>
<TEXT>It <EVENT>rained</EVENT> on <TIMEX3 value="1998-02-09">Monday</TIMEX3> and <TIMEX3 value="1998-02">this
month</TIMEX3>.</TEXT></TimeML>"""


def test_expressions_have_their_characters_and_the_documents_own_date_is_none_of_them() -> None:
    parsed = document("d", TIMEML)
    assert parsed.date == datetime(1998, 2, 13, tzinfo=UTC)
    assert [(parsed.text[a:b], value) for a, b, value in parsed.gold] == [
        ("Monday", "1998-02-09"),
        ("this\nmonth", "1998-02"),
    ]


def test_a_document_without_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no text"):
        document("d", TIMEML.replace("TEXT", "BODY"))
