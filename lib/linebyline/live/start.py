"""Makes a Python in a page ready to run cells of the book."""

from __future__ import annotations

import os
import sys
from types import ModuleType

from linebyline.live import showing


def start() -> None:
    """Tell the checker that a reader waits, and let cells call ``settle``, which only shows here.

    The ledger stays out of the page: what a reader runs settles nothing.
    """
    os.environ.update(LINEBYLINE_PAGE="1", LINEBYLINE_LIVE="1")
    ledger = ModuleType("linebyline.ledger", "What a cell settles is shown, and not kept.")
    ledger.settle = showing.settle  # type: ignore[attr-defined]
    sys.modules["linebyline.ledger"] = ledger
