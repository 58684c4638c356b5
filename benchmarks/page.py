"""The bars that a built page has to clear in Chromium, each with what was measured.

``python -m benchmarks.page`` serves the built book on this machine and uses it as a reader does.
The exit status is 1 if a bar is missed. Run it on a machine that does nothing else.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.bars import Bar, show
from linebyline.site.book import find_book
from linebyline.site.chromium import chromium, wait_for_formulas
from linebyline.site.serve import serving

CHAPTER = "chapters/linear_algebra/vectors_and_angles.html"
LIMIT = 120_000  # ms
OWN = 1_500_000  # bytes
REPEATS = 5
VISITS = 3  # to a page, of which the soonest paint counts: other programs run on the machine too
SLOW = 4  # times, for a reader's machine that is slower than this one

# Presses Run in the live cell of the law of cosines, its last line written anew, and waits.
RUN = """async (sign) => {
  const cell = [...document.querySelectorAll(".cell.tag_live")]
    .find((one) => one.textContent.includes("Law of cosines"));
  const source = cell.querySelector("pre").textContent
    .replace("= a^2 + b^2 - 2ab", `= a^2 + b^2 ${sign} 2ab`);
  const setup = linebylineRuntime.setups[0];
  const begun = performance.now();
  const outputs = await linebylineRuntime.ask({ do: "run", source, setup });
  const node = cell.appendChild(document.createElement("div"));
  await linebylineOutputs.show(node, outputs);
  const spent = performance.now() - begun;
  const broken = "section[data-label=law-of-cosines] .derivation-line[data-grade=REFUTED]";
  const isBroken = node.querySelector(broken) !== null;
  node.remove();
  return [spent, isBroken];
}"""
ANSWER = """async ([text, after]) => {
  const element = document.querySelector("section[data-label=law-of-cosines] > script");
  const record = await linebylineRuntime.recordOf(element);
  const begun = performance.now();
  const { says } = await linebylineRuntime.ask({ do: "answer", record, text, after });
  return [performance.now() - begun, says];
}"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# The longest time, in ms, from moving a control of a figure to its picture laid out anew; of each
# position the best of three sweeps.
REDRAW = """() => {
  let longest = 0;
  for (const input of document.querySelectorAll("figure[data-explore] input")) {
    const figure = input.closest("figure");
    const steps = input.type === "checkbox" ? 1 : Number(input.max);
    const best = new Map();
    for (let sweep = 0; sweep < 3; sweep++) {
      for (let position = 0; position <= steps; position += Math.ceil(steps / 20)) {
        const begun = performance.now();
        if (input.type === "checkbox") input.checked = position; else input.value = position;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        figure.getBoundingClientRect();
        const spent = performance.now() - begun;
        best.set(position, Math.min(best.get(position) ?? Infinity, spent));
      }
    }
    longest = Math.max(longest, ...best.values());
  }
  return longest;
}"""
LINES = {
    "follows": "= a^2 + b^2 - 2 a b cos(alpha + beta)",
    "wrong": "= a^2 + b^2",
    "cannot read": "= " + "(" * 900 + "a" + ")" * 900,
}


def page_bars(browser: Browser, address: str) -> Iterator[Bar]:
    """Open every page as a slow reader would, weigh it, and move the controls of its figures."""
    painted, weighed, redrawn = dict[str, float](), dict[str, float](), dict[str, float]()
    for name in find_book().contents():
        url = f"{address}{name}.html"
        painted[name] = min(_first_paint(browser, url) for _ in range(VISITS))
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(url, wait_until="load")
        wait_for_formulas(page)
        weighed[name] = _weight(page)
        redrawn[name] = page.evaluate(REDRAW)
        context.close()
    yield _worst(f"first paint, {SLOW} times slower", painted, 1000, "ms")
    yield _worst("bytes of a page, text packed", weighed, OWN, "bytes")
    yield _worst("control to picture", redrawn, 50, "ms")


def _first_paint(browser: Browser, url: str) -> float:
    """The time until a slow reader who was never here sees something, in ms."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.goto(url, wait_until="commit")
    page.wait_for_function(f"{PAINTED.partition('[')[0]}.length > 0", timeout=LIMIT)
    spent = float(page.evaluate(PAINTED))
    context.close()
    return spent


def _worst(what: str, measured: Mapping[str, float], most: float, unit: str) -> Bar:
    """The bar of what was measured on every page, with the three worst of them."""
    worst = sorted(measured.items(), key=lambda entry: -entry[1])[:3]
    notes = [f"{value:,.0f} {unit} {name}" for name, value in worst]
    largest = worst[0][1]
    return Bar(what, f"at most {most:,} {unit}", f"{largest:,.0f} {unit}", largest <= most, notes)


def live_bars(context: BrowserContext, address: str) -> Iterator[Bar]:
    """Run a live cell for the first time, again with another line, and on the next page."""
    page = context.new_page()
    sent = _count_requests(page)
    page.goto(address + CHAPTER, wait_until="load")
    wait_for_formulas(page)
    first, _ = page.evaluate(RUN, "-")
    yield _seconds("live cell: first run", first, 12)
    spent = []
    for sign in ["+", "-"] * REPEATS:
        milliseconds, is_broken = page.evaluate(RUN, sign)
        if is_broken != (sign == "+"):
            raise SystemExit(f"the line with {sign} was answered wrongly")
        spent.append(milliseconds)
    yield _seconds("live cell: next runs, largest", max(spent), 0.3)
    yield from _answers(page)
    sent.clear()
    page.reload(wait_until="load")
    wait_for_formulas(page)
    again, _ = page.evaluate(RUN, "-")
    yield _seconds("live cell: first run, next page", again, 12)
    heavy = [url for url in sent if url.endswith((".wasm", ".whl", ".zip"))]
    yield Bar("next page: files of Python fetched", "0", str(len(heavy)), not heavy, heavy)


def _weight(page: Page) -> float:
    """The bytes that a page loads, with all that it asks for."""
    sizes = "performance.getEntriesByType('resource').map((e) => e.encodedBodySize)"
    page_itself = "performance.getEntriesByType('navigation')[0].encodedBodySize"
    return float(sum(page.evaluate(sizes)) + page.evaluate(page_itself))


def _answers(page: Page) -> Iterator[Bar]:
    for wanted, text in LINES.items():
        asked = [page.evaluate(ANSWER, [text, 6]) for _ in range(REPEATS)]
        if {says for _, says in asked} != {wanted}:
            raise SystemExit(f"{text!r:.40} was answered {asked}")
        most = 0.05 if wanted == "cannot read" else 0.3
        yield _seconds(f"your line: {wanted}, median", median(t for t, _ in asked), most)


def _count_requests(page: Page) -> list[str]:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    return sent


def _seconds(what: str, milliseconds: float, most: float) -> Bar:
    spent = milliseconds / 1000
    return Bar(what, f"at most {most:g} s", f"{spent:.3f} s", spent <= most)


def _bars(browser: Browser, address: str) -> Iterator[Bar]:
    yield from page_bars(browser, address)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(LIMIT)
    yield from live_bars(context, address)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print each bar, and return 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--to", type=Path, help="write what came out to this Markdown file, too")
    chosen = parser.parse_args(argv)
    with serving(find_book().html) as address, chromium() as browser:
        return show(_bars(browser, address), chosen.to)


if __name__ == "__main__":
    raise SystemExit(main())
