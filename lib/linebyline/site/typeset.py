"""Formulas typeset when the book is built, so that pages show them at once, without a script.

MathJax runs in Node.js; the pages load it only for what is computed while they are read.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from linebyline.site.book import Book, BookError

SHEET = "formulas.css"
_SCRIPT = Path(__file__).with_suffix(".js")
_FONTS = "vendor/mathjax/output/chtml/fonts/woff-v2"  # from the style sheet
# What is not prose: MathJax passes over the same elements.
_SKIPPED = re.compile(
    r"<(script|style|pre|code|textarea|title)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL
)
_FORMULA = re.compile(r"\\\((?P<inline>.+?)\\\)|\\\[(?P<display>.+?)\\\]", re.DOTALL)


def typeset_pages(book: Book) -> None:
    """Put typeset formulas in place of the TeX in the built pages, and write their style sheet.

    Raises:
        BookError: if there is no Node.js, or it cannot read a formula.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(book.html.rglob("*.html"))}
    formulas = sorted({found for html in pages.values() for found in _formulas(html)})
    typeset, sheet = _run_mathjax(book, formulas)
    made = dict(zip(formulas, typeset, strict=True))
    for path, html in pages.items():
        text = _with_formulas(html, made)
        if text != html:
            path.write_text(text, encoding="utf-8")
    (book.html / "_static" / SHEET).write_text(sheet, encoding="utf-8")


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a page in order, and whether each is prose."""
    position = 0
    for match in _SKIPPED.finditer(html):
        yield html[position : match.start()], True
        yield match[0], False
        position = match.end()
    yield html[position:], True


def _key(match: re.Match[str]) -> tuple[str, str]:
    style = match.lastgroup or ""
    return unescape(match[style]), style


def _formulas(html: str) -> Iterator[tuple[str, str]]:
    for text, is_prose in _texts(html):
        if is_prose:
            yield from map(_key, _FORMULA.finditer(text))


def _with_formulas(html: str, made: dict[tuple[str, str], str]) -> str:
    return "".join(
        _FORMULA.sub(lambda match: made[_key(match)], text) if is_prose else text
        for text, is_prose in _texts(html)
    )


def _run_mathjax(book: Book, formulas: list[tuple[str, str]]) -> tuple[list[str], str]:
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None:
        raise BookError("Node.js typesets the formulas, and there is none: install it.")
    command = [node, str(_SCRIPT), _FONTS]
    result = subprocess.run(
        command, input=json.dumps(formulas), capture_output=True, text=True, cwd=book.root
    )
    if result.returncode:
        raise BookError(f"A formula could not be typeset:\n{result.stderr}")
    answer = json.loads(result.stdout)
    return answer["formulas"], answer["sheet"]
