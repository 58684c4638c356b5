"""Figures with controls in Chromium, from a file and in the built chapter."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from tests.browser.chapter_figures import SET, shown_texts
from tests.show.conftest import EXPLORATIONS, sweep
from tests.show.test_twins import assert_same

from linebyline.show.scene import number_text, readout_text
from linebyline.show.vectors_and_angles import triangle

STATIC = Path(str(files("linebyline"))) / "site" / "static"

TWIN = """([name, settings]) => settings.map((setting) => {
  const real = Object.entries(setting).map(([k, v]) => [k, v === "Infinity" ? Infinity : v]);
  const text = JSON.stringify(linebyline.figures[name](Object.fromEntries(real)), (key, value) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
  return JSON.parse(text);
})"""
# The longest redraw over a control's range, in ms; of each the best of three, since other programs
# run on the machine too.
REDRAW = """(figure) => {
  const input = figure.querySelector("input[type=range]");
  const best = Array(Number(input.max) + 1).fill(Infinity);
  for (let sweep = 0; sweep < 3; sweep++) {
    for (let position = 0; position < best.length; position += 2) {
      const start = performance.now();
      input.value = position;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      figure.getBoundingClientRect();
      best[position] = Math.min(best[position], performance.now() - start);
    }
  }
  return Math.max(...best.filter(Number.isFinite));
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LETTERS = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll("text")].map(
    (text) => scale * parseFloat(getComputedStyle(text).fontSize));
})"""


def page_text(theme="light"):
    """A page with all explorations, as a reader opens it from a disk."""
    scripts = [*sorted(STATIC.glob("figures/*.js")), STATIC / "explore.js", STATIC / "scene.js"]
    tags = "".join(f'<script defer src="{path.as_uri()}"></script>' for path in scripts)
    sheet = f'<link rel="stylesheet" href="{(STATIC / "explore.css").as_uri()}">'
    figures = "".join(exploration.page_html() for exploration in EXPLORATIONS.values())
    return (
        f'<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8">'
        f"<title>Figures</title>{sheet}{tags}<body>{figures}</body></html>"
    )


@pytest.fixture
def from_disk(browser, tmp_path, monkeypatch):
    """Open the page of all explorations by file://, in a browser without a network."""
    monkeypatch.setenv("LINEBYLINE_PAGE", "1")
    problems, contexts = [], []

    def open_page(width=760, theme="light", scripts=True):
        path = tmp_path / f"{theme}.html"
        path.write_text(page_text(theme), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, offline=True
        )
        contexts.append(context)
        opened = context.new_page()
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("console", lambda said: said.type == "error" and problems.append(said.text))
        opened.goto(path.as_uri())
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def figure_of(page, name):
    return page.locator(f'figure[data-explore="{name}"]').first


def move(page, figure, positions):
    return page.evaluate(SET, [figure.element_handle(), positions])


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_every_control_moves_its_figure_over_its_whole_range(from_disk, name):
    exploration, page = EXPLORATIONS[name], from_disk()
    figure = figure_of(page, name)
    for setting in sweep(exploration, most=60)[::5]:
        positions = {
            bound.name: setting[bound.name]
            if isinstance(setting[bound.name], bool)
            else bound.control.position(setting[bound.name])
            for bound in exploration.controls
        }
        assert move(page, figure, positions) == shown_texts(exploration.draw(**setting))


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_chromium_computes_the_scenes_of_python(from_disk, name):
    settings = sweep(EXPLORATIONS[name], most=100)[::5]
    sent = [
        {key: "Infinity" if value == np.inf else value for key, value in setting.items()}
        for setting in settings
    ]
    scenes = from_disk().evaluate(TWIN, [name, sent])
    for setting, scene in zip(settings, scenes, strict=True):
        assert_same(EXPLORATIONS[name].draw(**setting).as_data(), scene, f"{name}{setting}")


def test_dragging_c_past_a_turns_beta_negative_and_keeps_the_law(from_disk):
    page = from_disk()
    figure = figure_of(page, "triangle")
    box = figure.locator(".explore-handle").bounding_box()
    stage = figure.locator(".explore-stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + stage["width"] * 3 / 7.2, y, steps=8)  # from C = (1, 2.5) to (4, 2.5)
    page.mouse.up()
    texts = figure.locator(".explore-readouts li").all_text_contents()
    assert texts == shown_texts(triangle(4.0, 2.5))
    assert any(text.startswith("β = −") for text in texts)
    assert "beyond A" in figure.locator("svg").get_attribute("aria-label")


def test_points_and_sliders_move_by_keys_and_say_their_values(from_disk):
    page = from_disk()
    figure = figure_of(page, "triangle")
    handle = figure.locator(".explore-handle")
    handle.focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert handle.get_attribute("aria-valuetext") == "C at (1.55, 2.55)"
    figure.locator('input[data-name="c_x"]').focus()
    page.keyboard.press("Home")
    said = figure.locator('input[data-name="c_x"]').get_attribute("aria-valuetext")
    assert said == "C: x = −1.50"
    expected = "; ".join(map(readout_text, triangle(-1.5, 2.55).readouts))
    figure.locator(".explore-status", has_text=expected).wait_for(state="attached", timeout=3000)


def test_the_slider_of_orders_ends_in_infinity(from_disk):
    page = from_disk()
    figure = figure_of(page, "norm_ball")
    figure.locator('input[type="range"]').focus()
    page.keyboard.press("End")
    assert figure.locator(".explore-value").text_content() == number_text(np.inf, 0)
    figure.locator('input[type="checkbox"]').click()
    assert "undefined" in figure.locator(".explore-readouts").text_content()


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_a_redraw_takes_at_most_50_milliseconds(from_disk, name):
    page = from_disk()
    assert page.evaluate(REDRAW, figure_of(page, name).element_handle()) <= 50


def test_without_scripts_the_picture_stands_and_no_dead_control_is_seen(from_disk):
    page = from_disk(scripts=False)
    for name in EXPLORATIONS:
        assert figure_of(page, name).locator("svg").is_visible()
        assert not figure_of(page, name).locator(".explore-controls").is_visible()


@pytest.mark.parametrize("width", [320, 480, 760])
def test_pictures_fit_the_page_and_their_words_can_be_read(from_disk, width):
    page = from_disk(width)
    assert page.evaluate(OVERFLOW) <= 0
    sizes = page.evaluate(LETTERS)
    assert min(sizes) >= 12
    assert max(sizes) <= 20


def test_colours_follow_the_theme(from_disk):
    colours = {}
    for theme in ("light", "dark"):
        line = figure_of(from_disk(theme=theme), "triangle").locator(".line.first").first
        colours[theme] = line.evaluate("(line) => getComputedStyle(line).stroke")
    assert colours == {"light": "rgb(0, 114, 178)", "dark": "rgb(86, 180, 233)"}
