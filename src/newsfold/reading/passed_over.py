"""Files that belong to a saved page or to the system, and hold no article: pictures, scripts, styles."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

_PASSED_OVER_ENDINGS = frozenset(
    ".avif .bmp .gif .heic .ico .jfif .jpeg .jpg .png .svg .tif .tiff .webp "
    ".css .download .js .map .mjs .eot .otf .ttf .woff .woff2 "
    ".avi .m4a .m4v .mov .mp3 .mp4 .mpeg .ogg .wav .webm .asc .ics .lnk .p7s .vcf".split()
)
_SYSTEM = frozenset(("desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r"))
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht")
# What browsers put behind a page's name, for the folder of what it shows, in the languages they speak.
_FOLDERS = (
    "_files", ".files", "-filer", "_file", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros",
    "_fitxers", "_bestanden", "_pliki", "_soubory", "_tiedostot", "_dosyalar", "_elemei", "_bylos", "_failid",
    "_datoteke",
)  # fmt: skip


def is_passed_over(name: str) -> bool:
    """Whether a file of that name, met in a folder or a package, is no input."""
    path = PurePath(name)
    return (
        path.suffix.lower() in _PASSED_OVER_ENDINGS
        or path.name.lower() in _SYSTEM
        or path.name.startswith("~$")
    )


def is_of_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder of that name holds what a saved page shows; `beside` are the files next to it."""
    pages = (folder.removesuffix(end) for end in _FOLDERS if folder.endswith(end))
    return any(f"{page}{ending}" in beside for page in pages for ending in _PAGE_ENDINGS)
