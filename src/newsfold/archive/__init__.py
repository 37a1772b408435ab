"""Archives of millions of articles, beyond what one database holds: folded on every core, or every machine.

`archive` reads sources into a folder of Parquet files and folds them; `open_slice` makes an ordinary
database of a part. What it does is in `building`, step by step; how steps are run, in `engines`.
"""

from newsfold.archive.building import Archived, archive
from newsfold.archive.engines import Runner
from newsfold.archive.folder import settings_of
from newsfold.archive.slices import Slice, open_slice
from newsfold.archive.sources import Access

__all__ = ["Access", "Archived", "Runner", "Slice", "archive", "open_slice", "settings_of"]
