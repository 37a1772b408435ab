"""Each public set, written here in small in its makers' form, becomes what benchmarks read."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks import prepare, raw_languages
from benchmarks.raw_sets import MissingError
from evaluation.datasets import attribution, conll, ecbplus, gmb, languages, load, newsquant, timebank, uci
from evaluation.datasets.allsides import stories
from evaluation.datasets.web_pages import pages
from tests import REPOSITORY

Files = Mapping[str, str | bytes]


def written(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def prepared(name: str, files: Files, folder: Path, *, whole: bool = True) -> Path:
    """The folder of the benchmark sets, after one set was prepared from these raw files."""
    data = folder / "data"
    prepare.prepare(name, [written(folder / "raw", files)], data, whole)
    return data


def records(data: Path, place: str) -> list[dict[str, Any]]:
    with gzip.open(data / place, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def bias_article(id: str, **changes: str) -> str:
    row = {
        "ID": id,
        "topic": "ferries",
        "source": "Harbour Courier",
        "bias": 1,
        "url": f"https://courier.example/{id}",
        "title": "Ferry stopped",
        "date": "2019-03-04",
        "authors": "",
        "content": "The ferry was stopped .",
        "content_original": "The ferry was stopped.\n\nNobody was hurt.",
        "bias_text": "center",
    }
    return json.dumps(row | changes)


def test_bias_articles_keep_their_text_as_it_was_fetched(tmp_path: Path) -> None:
    files = {"data/jsons/b.json": bias_article("b", date=""), "data/jsons/a.json": bias_article("a")}
    listed = list(load.articles(prepared("load", files, tmp_path)))
    assert [row["id"] for row in listed] == ["a", "b"]
    assert listed[0]["text"] == "The ferry was stopped.\n\nNobody was hurt."
    assert (listed[0]["published"], listed[1]["published"]) == ("2019-03-04", None)
    assert listed[0]["outlet"] == "Harbour Courier" and load.article(listed[0]).domain == "courier.example"


def test_a_selection_says_which_and_in_which_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        prepare, "SELECTION", written(tmp_path / "selection", {"load.txt": "c\na\nmissing\n"})
    )
    files = {f"data/jsons/{id}.json": bias_article(id) for id in "abc"}
    data = prepared("load", files, tmp_path, whole=False)
    assert [row["id"] for row in load.articles(data)] == ["c", "a"]
    assert capsys.readouterr().err == "load: 1 of 3 records are not in this download\n"


def test_stories_join_articles_with_the_summary_of_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"allsides.txt": "train-1 b a\ntrain-0 a\n"}
    monkeypatch.setattr(prepare, "SELECTION", written(tmp_path / "selection", chosen))
    articles = {f"data/jsons/{id}.json": bias_article(id) for id in "abc"}
    lines = "TITLE=> One. ARTICLE=> A.\nTITLE=> Two.\n"
    summaries = {"data/naacl2022_lrc_roundup_random_order_probe/train.target": lines}
    raw = [written(tmp_path / "articles", articles), written(tmp_path / "summaries", summaries)]
    assert prepare.prepare("allsides", raw, tmp_path / "data", False) == 3
    by_story = stories(tmp_path / "data")
    assert {story: [row["id"] for row in rows] for story, rows in by_story.items()} == {
        "train-1": ["b", "a"],
        "train-0": ["a"],
    }
    assert by_story["train-1"][0]["reference"] == "TITLE=> Two."


ECB = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="3_2ecbplus.xml" doc_id="DOC1">
<token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="1" number="0">Ada</token>
<token t_id="3" sentence="1" number="1">Brandt</token>
<token t_id="4" sentence="1" number="2">resigned</token>
<Markables>
<ACTION_OCCURRENCE m_id="7"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="8"><token_anchor t_id="2"/><token_anchor t_id="3"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="9" RELATED_TO="" TAG_DESCRIPTOR="t3_resign" instance_id="ACT123"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT123"><source m_id="7"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations>
</Document>
"""


def test_events_are_tokens_with_their_chains(tmp_path: Path) -> None:
    data = prepared("ecbplus", {"ECB+/3/3_2ecbplus.xml": ECB}, tmp_path)
    [row] = ecbplus.texts(data)
    assert (row["id"], row["topic"], row["story"]) == ("3/3ecbplus/2", 3, "3ecbplus")
    assert row["sentences"] == [["http"], ["Ada", "Brandt", "resigned"]]
    single = "Singleton_HUMA_8_3_2ecbplus"
    assert row["chains"] == [[1, 0, f"({single}"], [1, 1, f"{single})"], [1, 2, "(ACT123)"]]
    assert ecbplus.corpus(data).articles[0].text == "Ada Brandt resigned"


