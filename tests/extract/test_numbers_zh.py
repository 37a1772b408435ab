"""Chinese numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_zh import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二三十人", [("二三十", 20, "vague")]),
        ("三四百人", [("三四百", 300, "vague")]),
        ("两三天", [("两三", 2, "vague")]),
        ("万分之三", [("万分之三", 0.0003, "part")]),
        ("20以上30以下", [("20", 20, "digits"), ("30", 30, "digits")]),
        ("2019，20人", [("2019", 2019, "digits"), ("20", 20, "digits")]),
        ("七十八万五佰零六", [("七十八万五佰零六", 780506, "words")]),
        ("一万零二百五十", [("一万零二百五十", 10250, "words")]),
        ("四百零五亿零四百零四万", [("四百零五亿零四百零四万", 40504040000, "words")]),
        ("三万五", [("三万五", 35000, "words")]),
        ("两千三", [("两千三", 2300, "words")]),
        ("三分之一", [("三分之一", 0.333333, "part")]),
        ("百分之五", [("百分之五", 0.05, "part")]),
        ("百分之3.2", [("百分之3.2", 0.032, "part")]),
        ("二〇一九年", [("二〇一九", 2019, "words")]),
        ("3万5千人", [("3万5千", 35000, "digits")]),
        ("1万亿日元", [("1万亿", 1000000000000, "digits")]),
        ("数百人", [("数百", 100, "vague")]),
        ("几十万", [("几十万", 100000, "vague")]),
        ("3000多人", [("3000", 3000, "digits")]),
        ("2000多万元", [("2000多万", 20000000, "digits")]),
        ("第三名", [("第三", 3, "ordinal")]),
        ("三成", [("三成", 0.3, "part")]),
        ("一半", [("一半", 0.5, "part")]),
        ("唯一", []),
        ("统一", []),
        ("十分重要", []),
        ("三名士兵", [("三", 3, "words")]),
        ("一起", []),
        ("负三十二", [("负三十二", -32, "words")]),
        ("1．07", [("1．07", 1.07, "digits")]),
        ("１９９個", [("１９９", 199, "digits")]),
        ("周三天气", []),
        ("五点五亿", [("五点五亿", 550000000, "words")]),
        ("1,234.5万", [("1,234.5万", 12345000, "digits")]),
        ("二百三十余万", [("二百三十余万", 2300000, "words")]),
        ("百万富翁", []),
        ("五人", [("五", 5, "words")]),
        ("十人", [("十", 10, "words")]),
        ("一人死亡", [("一", 1, "words")]),
        ("3.5%", [("3.5", 3.5, "digits")]),
        ("三菱公司", []),
        ("上百人", [("上百", 100, "vague")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
