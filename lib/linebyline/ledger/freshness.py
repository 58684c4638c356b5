"""Which chapters there are, which were executed, and whether what they left is still true."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import linebyline

EXECUTED = Path("_build/executed")
# Where an executed notebook's metadata say what it was executed with.
STAMP = "linebyline"
# What pages look like, and what Python compiles, cannot change what a chapter finds.
_BESIDE = {"site", "cli.py", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Chapters:
    """The book's chapters.

    Attributes:
        executed: executed notebook by chapter, of those that are up to date.
        stale: what is wrong with the others, by chapter, in words.
    """

    executed: Mapping[str, Path]
    stale: Mapping[str, str]


def find_book(start: Path) -> Path:
    """Return the folder of the book that holds ``start``, else the one that holds the package.

    Raises:
        FileNotFoundError: if neither lies in a book.
    """
    for folder in (*(start.absolute() / "_").parents, *Path(linebyline.__file__).parents):
        if (folder / "_toc.yml").is_file() and (folder / "chapters").is_dir():
            return folder
    raise FileNotFoundError(f"no book around {start}: run this in the folder that holds _toc.yml")


def find_chapters(book: Path, executed: Path | None = None) -> Chapters:
    """Sort the book's chapters into those with up-to-date evidence and the others.

    Args:
        book: the book's folder.
        executed: where the executed notebooks lie, ``_build/executed`` in the book if left out.
    """
    folder = book / EXECUTED if executed is None else executed
    package = package_fingerprint(book)
    fresh: dict[str, Path] = {}
    stale: dict[str, str] = {}
    for notebook in sorted((book / "chapters").rglob("*.ipynb")):
        place = notebook.relative_to(book / "chapters")
        if ".ipynb_checkpoints" in place.parts:
            continue
        chapter = place.with_suffix("").as_posix()
        reason = _why_stale(notebook, folder / place, package)
        if reason:
            stale[chapter] = reason
        else:
            fresh[chapter] = folder / place
    return Chapters(fresh, stale)


def package_fingerprint(book: Path) -> str:
    """Return a digest of all that a chapter's results rest on beside its own code.

    That is the package without its pages, and the pinned versions.
    """
    package = book / "lib" / "linebyline"
    files = sorted(path for path in package.rglob("*") if path.is_file())
    kept = [path for path in files if not _BESIDE & set(path.relative_to(package).parts)]
    digest = hashlib.sha256()
    for path in [*kept, book / "requirements.txt"]:
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def chapter_key(notebook: Mapping[str, Any], package: str) -> str:
    """Return a digest of a chapter's code and of the package, to be kept with what it left."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code = [("".join(cell["source"]), cell["metadata"].get("tags", [])) for cell in cells]
    return hashlib.sha256(json.dumps([package, code]).encode()).hexdigest()


def _why_stale(notebook: Path, executed: Path, package: str) -> str:
    if not executed.is_file():
        return "not executed yet"
    try:
        now = json.loads(notebook.read_text(encoding="utf-8"))
        then = json.loads(executed.read_text(encoding="utf-8"))
        if then["metadata"].get(STAMP, {}).get("key") != chapter_key(now, package):
            return "it, the library or a pinned version has changed since it was executed"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"cannot be read as a notebook ({type(error).__name__}: {error})"
    return ""
