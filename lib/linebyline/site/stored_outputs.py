"""The outputs that notebooks keep in git: text and LaTeX, so that every run can be compared.

Pictures, HTML, widgets and evidence are made anew by every build. nbstripout cannot do this: it
keeps or drops an output whole, where an output here is one thing in several forms.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from linebyline.site.book import BookError, find_book
from linebyline.site.forms import COMPARED

_KEPT_METADATA = ("kernelspec", "language_info")
_KEPT_CELL_METADATA = ("tags", "mystnb")


def clean(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a notebook with the outputs and metadata that belong in git.

    Args:
        notebook: any notebook of format 4.

    Returns:
        The copy: of each output the forms in `COMPARED` and what it printed; execution counts as
        they are; of the metadata the kernel and the tags.

    Raises:
        ValueError: if a cell's stored output is an error or a warning on the standard error.
    """
    cleaned: NotebookNode = nbformat.from_dict(notebook)
    cleaned.metadata = _only(notebook.metadata, _KEPT_METADATA)
    if "language_info" in cleaned.metadata:
        cleaned.metadata.language_info = _only(cleaned.metadata.language_info, ("name",))
    for number, cell in enumerate(cleaned.cells, start=1):
        cell.metadata = _only(cell.metadata, _KEPT_CELL_METADATA)
        if cell.cell_type == "code":
            cell.outputs = [kept for out in cell.outputs if (kept := _clean_output(out, number))]
    return cleaned


def _clean_output(output: NotebookNode, number: int) -> NotebookNode | None:
    """Return an output with its comparable forms, or None when it has none."""
    if output.output_type == "error":
        raise ValueError(f"cell {number} ended in {output.ename}: {output.evalue}")
    if output.output_type == "stream":
        if output.name == "stderr":
            raise ValueError(f"cell {number} wrote to the standard error: {output.text.strip()}")
        return output
    data = _only(output.data, COMPARED)
    return NotebookNode(output, data=data, metadata=NotebookNode()) if data else None


def _only(node: NotebookNode, keys: Sequence[str] | frozenset[str]) -> NotebookNode:
    return NotebookNode({key: value for key, value in node.items() if key in keys})


def clean_file(path: Path) -> bool:
    """Clean a notebook in place, and say whether that changed it.

    Raises:
        ValueError: as `clean`, with the notebook's path before it.
    """
    before = path.read_text(encoding="utf-8")
    try:
        after: str = nbformat.writes(clean(nbformat.reads(before, as_version=4))) + "\n"
    except ValueError as problem:
        raise ValueError(f"{path}: {problem}") from problem
    path.write_text(after, encoding="utf-8")
    return after != before


def main(argv: Sequence[str]) -> int:
    """Clean the outputs stored in notebooks; exit with 1 where that changed a file."""
    parser = argparse.ArgumentParser(prog="linebyline clean", description=main.__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="all of chapters/ unless told")
    parser.add_argument(
        "--take",
        action="store_true",
        help="take the outputs of the last build (`linebyline run`) as those to store",
    )
    options = parser.parse_args(argv)
    try:
        book = find_book()
        notebooks = [path.resolve() for path in options.notebooks] or book.notebooks()
        if options.take:
            for path in notebooks:
                path.write_text(book.executed_copy(path).read_text(encoding="utf-8"))
        changed = [path for path in notebooks if clean_file(path)]
    except (BookError, ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    for path in changed:
        print(f"cleaned {path}")
    return 1 if changed else 0
