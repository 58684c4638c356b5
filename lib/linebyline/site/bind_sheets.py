"""One style sheet for the whole book: a page that asks for twenty is painted later."""

import re
from pathlib import Path

from linebyline.site.book import BookError
from linebyline.site.fingerprint import fingerprint

_SHEET = "book.css"
_LINK = re.compile(r'<link[^>]*?href="((?:\.\./)*)_static/([^"?]+\.css)[^"]*"[^>]*/>\s*')
_IMPORT = re.compile(r'@import "([^"]+)";')
_ADDRESS = re.compile(r"url\((?![\"']?(?:data:|#))")


def bind_sheets(site: Path) -> None:
    """Write one sheet of all that the pages load, and have every page load that alone.

    Args:
        site: the folder of the built pages, its `_static` among them.

    Raises:
        BookError: if pages ask for different sheets, or an address in one would lead elsewhere.
    """
    static = site / "_static"
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    asked = {tuple(name for _, name in _LINK.findall(html)) for html in pages.values()}
    asked -= {(), (_SHEET,)}  # a page that was not rendered anew has one already
    if len(asked) > 1:
        apart = sorted(set.union(*map(set, asked)) - set.intersection(*map(set, asked)))
        raise BookError(f"All pages load the same style sheets, in one order; not so: {apart}.")
    for names in asked:
        text = "\n".join(_whole(static, static / name) for name in names)
        (static / _SHEET).write_text(text, encoding="utf-8")
    version = fingerprint([static / _SHEET])[:8]
    for path, html in pages.items():
        bound = _with_one_link(html, version)
        if bound != html:
            path.write_text(bound, encoding="utf-8")


def _whole(static: Path, sheet: Path) -> str:
    """The text of a sheet, with those that it imports."""
    text = sheet.read_text(encoding="utf-8")
    if sheet.parent != static and _ADDRESS.search(text):
        raise BookError(f"{sheet} has an address that starts from its own folder.")
    return _IMPORT.sub(lambda match: _whole(static, (sheet.parent / match[1]).resolve()), text)


def _with_one_link(html: str, version: str) -> str:
    """A page with one link in place of its first, and without the others."""
    first = _LINK.search(html)
    if first is None:
        return html
    link = f'<link rel="stylesheet" href="{first[1]}_static/{_SHEET}?v={version}" />\n'
    return html[: first.start()] + link + _LINK.sub("", html[first.end() :])
