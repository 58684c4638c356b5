"""The code of a library function, shown in a chapter instead of being typed again."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a function without its docstring; coloured where colours can be shown."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return str(highlight(self.text, PythonLexer(), HtmlFormatter(cssclass="highlight")))


def source(function: Callable[..., Any]) -> Source:
    """Return the code of a function as it stands in the library, for display.

    Args:
        function: a Python function; of one that keeps its results, the code within.

    Raises:
        TypeError: if it is no Python function.
    """
    function = inspect.unwrap(function)
    if not inspect.isfunction(function):
        raise TypeError(f"only the code of a Python function can be shown, got {function!r:.60}")
    lines = textwrap.dedent(inspect.getsource(function)).splitlines()
    (definition,) = ast.parse("\n".join(lines)).body
    assert isinstance(definition, ast.FunctionDef)
    first = definition.body[0]
    if ast.get_docstring(definition) is not None:
        del lines[first.lineno - 1 : first.end_lineno]
    return Source("\n".join(lines))
