"""Books: a chapter is a page, in the book's order."""

from __future__ import annotations

from pathlib import Path

from tests.reading.making import HTML, locked, package, read, refused, taken

CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)


def book(
    chapters: dict[str, bytes], date: str = "2019-03-04", *, more: dict[str, bytes] | None = None
) -> bytes:
    items = "".join(f'<item id="c{n}" href="{name}"/>' for n, name in enumerate(chapters))
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    listed = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:date>{date}</dc:date></metadata><manifest>{items}"
        '<item id="nav" href="nav.xhtml" properties="nav"/></manifest>'
        f'<spine><itemref idref="nav"/>{order}</spine></package>'
    )
    members = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER}
    members |= {"OPS/book.opf": listed.encode(), "OPS/nav.xhtml": HTML, **(more or {})}
    return package(members | {f"OPS/{name.replace('%20', ' ')}": body for name, body in chapters.items()})


def test_chapters_in_their_order_without_the_table_of_contents(tmp_path: Path) -> None:
    chapters = {"two%20boats.xhtml": HTML, "one.xhtml": HTML.replace(b"Monday", b"Sunday")}
    items = taken(read(tmp_path, "paper.epub", book(chapters)))
    assert [page.key for page in items] == ["OPS/two boats.xhtml", "OPS/one.xhtml"]
    assert {(page.published, page.media_type) for page in items} == {("2019-03-04", "text/html")}
    assert items[1].place.endswith("paper.epub/OPS/one.xhtml")


def test_bad_books(tmp_path: Path) -> None:
    whole = book({"a.xhtml": HTML})
    entities = b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 9000 + b'">]><a>' + b"&b;" * 9000 + b"</a>"
    for name, body in {
        "1 cut.epub": whole[: len(whole) // 2],
        "2 empty.epub": b"",
        "3 page.epub": HTML,
        "4 secret.epub": locked(whole),
        "5 nothing.epub": book({}),
        "6 no list.epub": package({"META-INF/container.xml": b"<container/>"}),
        "7 hidden.epub": book({"a.xhtml": b"\x01\x02\x03"}, more={"META-INF/encryption.xml": b"<a/>"}),
        "8 gone.epub": book({"a.xhtml": HTML}).replace(b"OPS/a.xhtml", b"OPS/z.xhtml"),
        "9 bomb.epub": book({f"{n:02}.xhtml": b"<p>" + bytes(15 * 2**20) for n in range(30)}),
        "a entities.epub": package({"META-INF/container.xml": entities}),
    }.items():
        (tmp_path / name).write_bytes(body)
    items = read(tmp_path, "last.epub", whole)
    assert refused(items) == [
        ("1 cut.epub", "unreadable"),
        ("2 empty.epub", "unreadable"),
        ("3 page.epub", "unreadable"),
        ("4 secret.epub", "unreadable"),
        ("5 nothing.epub", "empty"),
        ("6 no list.epub", "unreadable"),
        ("a.xhtml", "unreadable"),
        ("a.xhtml", "unreadable"),
        ("9 bomb.epub", "too large"),
        ("a entities.epub", "unreadable"),
    ]
    assert taken(items)[-1].place.endswith("last.epub/OPS/a.xhtml")
