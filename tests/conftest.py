"""The book under test, its built site, and a small book to build and to spoil."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock

from linebyline.site.book import Book, find_book


@pytest.fixture(scope="session")
def book() -> Book:
    """The book that these tests belong to."""
    return find_book(Path(__file__))


@pytest.fixture(scope="session")
def built_site(
    book: Book, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """The folder of the built site, brought up to date once for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base
    done = shared / "built"
    with FileLock(shared / "build.lock"):
        if not done.exists():
            command = [sys.executable, "-m", "linebyline.cli", "build"]
            result = subprocess.run(command, cwd=book.root, capture_output=True, text=True)
            if result.returncode:
                pytest.fail(f"the book was not built:\n{result.stdout}{result.stderr}")
            done.touch()
    return book.html


@pytest.fixture
def small_book(tmp_path: Path, book: Book) -> Book:
    """A book in a folder of its own: the real settings, an index, and no chapter yet."""
    (tmp_path / "chapters").mkdir()
    for name in ("_config.yml", "requirements.txt", "package-lock.json"):
        shutil.copy(book.root / name, tmp_path / name)
    (tmp_path / "chapters" / "references.bib").touch()
    (tmp_path / "chapters" / "index.md").write_text("# A small book\n\nIt says $1 + 1 = 2$.\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\n")
    (tmp_path / "node_modules").symlink_to(book.root / "node_modules")
    return Book(tmp_path)


@pytest.fixture
def write_chapter(small_book: Book) -> Callable[..., Path]:
    """Writes a notebook with the given code cells, and returns its path."""

    def write(*code: str, prose: str = "# A chapter", name: str = "part/chapter") -> Path:
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_markdown_cell(prose, id="prose")]
        notebook.cells += [
            nbformat.v4.new_code_cell(text, id=f"code-{i}") for i, text in enumerate(code)
        ]
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        path = small_book.chapters / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(notebook))
        return path

    return write
