"""Pages load one style sheet, which holds in order what all of theirs held."""

import pytest

from linebyline.site.bind_sheets import bind_sheets
from linebyline.site.book import BookError


@pytest.fixture
def site(tmp_path):
    static = tmp_path / "_static"
    (static / "styles").mkdir(parents=True)
    (static / "basic.css").write_text("a{}")
    (static / "styles" / "theme.css").write_text('@import "../basic.css";')
    (static / "own.css").write_text('b{background:url("x.png")}')
    return tmp_path


def write(site, name, *sheets, root=""):
    page = site / name
    page.parent.mkdir(exist_ok=True)
    links = "".join(f'<link href="{root}_static/{sheet}?v=1" rel="x" />\n' for sheet in sheets)
    page.write_text(f"<head>{links}</head>")
    return page


def test_sheets_follow_each_other_with_what_they_import(site):
    page = write(site, "in/page.html", "styles/theme.css", "own.css", root="../")
    bind_sheets(site)
    assert (site / "_static/book.css").read_text() == 'a{}\nb{background:url("x.png")}'
    assert page.read_text().count("<link") == 1
    assert 'href="../_static/book.css?v=' in page.read_text()


def test_page_that_was_not_rendered_anew_gets_the_new_version(site):
    old = write(site, "old.html", "styles/theme.css", "own.css")
    bind_sheets(site)
    before = old.read_text()
    (site / "_static/own.css").write_text("c{}")
    new = write(site, "new.html", "styles/theme.css", "own.css")
    bind_sheets(site)
    assert old.read_text() == new.read_text() != before


def test_all_pages_must_load_the_same(site):
    write(site, "one.html", "styles/theme.css", "own.css")
    write(site, "two.html", "own.css")
    with pytest.raises(BookError, match=r"not so: \['styles/theme\.css'\]"):
        bind_sheets(site)


def test_address_from_a_folder_of_its_own_is_refused(site):
    (site / "_static/styles/theme.css").write_text("a{background:url(y.png)}")
    write(site, "one.html", "styles/theme.css")
    with pytest.raises(BookError, match="starts from its own folder"):
        bind_sheets(site)
