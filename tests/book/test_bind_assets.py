"""Pages load one style sheet and one script, which hold in order what all of theirs held."""

import pytest

from linebyline.site.bind_assets import bind_assets
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
    bind_assets(site)
    assert (site / "_static/book.css").read_text() == 'a{}\nb{background:url("x.png")}'
    assert page.read_text().count("<link") == 1
    assert 'href="../_static/book.css?v=' in page.read_text()


def test_page_that_was_not_rendered_anew_gets_the_new_version(site):
    old = write(site, "old.html", "styles/theme.css", "own.css")
    bind_assets(site)
    before = old.read_text()
    (site / "_static/own.css").write_text("c{}")
    new = write(site, "new.html", "styles/theme.css", "own.css")
    bind_assets(site)
    assert old.read_text() == new.read_text() != before


def test_all_pages_must_load_the_same(site):
    write(site, "one.html", "styles/theme.css", "own.css")
    write(site, "two.html", "own.css")
    with pytest.raises(BookError, match=r"not so: \['styles/theme\.css'\]"):
        bind_assets(site)


def test_address_from_a_folder_of_its_own_is_refused(site):
    (site / "_static/styles/theme.css").write_text("a{background:url(y.png)}")
    write(site, "one.html", "styles/theme.css")
    with pytest.raises(BookError, match="starts from its own folder"):
        bind_assets(site)


def write_with_scripts(site, name, *scripts, options=""):
    page = site / name
    tags = "".join(f'<script defer src="_static/{each}?v=1"></script>\n' for each in scripts)
    sheet = '<link href="_static/own.css" rel="x" />'
    page.write_text(f"<head>{sheet}{options}{tags}</head><p>text</p>")
    return page


@pytest.fixture
def scripted(site):
    for name in ("a.js", "b.js", "now.js"):
        (site / "_static" / name).write_text(f"run({name!r})")
    return site


def bound_scripts(site):
    return {path.name: path.read_text() for path in site.glob("_static/book-*.js")}


def test_scripts_that_wait_become_one_in_their_order(scripted):
    now = '<script src="_static/now.js"></script><link rel="preload" as="script" href="b.js"/>'
    page = write_with_scripts(scripted, "page.html", "b.js", "a.js", options=now)
    bind_assets(scripted)
    ((name, text),) = bound_scripts(scripted).items()
    assert text.index("run('b.js')") < text.index("run('a.js')")
    html = page.read_text()
    assert f'defer data-binds="b.js a.js" src="_static/{name}"' in html
    assert html.count("<script") == 2
    assert '<script src="_static/now.js">' in html
    assert "preload" not in html


def test_options_stand_in_the_page_and_the_sheet_comes_after_them(scripted):
    (scripted / "_static/documentation_options.js").write_text("const OPTIONS = {};")
    options = '<script src="_static/documentation_options.js?v=1"></script>'
    page = write_with_scripts(scripted, "page.html", "a.js", options=options)
    bind_assets(scripted)
    html = page.read_text()
    assert "<script>const OPTIONS = {};</script>" in html
    assert html.index("OPTIONS") < html.index("book.css") < html.index("</head>")


def test_script_in_strict_mode_leaves_the_others_as_they_are(scripted):
    (scripted / "_static/a.js").write_text('"use strict"; run()')
    write_with_scripts(scripted, "page.html", "a.js", "b.js")
    bind_assets(scripted)
    assert next(iter(bound_scripts(scripted).values())).startswith(";")


def test_pages_that_load_the_same_share_a_script(scripted):
    for name in ("one.html", "two.html"):
        write_with_scripts(scripted, name, "a.js", "b.js")
    write_with_scripts(scripted, "three.html", "a.js")
    bind_assets(scripted)
    assert len(bound_scripts(scripted)) == 2


def test_page_that_was_not_rendered_anew_gets_the_new_script(scripted):
    page = write_with_scripts(scripted, "page.html", "a.js", "b.js")
    bind_assets(scripted)
    before = page.read_text()
    bind_assets(scripted)
    assert page.read_text() == before
    (scripted / "_static/a.js").write_text("run('anew')")
    bind_assets(scripted)
    ((name, text),) = bound_scripts(scripted).items()
    assert "run('anew')" in text
    assert name in page.read_text()
