"""Cells tagged `live`: what each needs from the cells above it, and whether a page can run that.

The rule: a live cell runs with the statements above it that its own names rest on, as they stand
in the book, and with no others. What the reader changed in another cell plays no part.
"""

import ast
import re
import sys
from collections.abc import Iterable, Sequence

from nbformat import NotebookNode

from linebyline.site.book import BookError

TAG = "live"
# What a page can import; of the ledger there is a `settle` that only shows.
IMPORTABLE = frozenset({"linebyline.proof", "linebyline.ledger", "sympy", "mpmath", "flint"})


def live_setups(notebook: NotebookNode, name: str) -> list[str]:
    """Return the code that each live cell needs from the cells above it, in the page's order.

    Args:
        notebook: a chapter.
        name: how to call it in a message.

    Raises:
        BookError: if a live cell needs a module that a page does not have.
    """
    above: list[ast.stmt] = []
    setups = []
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        statements = _statements(cell.source)
        if TAG in cell.metadata.get("tags", []):
            needed = _needed(statements, above)
            _require_importable([*needed, *statements], f"{name}, cell {number}")
            setups.append("\n".join(map(ast.unparse, needed)))
        above += statements
    return setups


def _statements(source: str) -> list[ast.stmt]:
    """The statements of a cell; its magics, which are not Python, are no one's need."""
    return ast.parse(re.sub(r"^[%!].*$", "", source, flags=re.MULTILINE)).body


def _needed(cell: Sequence[ast.stmt], above: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Those statements above that the cell's names rest on, in their order."""
    wanted = _before(cell, frozenset())
    needed: list[ast.stmt] = []
    for statement in reversed(above):
        if wanted & (_made(statement) | _changed(statement)):
            needed.insert(0, statement)
            wanted = _before([statement], wanted)
    return needed


def _before(statements: Sequence[ast.stmt], wanted: frozenset[str]) -> frozenset[str]:
    """The names that must exist before some statements, so that those wanted exist behind."""
    for statement in reversed(statements):
        if not isinstance(statement, ast.If | ast.For | ast.While | ast.Try | ast.AugAssign):
            wanted -= _made(statement)
        wanted |= _names(statement, ast.Load)
    return wanted


def _made(statement: ast.stmt) -> frozenset[str]:
    """The names that a statement binds."""
    names = set(_names(statement, ast.Store))
    for node in ast.walk(statement):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return frozenset(names)


def _changed(statement: ast.stmt) -> frozenset[str]:
    """The names whose objects a statement changes: `x.do()`, `x.y = 1`, `x[0] = 1`, `x += 1`."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return _roots([statement.value.func])
    if isinstance(statement, ast.Assign):
        return _roots(statement.targets)
    return _roots([statement.target]) if isinstance(statement, ast.AugAssign) else frozenset()


def _roots(nodes: Iterable[ast.expr]) -> frozenset[str]:
    roots = set()
    for node in nodes:
        inner = node
        while isinstance(inner, ast.Attribute | ast.Subscript):
            inner = inner.value
        if isinstance(inner, ast.Name) and inner is not node:
            roots.add(inner.id)
    return frozenset(roots)


def _names(statement: ast.stmt, context: type[ast.expr_context]) -> frozenset[str]:
    nodes = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return frozenset(node.id for node in nodes if isinstance(node.ctx, context))


def _require_importable(statements: Sequence[ast.stmt], where: str) -> None:
    for module in sorted(_imported(statements)):
        parts = module.split(".")
        known = {".".join(parts[: k + 1]) for k in range(len(parts))} & IMPORTABLE
        if not known and parts[0] not in sys.stdlib_module_names:
            raise BookError(
                f"{where} is tagged {TAG}, and a page can import only "
                f"{', '.join(sorted(IMPORTABLE))} and Python's own modules: it needs {module}. "
                "Move what needs it to another cell."
            )


def _imported(statements: Sequence[ast.stmt]) -> set[str]:
    found: set[str] = set()
    for node in (node for statement in statements for node in ast.walk(statement)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found
