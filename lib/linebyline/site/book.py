"""Where the files of the book are."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from linebyline.ledger.freshness import EXECUTED
from linebyline.ledger.freshness import find_book as find_book_folder


class BookError(Exception):
    """Something the book needs is missing or wrong; the message is one clear sentence."""


@dataclass(frozen=True)
class Book:
    """The folders of a book.

    Attributes:
        root: the folder that holds `_toc.yml`, `chapters/` and `lib/`.
    """

    root: Path

    @property
    def chapters(self) -> Path:
        """The sources: `<part>/<chapter>.ipynb` and the pages around them."""
        return self.root / "chapters"

    @property
    def package(self) -> Path:
        """The source of the package `linebyline`."""
        return self.root / "lib" / "linebyline"

    @property
    def made(self) -> Path:
        """Everything that a build makes; safe to delete."""
        return self.root / "_build"

    @property
    def executed(self) -> Path:
        """Executed copies of the chapters, with all their outputs."""
        return self.root / EXECUTED

    @property
    def offline(self) -> Path:
        """Third-party scripts and fonts that the pages load."""
        return self.made / "offline"

    @property
    def html(self) -> Path:
        """The built site."""
        return self.made / "html"

    def notebooks(self) -> list[Path]:
        """Return the chapters that are notebooks, in the order of their names."""
        found = self.chapters.rglob("*.ipynb")
        return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)

    def contents(self) -> dict[str, str]:
        """Return the part of each page by the page's name, in order; the first page has none."""
        toc = yaml.safe_load((self.root / "_toc.yml").read_text(encoding="utf-8"))
        pages = {p["file"]: part["caption"] for part in toc["parts"] for p in part["chapters"]}
        return {toc["root"]: "", **pages}

    def chapter_name(self, notebook: Path) -> str:
        """Return the name `part/chapter` of a notebook under `chapters/`."""
        return notebook.relative_to(self.chapters).with_suffix("").as_posix()

    def executed_copy(self, notebook: Path) -> Path:
        """Return where the executed copy of a notebook under `chapters/` is kept."""
        return self.executed / notebook.relative_to(self.chapters)


def find_book(start: Path | None = None) -> Book:
    """Return the book that a folder lies in, or else the one that this package lies in.

    Args:
        start: the folder to look from, upwards; the current one when None.

    Raises:
        BookError: if there is none.
    """
    try:
        return Book(find_book_folder((start or Path.cwd()).resolve()))
    except FileNotFoundError as problem:
        raise BookError(str(problem)) from problem
