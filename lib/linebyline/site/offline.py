"""Third-party scripts and fonts for the pages, so that nothing is loaded from outside.

They come from the packages in `package-lock.json` and are copied, not committed.
"""

import shutil
from pathlib import Path

from linebyline.site.book import Book, BookError
from linebyline.site.fingerprint import fingerprint
from linebyline.site.icons import SHEET, icon_sheet

# Folders and files of node_modules, and their place below `_static/vendor`.
_TAKEN = {
    "mathjax/es5/startup.js": "mathjax/startup.js",
    "mathjax/es5/core.js": "mathjax/core.js",
    "mathjax/es5/input/tex.js": "mathjax/input/tex.js",
    "mathjax/es5/input/tex/extensions": "mathjax/input/tex/extensions",
    "mathjax/es5/output/chtml.js": "mathjax/output/chtml.js",
    "mathjax/es5/output/chtml/fonts": "mathjax/output/chtml/fonts",
    "mathjax/es5/a11y/assistive-mml.js": "mathjax/a11y/assistive-mml.js",
    "mathjax/LICENSE": "mathjax/LICENSE",
}


def gather_offline_assets(book: Book) -> Path:
    """Copy what the pages load from `node_modules` to the book's folder for it.

    Args:
        book: the book; its `make setup` has installed `node_modules`.

    Returns:
        The folder to serve as static files.

    Raises:
        BookError: if a package of `package-lock.json` is not installed.
    """
    here = Path(__file__)
    state = fingerprint([book.root / "package-lock.json", here, here.with_name("icons.py")])
    stamp = book.made / "offline.stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return book.offline
    shutil.rmtree(book.offline, ignore_errors=True)
    for taken, place in _TAKEN.items():
        _copy(book.root / "node_modules" / taken, book.offline / "vendor" / place)
    (book.offline / SHEET).write_text(icon_sheet(), encoding="utf-8")
    stamp.write_text(state, encoding="utf-8")
    return book.offline


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        raise BookError(f"{source} is missing: install the browser assets with 'make setup'.")
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, target)
