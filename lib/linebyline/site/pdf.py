"""The book as one PDF: Chromium prints every page, and they are bound with one outline.

The pages are those of the site, so that formulas, derivations and figures are the ones of the site.
Links between pages lead to pages of the PDF.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from linebyline.site.book import Book, BookError, find_book
from linebyline.site.chromium import chromium, wait_for_formulas
from linebyline.site.serve import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_MARGINS = "16mm 20mm"
_SCALE = 0.9  # of the print to the screen
SHEET_WIDTH = 714  # CSS pixels between the margins at that scale: 170 mm / 0.9
# What a chapter settled; the details of checks stay folded, as at first on the screen.
_OPEN = "document.querySelectorAll('.ledger-view > details').forEach(d => { d.open = true })"
# What a reader would have typeset by looking at it; the table of claims stays closed.
_TYPESET = """() => window.linebylineFormulas.typeset(
  [...document.querySelectorAll("code.tex")].filter((code) => !code.closest("table.ledger")))"""
# A formula that could be scrolled on the screen is written smaller.
_FIT = """() => {
  const right = (box) => box.getBoundingClientRect().right;
  const smaller = [];
  for (const formula of document.querySelectorAll("article mjx-container")) {
    if (!formula.checkVisibility({ contentVisibilityAuto: true })) continue;
    const drawn = formula.querySelector("mjx-math").getBoundingClientRect();
    let edge = Infinity;
    for (let box = formula.parentElement; box.tagName !== "ARTICLE"; box = box.parentElement) {
      if (box.clientWidth) edge = Math.min(edge, right(box));
    }
    if (drawn.right <= edge + 1) continue;
    const size = parseFloat(getComputedStyle(formula).fontSize);
    smaller.push([formula, (size * (edge - drawn.left)) / drawn.width]);
  }
  for (const [formula, size] of smaller) formula.style.fontSize = `${size}px`;
}"""
# The number of a sheet counts on from page to page, so that it is the sheet's in the bound book.
_SHEET = """@page {{
  margin: {margins};
  @bottom-left {{ content: {title}; font: 8pt sans-serif }}
  @bottom-right {{ content: counter(page); font: 8pt sans-serif }}
}}
@page :first {{ counter-set: page {number} }}"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A page of the site, printed.

    Attributes:
        name: its name in the table of contents, such as ``chapters/notation``.
        part: the caption of its part; empty for the first page.
        title: its heading.
        sheets: a PDF.
        site: what the addresses of its links to other pages begin with.
    """

    name: str
    part: str
    title: str
    sheets: bytes
    site: str


def print_pages(book: Book, names: Mapping[str, str], browser: Browser) -> Iterator[Printed]:
    """Print pages of the built site, one after the other; their sheets are numbered through.

    Args:
        book: a built book.
        names: the part of each page, by the page's name.
        browser: what prints.
    """
    with serving(book.html) as address:
        page = browser.new_page(viewport={"width": SHEET_WIDTH, "height": 1000})
        number = 1
        for name, part in names.items():
            page.goto(f"{address}{name}.html", wait_until="load")
            lay_out_for_paper(page)
            title = page.locator("article h1").first.inner_text().rstrip("#")
            style = _SHEET.format(margins=_MARGINS, title=css_string(title), number=number)
            page.add_style_tag(content=style)
            sheets = page.pdf(format="A4", scale=_SCALE, print_background=True)
            number += len(PdfReader(io.BytesIO(sheets)).pages)
            yield Printed(name, part, title, sheets, address)


def lay_out_for_paper(page: Page) -> None:
    """Show a page of the site, as wide as a sheet, as it is printed: whole, and nothing cut."""
    page.emulate_media(media="print", color_scheme="light")
    page.evaluate(_OPEN)
    page.evaluate(_TYPESET)
    wait_for_formulas(page)
    page.evaluate(_FIT)


def css_string(text: str) -> str:
    """Quote a text as CSS does, so that no character of it ends the string."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n' else c for c in text) + '"'


def bind(pages: Iterable[Printed], *, title: str, author: str) -> PdfWriter:
    """Put printed pages together, with an outline, and turn their links into links inside."""
    bound = PdfWriter()
    bound.add_metadata({"/Title": title, "/Author": author})
    starts: dict[str, int] = {}
    parts: dict[str, IndirectObject | None] = {"": None}
    sites = set[str]()
    for printed in pages:
        start = starts[printed.name] = len(bound.pages)
        sites.add(printed.site)
        bound.append(PdfReader(io.BytesIO(printed.sheets)), import_outline=False)
        if printed.part not in parts:
            parts[printed.part] = bound.add_outline_item(title=printed.part, page_number=start)
        above = parts[printed.part]
        bound.add_outline_item(title=printed.title, page_number=start, parent=above)
    for site in sites:
        _turn_links(bound, site, starts)
    return bound


def _turn_links(bound: PdfWriter, site: str, starts: Mapping[str, int]) -> None:
    """Let links to pages of the site lead to the sheet on which such a page starts."""
    for sheet in bound.pages:
        for link in sheet.annotations or ():
            action = link.get_object().get("/A", {})
            target = str(action.get("/URI", ""))
            name = target.removeprefix(site).partition("#")[0].removesuffix(".html")
            if not target.startswith(site) or name not in starts:
                continue
            start = bound.pages[starts[name]].indirect_reference
            action.clear()
            action.update(
                DictionaryObject(
                    {
                        NameObject("/S"): NameObject("/GoTo"),
                        NameObject("/D"): ArrayObject([start, NameObject("/Fit")]),
                    }
                )
            )


def main(argv: Sequence[str]) -> int:
    """Print the built book to one PDF."""
    parser = argparse.ArgumentParser(prog="linebyline pdf", description=main.__doc__)
    parser.add_argument("--to", type=Path, help="the file to write; _build/book.pdf unless told")
    options = parser.parse_args(argv)
    try:
        book = find_book()
        if not (book.html / "index.html").exists():
            raise BookError("The book is not built yet: run 'make book'.")
        settings = yaml.safe_load((book.root / "_config.yml").read_text(encoding="utf-8"))
        with chromium() as browser:
            pages = print_pages(book, book.contents(), browser)
            bound = bind(pages, title=settings["title"], author=settings["author"])
        to = options.to or book.made / "book.pdf"
        unfinished = to.with_suffix(".part")
        bound.write(unfinished)
        unfinished.replace(to)
    except BookError as problem:
        print(f"The book was not printed. {problem}", file=sys.stderr)
        return 1
    print(f"The book is printed, {len(bound.pages)} pages: {to}")
    return 0
