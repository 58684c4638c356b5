"""Printed pages are bound in the order of the book, with an outline; links stay inside."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from linebyline.site import pdf
from linebyline.site.pdf import Printed, bind

SITE = "http://127.0.0.1:1/"


def printed(name, part, *targets, sheets=1):
    """A page of so many sheets, the first with links to these addresses."""
    made = PdfWriter()
    for _ in range(sheets):
        made.add_blank_page(100, 100)
    for target in targets:
        link = made.add_annotation(0, Link(rect=(0, 0, 9, 9), url=target))
        link[NameObject("/A")] = DictionaryObject(
            {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(target)}
        )
    buffer = io.BytesIO()
    made.write(buffer)
    return Printed(name, part, name.upper(), buffer.getvalue(), SITE)


@pytest.fixture
def bound():
    first = printed(
        "a", "", SITE + "b.html#law", SITE + "zip.html", "https://example.org/", sheets=2
    )
    pages = [first, printed("b", "One"), printed("c", "One")]
    buffer = io.BytesIO()
    bind(pages, title="Lines", author="Us").write(buffer)
    return PdfReader(buffer)


def test_outline_has_the_parts_and_their_pages(bound):
    first, part, inside = bound.outline
    assert (first.title, part.title) == ("A", "One")
    assert [item.title for item in inside] == ["B", "C"]
    assert [bound.get_destination_page_number(item) for item in inside] == [2, 3]


def test_links_between_pages_lead_inside_and_others_stay(bound):
    actions = [link.get_object()["/A"] for link in bound.pages[0].annotations]
    assert [str(action["/S"]) for action in actions] == ["/GoTo", "/URI", "/URI"]
    assert actions[0]["/D"][0].get_object() == bound.pages[2]
    assert actions[2]["/URI"] == "https://example.org/"


def test_title_and_author_are_those_of_the_book(bound):
    assert (bound.metadata.title, bound.metadata.author) == ("Lines", "Us")


def test_contents_name_every_page_with_its_part(book):
    parts = book.contents()
    assert next(iter(parts)) == "chapters/index"
    assert parts["chapters/ledger"] == "The evidence"


def test_book_that_is_not_built_is_not_printed(small_book, monkeypatch, capsys):
    monkeypatch.chdir(small_book.root)
    assert pdf.main([]) == 1
    assert "not built yet" in capsys.readouterr().err
    assert not (small_book.made / "book.pdf").exists()
