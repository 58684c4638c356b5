"""Project one chapter: Voilà runs it, its figures answer to widgets, and no code is shown."""

import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from linebyline.site.book import Book, BookError, find_book
from linebyline.site.environment import enter_chapter_environment

_TEMPLATES = Path(__file__).parent  # Voilà looks below it, in voila/templates
_FENCE = re.compile(
    r"^```\{(?:prf:)?(?P<kind>[\w-]+)\} *(?P<title>.*)\n(?::.*\n)*(?P<body>(?s:.*?))^```$",
    re.MULTILINE,
)
_SOLUTION = re.compile(r"(^```\{solution-(?:start|end)\}(?s:.*?)^```$)", re.MULTILINE)


def lecture_notebook(chapter: NotebookNode) -> NotebookNode:
    """Return a chapter as a room sees it: its statements in boxes, no solutions of exercises.

    The code of solutions runs, unseen, for cells below may rest on it.

    Args:
        chapter: a notebook; it is left as it is.
    """
    shown: NotebookNode = nbformat.v4.new_notebook(metadata=chapter.metadata)
    is_solution = False
    for cell in chapter.cells:
        cell = cell.copy()
        if cell.cell_type == "markdown":
            pieces = []
            for piece in _SOLUTION.split(cell.source):
                if _SOLUTION.fullmatch(piece):
                    is_solution = piece.startswith("```{solution-start}")
                elif not is_solution:
                    pieces.append(piece)
            cell.source = _FENCE.sub(_box, "".join(pieces)).strip()
        elif is_solution:
            cell.source = f"%%capture\n{cell.source}"
        if cell.source:
            shown.cells.append(cell)
    return shown


def _box(fence: re.Match[str]) -> str:
    name = fence["kind"].capitalize() + (f" ({fence['title']})" if fence["title"] else "")
    return f'<div class="statement">\n\n**{name}.**\n{fence["body"].strip()}\n\n</div>'


def prepare_lecture(book: Book, name: str) -> Path:
    """Write a chapter as a room sees it.

    Args:
        book: the book.
        name: of the chapter, such as ``linear_algebra/vectors_and_angles``.

    Returns:
        The notebook for Voilà.

    Raises:
        BookError: if there is no such chapter.
    """
    # Pages at the top, such as the notation, are for looking things up.
    chapters = {book.chapter_name(path): path for path in book.notebooks()}
    chapters = {name: path for name, path in chapters.items() if "/" in name}
    if name not in chapters:
        raise BookError(f"There is no chapter {name!r}. There are {', '.join(chapters)}.")
    to = book.made / "lecture" / f"{name}.ipynb"
    to.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(lecture_notebook(nbformat.read(chapters[name], as_version=4)), to)
    return to


def main(argv: Sequence[str]) -> int:
    """Replace this process by Voilà with one chapter; further words go to it."""
    parser = ArgumentParser(prog="linebyline lecture", description=main.__doc__)
    parser.add_argument("chapter", help="such as linear_algebra/vectors_and_angles")
    options, rest = parser.parse_known_args(argv)
    try:
        notebook = prepare_lecture(find_book(), options.chapter)
    except BookError as problem:
        print(problem, file=sys.stderr)
        return 1
    enter_chapter_environment()
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(_TEMPLATES), os.environ.get("JUPYTER_PATH")])
    )
    words = [str(notebook), "--template=lecture", *rest]
    os.execv(sys.executable, [sys.executable, "-m", "voila", *words])
