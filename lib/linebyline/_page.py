"""Where a result is shown: in a page of the book, or in a notebook that has to bring its style."""

import os


def is_built_page() -> bool:
    """Return whether the book's build runs this, as its environment says (LINEBYLINE_PAGE=1)."""
    return os.environ.get("LINEBYLINE_PAGE") == "1"