def test_headlines_have_a_line_of_names(tmp_path: Path) -> None:
    line = (
        '7\tFerry "stops", again\thttps://c.example/7\tHarbour Courier\tb\tsTory\tc.example\t1394470370698\n'
    )
    corpus = uci.corpus(prepared("uci", {"newsCorpora.csv": line}, tmp_path))
    assert corpus.articles[0].title == 'Ferry "stops", again' and corpus.events == ["sTory"]


def test_attributions_are_the_events_of_brat(tmp_path: Path) -> None:
    text = "Rain is near, said Ada, and wind."
    annotations = (
        "T1\tSource 19 22\tAda\nT2\tCue 14 18\tsaid\nT3\tContent 0 12;24 32\tRain is near and wind\n"
        "T4\tAttribution 14 18\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
        "T5\tContent 0 4\tRain\nT6\tAttribution 14 18\tsaid\nE2\tAttribution:T6 Content:T5 Content2:T3\n"
    )
    name = "courier_2016-09-12_rain-is-near"
    files = {
        f"data/dev/text/{name}.txt": text,
        f"data/dev/attributions/{name}_ab12.ann": annotations,
    }
    [row] = attribution.polnear(prepared("polnear_dev", files, tmp_path), "dev")
    assert (row["id"], row["annotator"], row["outlet"], row["published"]) == (
        name,
        "ab12",
        "courier",
        "2016-09-12",
    )
    assert row["attributions"] == [
        {"source": [[19, 22]], "cue": [[14, 18]], "content": [[0, 12], [24, 32]]},
        {"source": [], "cue": [], "content": [[0, 4], [0, 12], [24, 32]]},
    ]


def test_sentences_with_quantities_are_as_published(tmp_path: Path) -> None:
    row = {"text": "It cost $5.", "quantities": [{"value": "5", "unit": "$", "normalized_unit": "dollar"}]}
    files = {"data/formatted_test_set/NewsQuant.json": json.dumps([row])}
    assert list(newsquant.sentences(prepared("newsquant", files, tmp_path))) == [row]


TIMEML = (
    '<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2019-03-04" '
    'functionInDocument="CREATION_TIME">4 March</TIMEX3></DCT>'
    '<TEXT>It rained <TIMEX3 tid="t1" type="DATE" value="2019-03-03">yesterday</TIMEX3>.</TEXT></TimeML>'
)


def test_documents_with_times_are_as_published(tmp_path: Path) -> None:
    [document] = timebank.documents(prepared("timebank", {"TimeBank/rain.tml": TIMEML}, tmp_path))
    assert document.id == "rain" and document.gold == ((10, 19, "2019-03-03"),)
    data = prepared("krauts", {"KRAUTS_Regen/rain.tml": TIMEML}, tmp_path / "german")
    [row] = records(data, "languages/measure_only/krauts_de.jsonl.gz")
    assert row == {"id": "KRAUTS_Regen/rain", "lang": "de", "timeml": TIMEML}


def test_names_are_as_published(tmp_path: Path) -> None:
    data = prepared(
        "gmb", {"ner_dataset.csv": "Sentence #,Word,POS,Tag\nSentence: 1,Oslo,NNP,B-geo\n"}, tmp_path
    )
    assert list(gmb.sentences(data)) == [[("Oslo", "B-geo")]]
    data = prepared("wikigold", {"wikigold.conll.txt": "Oslo I-LOC\nrains O\n\n"}, tmp_path)
    assert list(conll.sentences(data / "ner" / "wikigold.conll.txt")) == [[("Oslo", "I-LOC"), ("rains", "O")]]
    words = "Oslo\tB-location\n\n"
    data = prepared("wnut17", {"wnut17train.conll": words, "emerging.test.annotated": words}, tmp_path)
    assert list(conll.sentences(data / "ner" / "wnut17.test.conll")) == [[("Oslo", "B-location")]]
    prepared("uner_ewt", {"en_ewt-ud-dev.iob2": "# d\n", "en_ewt-ud-test.iob2": "# t\n"}, tmp_path)
    assert (data / "ner" / "uner_ewt_test.iob2").read_text("utf-8") == "# t\n"


@pytest.mark.parametrize(
    ("name", "truth", "row"),
    [
        ("scrapinghub", "ground-truth.json", {"url": "u", "articleBody": "It rained."}),
        ("fundus", "dataset/ground_truth.json", {"url": "u", "body": ["It rained."]}),
    ],
)
def test_pages_come_with_their_text(tmp_path: Path, name: str, truth: str, row: dict[str, Any]) -> None:
    key = "rain" if name == "scrapinghub" else "rain.html.gz"
    folder = "html" if name == "scrapinghub" else "dataset/html"
    files: Files = {truth: json.dumps({key: row}), f"{folder}/rain.html.gz": gzip.compress(b"<p>It rained.")}
    [page] = pages(prepared(name, files, tmp_path), name)
    assert page.body == b"<p>It rained." and "It rained." in (page.text, *(page.paragraphs or ()))


