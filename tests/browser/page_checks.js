/* What the browser tests ask of a page; each answers with a list of what is wrong. */
globalThis.pageChecks = (() => {
  /* Formulas that are not typeset, or wrongly. */
  function untypeset() {
    const rawFormula = /\\\(|\\\[|\$\$/;
    const all = (selector) => [...document.querySelectorAll(selector)];
    return [
      ...all(".math").filter((e) => !e.querySelector("mjx-container")).map((e) => e.textContent),
      ...all(".text_html").filter((e) => rawFormula.test(e.innerText)).map((e) => e.innerText),
      ...all("mjx-merror, [data-mjx-error]").map(
        (e) => `error: ${e.getAttribute("data-mjx-error") ?? e.textContent}`),
    ];
  }

  /* Puts a word as large as it in place of each formula, so that the page is laid out sooner at
     other widths: the size of a formula does not hang on them. */
  function freeze() {
    const formulas = [...document.querySelectorAll("mjx-container > mjx-math")];
    const sizes = formulas.map((formula) => formula.getBoundingClientRect());
    formulas.forEach((formula, k) => {
      const word = document.createElement("span");
      const [width, height] = [sizes[k].width, sizes[k].height].map((size) => `${size}px`);
      Object.assign(word.style, { display: "inline-block", width, height });
      word.textContent = "x";
      formula.parentElement.replaceChildren(word);
    });
  }

  function isBoxed(element) {
    for (let e = element.parentElement; e; e = e.parentElement)
      if (getComputedStyle(e).overflowX !== "visible") return true;
    return false;
  }

  /* What makes the page wider than the screen; not what scrolls inside a box of its own. */
  function sticksOut() {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !isBoxed(e))
      .map((e) => `${e.tagName}.${e.className}`.slice(0, 80));
    return [`${root.scrollWidth} pixels on ${root.clientWidth}`, ...wide.slice(0, 10)];
  }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  /* The color of translucent colors laid one over the other, 0 to 1 a channel. */
  function blend(colors) {
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255);
  }

  /* WCAG 2.2, relative luminance. */
  function luminance(rgb) {
    const [r, g, b] = rgb.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /* WCAG 2.2, contrast of the last color with those below it. */
  function contrast(behind, color) {
    const [light, dark] = [behind, [...behind, color]]
      .map((colors) => luminance(blend(colors)))
      .sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  /* A function that keeps its answers. */
  function kept(answer, key = (x) => x) {
    const known = new Map();
    return (...asked) => {
      const at = key(...asked);
      if (!known.has(at)) known.set(at, answer(...asked));
      return known.get(at);
    };
  }

  /* Text whose contrast with what is behind it is below the least. */
  function pale(least) {
    const ownText = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const behind = kept((e) => {
      const color = getComputedStyle(e).backgroundColor;
      const below = e.parentElement ? behind(e.parentElement) : ["white"];
      return color === "rgba(0, 0, 0, 0)" ? below : [...below, color];
    });
    const between = kept(contrast, (colors, color) => [...colors, color].join());
    return [...document.querySelectorAll("article *")]
      .filter((e) => ownText(e) && !e.closest("svg, mjx-assistive-mml, :disabled"))
      .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((e) => [between(behind(e), getComputedStyle(e).color), e])
      .filter(([measured]) => measured < least)
      .map(([measured, e]) => `${measured.toFixed(2)} ${e.tagName}.${e.className}: ${e.textContent.trim()}`)
      .map((line) => line.slice(0, 100));
  }

  /* Pictures that say nothing to who cannot see them. */
  function silent() {
    const named = "[alt]:not([alt='']), [aria-label], [aria-labelledby], [aria-hidden='true']";
    return [...document.querySelectorAll("article :is(img, svg)")]
      .filter((e) => !e.matches(named) && !e.querySelector(":scope > title"))
      .filter((e) => !e.closest("button, summary, .admonition-title")) // those have words beside
      .map((e) => e.outerHTML.slice(0, 80));
  }

  /* Words of a figure that are cut by what it stands in. */
  function cut() {
    return [...document.querySelectorAll("figure.explore")].flatMap((figure) => {
      let box = figure;
      while (box.parentElement && getComputedStyle(box).overflowX === "visible") box = box.parentElement;
      const edge = box.getBoundingClientRect();
      return [...figure.querySelectorAll("svg text")]
        .filter((text) => {
          const { left, right, width } = text.getBoundingClientRect();
          return width > 0 && (left < edge.left - 1 || right > edge.right + 1);
        })
        .map((text) => `${figure.dataset.explore}: ${text.textContent}`);
    });
  }

  /* Icons of the theme whose drawing is not in the style sheet of icons. */
  function undrawn() {
    const icons = [...document.querySelectorAll("i[class*='fa-'], span[class*='fa-']")];
    return icons
      .filter((e) => getComputedStyle(e, "::before").getPropertyValue("--icon") === "")
      .map((e) => e.className);
  }

  return { untypeset, freeze, sticksOut, pale, silent, cut, undrawn };
})();
