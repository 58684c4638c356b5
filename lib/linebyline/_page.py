"""Where a result is shown: in a page, by a live cell in it, or in a notebook with its own style."""

import os


def is_built_page() -> bool:
    """Return whether the book's build runs this, as its environment says (LINEBYLINE_PAGE=1)."""
    return os.environ.get("LINEBYLINE_PAGE") == "1"


def is_live() -> bool:
    """Return whether a live cell of a page runs this, as LINEBYLINE_LIVE=1 says."""
    return os.environ.get("LINEBYLINE_LIVE") == "1"