def test_translated_articles_are_cut_by_their_documents(tmp_path: Path) -> None:
    texts = {
        f"NTREX-128/newstest2019-{name}.txt": "".join(f"{code} {n}\n" for n in range(3))
        for code, name in raw_languages.NTREX.items()
    }
    data = prepared("ntrex", {"DOCUMENT_IDS.tsv": "cnn.1\ncnn.1\nbbc.2\n"} | texts, tmp_path)
    by_story = {article.story: article.sentences for article in languages.ntrex(data / "languages")}
    assert by_story["cnn.1"]["de"] == ["de 0", "de 1"] and by_story["bbc.2"]["zh"] == ["zh 2"]


def test_translated_wikinews_is_told_by_topic(tmp_path: Path) -> None:
    xml = (
        '<Document doc_name="9_Rain.xml"><token t_id="1" sentence="0" number="0">Rain</token>'
        '<token t_id="2" sentence="1" number="0">Monday</token><Markables/><Relations/></Document>'
    )
    files = {
        f"meantime_newsreader_{name}_oct15/intra_cross-doc_annotation/corpus_rain/9_Rain.xml": xml
        for name in raw_languages.MEANTIME.values()
    }
    data = prepared("meantime", files, tmp_path)
    [article] = languages.meantime(data / "languages")
    assert (article.story, article.topic, article.sentences["it"]) == (
        "corpus_rain/9",
        "corpus_rain",
        ["Rain"],
    )


def test_tagged_words_of_many_languages(tmp_path: Path) -> None:
    lines = "# sent_id = 1\n# text = Oslo\n1\tOslo\tB-LOC\t-\t-\n2\t#\tO\t-\t-\n\n"
    files = {f"pt_bosque-ud-{part}.iob2": lines for part in ("train", "dev")}
    listed = records(prepared("uner_pt_bosque", files, tmp_path), "languages/names/uner_pt_bosque.jsonl.gz")
    assert [row["id"] for row in listed] == [f"UNER_Portuguese-Bosque-{part}-0" for part in ("train", "dev")]
    assert (listed[0]["tokens"], listed[0]["tags"]) == (["Oslo", "#"], ["B-LOC", "O"])
    data = prepared(
        "germeval14_de", {"NER-de-dev.tsv": "#\thttp://x [2010]\n1\tOslo\tB-LOC\tO\n\n"}, tmp_path
    )
    [row] = records(data, "languages/names/germeval14_de.jsonl.gz")
    assert (row["tokens"], row["tags"]) == (["Oslo"], ["B-LOC"])


def test_specifications_end_behind_the_last_character(tmp_path: Path) -> None:
    case = {
        "Input": "Er kommt morgen",
        "Context": {"ReferenceDateTime": "2019-03-04T00:00:00"},
        "NotSupported": "java",
        "Results": [
            {"Text": "morgen", "Start": 9, "End": 14, "TypeName": "datetimeV2.date", "Resolution": {}}
        ],
    }
    files = {"Specs/DateTime/German/DateTimeModel.json": "\ufeff" + json.dumps([case])}
    data = prepared("recognizers_times", files, tmp_path)
    [row] = records(data, "languages/times/recognizers_times.jsonl.gz")
    assert row["id"] == "de-DateTimeModel-0" and row["reference"] == "2019-03-04T00:00:00"
    assert row["text"][row["results"][0]["start"] : row["results"][0]["end"]] == "morgen"
    files = {"Specs/NumberWithUnit/Dutch/AgeModel.json": json.dumps([{"Input": "niets", "Results": []}])}
    data = prepared("recognizers_figures", files, tmp_path)
    assert records(data, "languages/figures/recognizers_figures.jsonl.gz")[0]["kind"] == "Age"


def test_paragraphs_of_many_languages(tmp_path: Path) -> None:
    files = {
        f"xquad.{code}.json": json.dumps({"data": [{"paragraphs": [{"context": code, "qas": []}]}]})
        for code in raw_languages.XQUAD
    }
    listed = records(prepared("xquad", files, tmp_path), "languages/pairs/xquad.jsonl.gz")
    assert (listed[1]["id"], listed[1]["text"]) == ("0-0.es", "es")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    for name in prepare.SETS:
        raw = [tmp_path / "nothing"] * (2 if name == "allsides" else 1)
        with pytest.raises(MissingError, match=r"nothing"):
            prepare.prepare(name, raw, tmp_path / "data", True)


def test_the_command_says_what_it_lacks(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "benchmarks.prepare",
        "uci",
        str(tmp_path),
        "--data",
        str(tmp_path / "data"),
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "newsCorpora.csv is missing; see benchmarks/DATA.md" in done.stderr


def test_every_set_that_can_be_prepared_is_documented_and_no_other() -> None:
    page = (REPOSITORY / "benchmarks" / "DATA.md").read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert named == set(prepare.SETS)
    assert {path.stem for path in prepare.SELECTION.iterdir()} <= named
