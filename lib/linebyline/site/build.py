"""Build the book: execute what changed, render the pages, say where they are."""

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from linebyline.site.bind_assets import bind_assets
from linebyline.site.book import Book, BookError, find_book
from linebyline.site.environment import enter_chapter_environment
from linebyline.site.fingerprint import fingerprint, source_files
from linebyline.site.lean_sheets import make_sheets_lean
from linebyline.site.offline import gather_offline_assets
from linebyline.site.run_chapters import run_chapters
from linebyline.site.runtime import gather_runtime
from linebyline.site.typeset import typeset_pages

_SPACE_NEEDED = 500 * 2**20  # bytes


def build_book(book: Book) -> Path:
    """Bring the built site up to date.

    Args:
        book: the book to build.

    Returns:
        The first page of the site.

    Raises:
        BookError: if the disk is full, an asset is missing, a chapter fails, or a page has a
            warning.
    """
    _require_space(book)
    enter_chapter_environment()
    gather_offline_assets(book)
    if lacking := gather_runtime(book):
        print(lacking, file=sys.stderr)
    run_chapters(book)
    state, stamp = _state(book), book.html / ".made_from"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != state:
        stamp.unlink(missing_ok=True)
        _render(book)
        typeset_pages(book)
        make_sheets_lean(book.html)
        bind_assets(book.html)
        stamp.write_text(state, encoding="utf-8")
    return book.html / "index.html"


def _state(book: Book) -> str:
    """The fingerprint of all that the pages are made from."""
    settings = [book.root / name for name in ("_config.yml", "_toc.yml", "requirements.txt")]
    executed = sorted(book.executed.rglob("*.ipynb"))
    offline = sorted(path for path in book.offline.rglob("*") if path.is_file())
    sources = [*source_files(book.chapters), *source_files(book.package)]
    return fingerprint([*settings, *sources, *executed, *offline])


def _require_space(book: Book) -> None:
    free = shutil.disk_usage(book.root).free
    if free < _SPACE_NEEDED:
        raise BookError(
            f"The build needs {_SPACE_NEEDED / 2**20:.0f} MiB of free disk space in {book.root}, "
            f"and there are {free / 2**20:.0f} MiB."
        )


def _render(book: Book) -> None:
    """Render the pages with every warning an error."""
    seconds = book.made / "render_seconds"
    last = f"{seconds.read_text()} s last time" if seconds.exists() else "a minute or so"
    print(f"Rendering the pages ({last})", flush=True)
    start = time.monotonic()
    # -W: warnings are errors; -n: a reference to nowhere is a warning.
    options = ["-q", "-W", "-n", "--keep-going", "--path-output", str(book.root)]
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    command = [str(jupyter_book), "build", str(book.root), *options]
    result = subprocess.run(command, capture_output=True, text=True, cwd=book.root)
    log = book.made / "render.log"
    log.write_text(result.stdout + result.stderr, encoding="utf-8")
    if result.returncode:
        # What was read with a warning would be taken as read the next time.
        shutil.rmtree(book.made / ".doctrees", ignore_errors=True)
        problems = _problems(result.stderr)
        raise BookError(f"The pages have warnings (the whole story is in {log}):\n{problems}")
    seconds.write_text(f"{time.monotonic() - start:.0f}")


def _problems(text: str) -> str:
    """Return the lines that say what is wrong, without their colours."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    marks = ("WARNING", "ERROR", "error:", "Exception")
    return "\n".join(line for line in lines if any(mark in line for mark in marks)) or text[-2000:]


def main(argv: Sequence[str]) -> int:
    """Execute the chapters that changed and build the book."""
    parser = argparse.ArgumentParser(prog="linebyline build", description=main.__doc__)
    parser.parse_args(argv)
    start = time.monotonic()
    try:
        page = build_book(find_book())
    except BookError as problem:
        print(f"The book was not built. {problem}", file=sys.stderr)
        return 1
    print(f"The book is built ({time.monotonic() - start:.0f} s). Open {page.as_uri()}")
    print("or read it with 'make read'.")
    return 0
