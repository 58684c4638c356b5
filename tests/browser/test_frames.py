"""A figure computed beforehand moves in Chromium, from a file and without a network."""

import pytest
from tests.browser.chapter_figures import shown_texts
from tests.browser.test_explore import REDRAW, STATIC, move
from tests.show.test_frames import WAVE


@pytest.fixture
def wave(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("LINEBYLINE_PAGE", "1")
    tags = "".join(
        f'<script defer src="{(STATIC / name).as_uri()}"></script>'
        for name in ("scene.js", "frames.js", "explore.js")
    )
    page_file = tmp_path / "wave.html"
    page_file.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Wave</title>{tags}'
        f"<body>{WAVE.page_html()}</body></html>",
        encoding="utf-8",
    )
    context, problems = browser.new_context(offline=True), []
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(page_file.as_uri())
    yield page.locator('figure[data-alive="true"]')
    context.close()
    assert problems == []


def test_frames_show_the_numbers_of_python_over_the_whole_range(wave):
    for position in range(0, 41, 4):
        for is_filled in (False, True):
            shown = move(wave.page, wave, {"speed": position, "is_filled": is_filled})
            scene = WAVE.draw(speed=position / 10, is_filled=is_filled)
            assert shown == shown_texts(scene)
            assert wave.locator("svg").get_attribute("aria-label") == scene.alt


def test_a_frame_is_drawn_within_50_milliseconds(wave):
    assert wave.page.evaluate(REDRAW, wave.element_handle()) <= 50
