"""What the pages load: icons drawn one by one, style sheets without what is not used."""

import pytest

from linebyline.site import icons
from linebyline.site.book import BookError
from linebyline.site.extension import _with_each_style_once, _without_files
from linebyline.site.lean_sheets import lean


@pytest.mark.parametrize(
    "rule",
    [
        ".card{color:red}",
        ".card .title,.card>b{color:red}",
        "p:not(.absent){color:red}",
        r".w\:50{color:red}",
        "@media print{.card{color:red}}",
        "@font-face{font-family:Prose}",
        ":root{--ink:black}",
    ],
)
def test_rule_for_what_is_there_stays(rule):
    assert lean(rule, {"card", "title", "w:50"}) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".absent{color:red}",
        ".card .absent{color:red}",
        "@media print{.absent{color:red}}",
        '@font-face{font-family:Font Awesome\\ 6 Free;src:url("x.woff2")}',
    ],
)
def test_rule_for_what_is_not_there_goes(rule):
    assert lean(rule, {"card"}) == ""


def test_of_a_list_of_selectors_the_used_ones_stay():
    assert lean(".absent,.card,:is(.a,.b) .card{x:y}", {"card"}) == ".card,:is(.a,.b) .card{x:y}"


def test_every_icon_is_drawn_once():
    sheet = icons.icon_sheet()
    assert [sheet.count(f".fa-{name} {{") for name in icons.ICONS] == [1] * len(icons.ICONS)


def test_unknown_icon_is_refused(monkeypatch):
    monkeypatch.setattr(icons, "ICONS", ("hippopotamus",))
    with pytest.raises(BookError, match="holds no icon 'hippopotamus'"):
        icons.icon_sheet()


def test_files_are_left_out_by_name():
    html = '<script src="a/x.js?v=1"></script><link href="y.css" rel="stylesheet" /><p>z</p>'
    assert _without_files(html, ["x.js", "y.css"]) == "<p>z</p>"
    assert _without_files(html, ["z.js"]) == html


def test_style_that_repeats_one_before_goes():
    one, two = "<style>a{}</style>", "<style>b{}</style>"
    assert _with_each_style_once(f"{one}<p>{two}{one}") == f"{one}<p>{two}"
