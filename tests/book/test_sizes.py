"""Small and plain: modules with one idea each, functions that fit the eye."""

import ast
import statistics

MODULE = 400  # lines; the aim is 80 to 250, and 300 is where to look for a seam
FUNCTION = 50  # lines without the docstring; from 35 on look hard
MEDIAN = 12  # lines of a function, over the package
TEST_FILE = 250  # lines


def length(node):
    """The lines of a function without its docstring."""
    first, *rest = node.body
    start = first if ast.get_docstring(node) is None or not rest else rest[0]
    return node.body[-1].end_lineno - start.lineno + 1


def functions(book):
    for path in sorted(book.package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(book.package)}: {node.name}", length(node)


def line_count(path):
    return len(path.read_text().splitlines())


def test_modules_are_split_before_they_grow_long(book):
    assert not [p for p in book.package.rglob("*.py") if line_count(p) > MODULE]


def test_functions_fit_the_eye(book):
    sizes = dict(functions(book))
    assert not {name: lines for name, lines in sizes.items() if lines > FUNCTION}
    assert statistics.median(sizes.values()) <= MEDIAN


def test_test_files_stay_short(book):
    assert not [p for p in (book.root / "tests").rglob("*.py") if line_count(p) > TEST_FILE]


def test_modules_are_named_for_what_they_do(book):
    vague = {"util", "utils", "helper", "helpers", "manager", "misc", "common"}
    assert not [path for path in book.package.rglob("*.py") if path.stem in vague]
