"""Chromium, which prints the book and in which its pages are tested and measured."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linebyline.site.book import BookError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing from outside
)
_TYPESET = "window.linebylineFormulas.settled()"  # see site/static/formulas.js


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window while the block runs.

    Raises:
        BookError: if it is not installed.
    """
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise BookError("Chromium is needed (on Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


def wait_for_formulas(page: Page) -> None:
    """Return when the formulas of a page are typeset and its fonts are there."""
    page.evaluate(f"async () => {{ await {_TYPESET}; await document.fonts.ready; }}")
