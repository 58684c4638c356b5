"""One style sheet for the whole book, and one script for a page.

Every file that a page asks for delays its first paint, and so does a script below a style sheet,
which waits for it: together some 300 ms on a slow machine.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from linebyline.site.book import BookError
from linebyline.site.fingerprint import fingerprint

_SHEET = "book.css"
_LINK = re.compile(r'<link[^>]*?href="((?:\.\./)*)_static/([^"?]+\.css)[^"]*"[^>]*/>\s*')
_IMPORT = re.compile(r'@import "([^"]+)";')
_ADDRESS = re.compile(r"url\((?![\"']?(?:data:|#))")

# Scripts that run when the page is read, in their order; one that binds others names them.
_SCRIPT = re.compile(
    r'<script(?=[^>]* defer)(?=(?:[^>]* data-binds="(?P<binds>[^"]*)")?)[^>]*?'
    r' src="(?P<root>(?:\.\./)*)_static/(?P<name>[^"?]+)[^"]*"[^>]*></script>\s*'
)
_OPTIONS = re.compile(r' src="(?:\.\./)*_static/documentation_options\.js[^"]*">')
_PRELOAD = re.compile(r'<link rel="preload" as="script"[^>]*/>\s*')


def bind_assets(site: Path) -> None:
    """Have every page load one sheet, the same for all, and one script of its own or of its like.

    Args:
        site: the folder of the built pages, its `_static` among them.

    Raises:
        BookError: if pages ask for different sheets, or an address in one would lead elsewhere.
    """
    static = site / "_static"
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    _write_sheet(static, pages.values())
    version = fingerprint([static / _SHEET])[:8]
    for path in static.glob("book-*.js"):
        path.unlink()
    for path, html in pages.items():
        bound = _with_one_script(_with_one_link(html, version), static)
        if bound != html:
            path.write_text(bound, encoding="utf-8")


def _write_sheet(static: Path, pages: Iterable[str]) -> None:
    asked = {tuple(name for _, name in _LINK.findall(html)) for html in pages}
    asked -= {(), (_SHEET,)}  # a page that was not rendered anew has one already
    if len(asked) > 1:
        apart = sorted(set.union(*map(set, asked)) - set.intersection(*map(set, asked)))
        raise BookError(f"All pages load the same style sheets, in one order; not so: {apart}.")
    for names in asked:
        text = "\n".join(_whole(static, static / name) for name in names)
        (static / _SHEET).write_text(text, encoding="utf-8")


def _whole(static: Path, sheet: Path) -> str:
    """The text of a sheet, with those that it imports."""
    text = sheet.read_text(encoding="utf-8")
    if sheet.parent != static and _ADDRESS.search(text):
        raise BookError(f"{sheet} has an address that starts from its own folder.")
    return _IMPORT.sub(lambda match: _whole(static, (sheet.parent / match[1]).resolve()), text)


def _with_one_link(html: str, version: str) -> str:
    """A page with one link in place of all, at the end of its head: scripts wait for sheets."""
    first = _LINK.search(html)
    if first is None:
        return html
    link = f'<link rel="stylesheet" href="{first[1]}_static/{_SHEET}?v={version}" />\n'
    return _LINK.sub("", html).replace("</head>", f"{link}</head>", 1)


def _with_one_script(html: str, static: Path) -> str:
    """A page with one script in place of all that wait, and with the options of Sphinx in it."""
    options = static / "documentation_options.js"
    html = _OPTIONS.sub(lambda _: f">{options.read_text(encoding='utf-8')}", html)
    found = list(_SCRIPT.finditer(html))
    if not found:
        return html
    names = [name for one in found for name in (one["binds"] or one["name"]).split()]
    bound = static / f"book-{fingerprint([static / name for name in names])[:8]}.js"
    if not bound.exists():  # else a page before this one loads the same
        # Without the semicolon, a script that asks for strict mode would ask for it for all.
        whole = (f";/* {n} */\n{(static / n).read_text(encoding='utf-8')}\n" for n in names)
        bound.write_text("".join(whole), encoding="utf-8")
    binds, root, start = " ".join(names), found[0]["root"], found[0].start()
    script = f'<script defer data-binds="{binds}" src="{root}_static/{bound.name}"></script>\n'
    rest = _SCRIPT.sub("", html[start:])
    return _PRELOAD.sub("", html[:start] + script + rest)
