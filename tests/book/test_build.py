"""The built site: complete, quiet, without outside addresses; and builds that must fail do."""

import re
import shutil

import pytest

from linebyline.site.book import BookError, find_book
from linebyline.site.build import build_book, main

LOADING = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"'](?:https?:)?//[^\"']*"
    r"|<link\b[^>]*\bhref=[\"'](?:https?:)?//[^\"']*"
    r"|url\([\"']?(?:https?:)?//[^)]*"
    r"|@import\s+[\"'](?:https?:)?//[^\"']*"
)


def test_every_page_is_built(book, built_site):
    sources = [*book.chapters.rglob("*.md"), *book.notebooks()]
    for source in sources:
        page = built_site / source.relative_to(book.root).with_suffix(".html")
        assert page.exists(), page
    assert (built_site / "index.html").exists()


def test_no_page_or_sheet_names_an_outside_address_to_load(built_site):
    for path in [*built_site.rglob("*.html"), *built_site.rglob("*.css")]:
        assert LOADING.findall(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<link rel='stylesheet' href='//fonts.example/x.css'>",
        "@font-face { src: url(https://fonts.example/x.woff) }",
    ],
)
def test_outside_address_is_noticed(text):
    assert LOADING.search(text)


def test_every_notebook_can_be_downloaded(book, built_site):
    for notebook in book.notebooks():
        copy = built_site / "_sources" / notebook.relative_to(book.root)
        assert copy.read_bytes() == notebook.read_bytes()


def test_small_book_is_built_and_nothing_is_rendered_twice(small_book):
    page = build_book(small_book)
    assert page.exists()
    rendered = small_book.html / "chapters" / "index.html"
    date = rendered.stat().st_mtime_ns
    build_book(small_book)
    assert rendered.stat().st_mtime_ns == date


def test_pages_follow_each_source_and_come_back_when_lost(small_book):
    index = build_book(small_book)
    page = small_book.html / "chapters" / "index.html"
    (small_book.chapters / "index.md").write_text("# A small book\n\nIt says more.\n")
    build_book(small_book)
    assert "It says more." in page.read_text()
    shutil.rmtree(small_book.html)
    build_book(small_book)
    assert index.exists()
    assert page.exists()


def test_warning_fails_the_build_each_time(small_book):
    page = small_book.chapters / "index.md"
    page.write_text("# A small book\n\nSee [nowhere](nowhere.md).\n")
    for _ in range(2):
        with pytest.raises(BookError, match=r"'nowhere\.md'"):
            build_book(small_book)


def test_full_disk_is_said_in_one_sentence(small_book, monkeypatch):
    usage = shutil.disk_usage(small_book.root)._replace(free=10 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(BookError, match=r"needs 500 MiB of free disk space in .*there are 10 MiB"):
        build_book(small_book)


def test_missing_assets_are_said_in_one_sentence(small_book):
    (small_book.root / "node_modules").unlink()
    with pytest.raises(BookError, match=r"is missing: install the browser assets"):
        build_book(small_book)


def test_command_says_that_it_failed(small_book, write_chapter, monkeypatch, capsys):
    write_chapter("1 / 0")
    monkeypatch.chdir(small_book.root)
    assert main([]) == 1
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().err


def test_book_is_found_from_any_folder_inside(small_book):
    assert find_book(small_book.chapters).root == small_book.root
