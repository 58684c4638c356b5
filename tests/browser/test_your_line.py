"""Your line in Chromium: it follows, only if, fails with numbers, or is refused at once."""

import pytest
from playwright.sync_api import expect

CHAPTER = "chapters/linear_algebra/vectors_and_angles.html"
LONGEST_START = 90_000  # ms
LONGEST_REFUSAL = 50  # ms
HOSTILE = (
    "= __import__('os')",
    "= " + "(" * 900 + "a" + ")" * 900,
    "= " + "a + " * 900 + "a",
    "= 9^(10^20)",
    "= 2^(3^(4^(5^6)))",
    r"= \frac{" * 200 + "a" + "}{b}" * 200,
    "= <script>alert(1)</script>",
    "= a'''\"\"\"\\",
)


class Box:
    """The box below the derivation with this label."""

    def __init__(self, page, label):
        self.page = page
        self.derivation = page.locator(f"section[data-label={label}]").first
        self.node = self.derivation.locator(".your-line")
        self.answer = self.node.locator(".line-answer")

    def open(self):
        if self.node.get_attribute("open") is None:
            self.node.locator("summary").click()
        return self

    def say(self, line, *, after=None):
        if after is not None:
            self.node.get_by_label("After").select_option(str(after))
        self.node.get_by_label("your line").fill(line)
        self.page.keyboard.press("Enter")
        form = self.node.locator("form")
        expect(form).to_have_attribute("aria-busy", "false", timeout=LONGEST_START)
        expect(self.node.locator(".live-words")).to_have_text("")
        return self.answer.get_attribute("data-says")


@pytest.fixture
def law(python_page):
    return Box(python_page, "law-of-cosines").open()


def test_line_is_answered_with_its_numbers(law):
    assert law.say("= a^2 + b^2 - 2 a b cos(alpha + beta)") == "follows"
    assert law.say(r"\le a^2 + b^2 + 2ab") == "follows"
    assert law.say("= a^2 + b^2") == "wrong"
    expect(law.answer).to_contain_text("left side")
    assert law.say("= (a sin(alpha) + b sin(beta))^2", after=0) == "follows"
    assert law.say("= a^2 + b", after=2) == "wrong"
    assert (
        law.say("= (a^2 + b^2 - 2 a b cos(theta)) (a - b) / (a - b)", after=6) == "follows only if"
    )
    assert law.page.evaluate("pageChecks.untypeset()") == []


def test_hostile_line_is_refused_at_once(law):
    assert law.say("= a b c d") == "cannot read"
    ask = """async (text) => {
      const element = document.querySelector("section[data-label=law-of-cosines] > script");
      const record = await linebylineRuntime.recordOf(element);
      let least = Infinity;
      let says;
      for (let k = 0; k < 3; k++) {
        const begun = performance.now();
        ({ says } = await linebylineRuntime.ask({ do: "answer", record, text, after: 1 }));
        least = Math.min(least, performance.now() - begun);
      }
      return [says, least];
    }"""
    for text in HOSTILE:
        says, least = law.page.evaluate(ask, text)
        assert says == "cannot read", text
        assert least < LONGEST_REFUSAL, text
    for text in HOSTILE:
        assert law.say(text) == "cannot read"
    assert law.page.locator(".line-answer script").count() == 0


def test_exercise_takes_a_line_and_reveals_nothing(python_page):
    box = Box(python_page, "two-equal-sides")
    expect(box.node.get_by_label("your line")).to_be_visible()
    assert box.say("= 2 a^2 sin(theta)^2") == "wrong"
    assert "4" not in box.answer.locator(".line-answer-read").inner_text()
    assert box.say("= 4 a^2 sin(theta/2)^2") == "follows"


def test_broken_line_is_no_place_to_go_on_from(open_page):
    page = open_page(CHAPTER)
    box = Box(page, "law-of-cosines-one-sign-wrong").open()
    assert box.node.locator("select option").all_inner_texts() == ["the first formula"]


def test_every_derivation_has_its_box(open_page):
    page = open_page(CHAPTER)
    derivations = page.locator("section.derivation")
    assert derivations.count() > 30
    assert page.locator("section.derivation > .your-line").count() == derivations.count()


def test_answers_fit_a_phone_and_are_readable(law):
    page = law.page
    page.set_viewport_size({"width": 320, "height": 900})
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.locator(f"html[data-theme={scheme}]").wait_for()
        for line in ("= a^2 + foo", "= a^2 + b", "= c^2"):
            law.say(line, after=6)
            assert page.evaluate("pageChecks.pale(4.5)") == []
            assert page.evaluate("pageChecks.sticksOut()") == []
