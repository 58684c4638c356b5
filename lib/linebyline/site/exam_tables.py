"""Tables of lines that were put to the checker, as nodes for every kind of output."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from docutils import nodes

from linebyline.proof.exam.runner import Case
from linebyline.proof.notation import Notation

_PAGE = 100  # letters, where a page is plain text
Cell = Sequence[nodes.Node] | nodes.paragraph


def paragraph(text: str) -> nodes.paragraph:
    """A paragraph of plain words."""
    return nodes.paragraph("", text)


def maths(formulas: Sequence[str]) -> list[nodes.Node]:
    """Formulas in TeX, separated by commas."""
    made: list[nodes.Node] = []
    for position, tex in enumerate(formulas, start=1):
        # The comma stands inside, so that no line of text begins with it.
        comma = "," if position < len(formulas) else ""
        made += [nodes.Text(" ")] if made else []
        made.append(nodes.math(tex, rf"\displaystyle {tex}{comma}"))
    return made


def line_of(case: Case, notation: Notation | None) -> nodes.Node:
    """A case's line, set from the formula that was checked.

    Where there is none, its TeX is set as it stands; text that was never meant to be a formula is
    shown letter by letter.
    """
    if notation is not None:
        # Even a line that crashes the checker is shown.
        with suppress(Exception):
            return maths([repr(notation.relation(case["line"]))])[0]
    source: str = case["line"]
    return (
        nodes.literal("", source) if case.get("truth", "refuse") == "refuse" else maths([source])[0]
    )


def declared(case: Case, notation: Notation | None) -> list[nodes.Node]:
    """A case's names with their domains, and its assumptions; nothing where it has none."""
    if notation is None:
        said = [
            nodes.literal("", text) for text in (*case.get("names", ()), *case.get("assume", ()))
        ]
        between: list[nodes.Node] = [node for one in said for node in (nodes.Text(" "), one)]
        return [nodes.inline("", "", *between, classes=["declared"])]
    names = notation.describe(set(notation.names.values()))
    formulas = maths([*names, *map(repr, notation.assumptions)])
    if not formulas:
        return []
    return [nodes.inline("", "", nodes.Text(" for "), *formulas, classes=["declared"])]


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], kind: str
) -> nodes.table:
    """A table; the first cell of a row is its name.

    Args:
        caption: what stands above it; nothing if empty.
        heads: the names of the columns.
        rows: for each row, its cells.
        kind: the style's name for such tables.
    """
    made = nodes.table(classes=[kind])
    if caption:
        made += nodes.title("", caption)
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=_PAGE // len(heads)) for _ in heads]
    group += nodes.thead("", _row([paragraph(head) for head in heads]))
    group += nodes.tbody("", *(_row(cells) for cells in rows))
    made += group
    return made


def _row(cells: Iterable[Cell]) -> nodes.row:
    made = nodes.row()
    for cell in cells:
        content = cell if isinstance(cell, nodes.paragraph) else nodes.paragraph("", "", *cell)
        made += nodes.entry("", content)
    return made
