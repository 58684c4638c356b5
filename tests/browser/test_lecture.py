"""A chapter projected by Voilà: controls move figures, nothing comes from outside."""

import socket
import subprocess
import sys
import time

import pytest
from tests.browser.chapter_figures import shown_texts
from tests.browser.conftest import Guard, guarded_page

from linebyline.show.vectors_and_angles import triangle
from linebyline.site.book import find_book

CHAPTER = "linear_algebra/vectors_and_angles"
LONGEST_START = 90  # s, until the chapter has run on a machine that does other things too


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        assert process.poll() is None, "the command ended at once"
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"no lecture after {LONGEST_START} s")


@pytest.fixture
def hall():
    """The address of a lecture on a chapter."""
    port = free_port()
    words = ["lecture", CHAPTER, "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "linebyline.cli", *words],
        cwd=find_book().root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def test_controls_move_the_figures_of_a_lecture(browser, hall):
    with guarded_page(browser, Guard(hall)) as page:
        page.set_default_timeout(LONGEST_START * 1000)
        page.goto(hall)
        slider = page.locator(".noUi-handle").first
        slider.wait_for()
        figure = page.locator("figure.explore").first
        readouts = figure.locator(".explore-readouts li")
        assert readouts.all_text_contents() == shown_texts(triangle(1.0, 2.5))
        slider.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "text => document.querySelector('.explore-readouts').textContent.includes(text)",
            arg=shown_texts(triangle(1.05, 2.5))[0],
        )
        assert readouts.all_text_contents() == shown_texts(triangle(1.05, 2.5))
        page.locator(".statement mjx-container, .statement .MathJax").first.wait_for()
        assert page.locator("text='```'").count() == 0
