/* Typesets the formulas of a page, those in view first, and others when a reader opens them. */
(() => {
  "use strict";

  const PATIENCE = 200; // looks for MathJax, 50 ms apart
  const AT_ONCE = 30; // holders of formulas that are typeset before the page may move again
  const HOLDERS = ".math, .mathjax_process, .tex2jax_process, .output_area, .text_html";
  const TEX = /\\\(|\\\[/;
  let mathjax = null;
  let queue = Promise.resolve();

  // A page without formulas of its own says where MathJax is, and leaves it out until then.
  function loadMathJax() {
    const place = document.querySelector("[data-typesetter]");
    if (!place) return;
    const script = document.createElement("script");
    script.src = place.dataset.typesetter;
    document.head.append(script);
  }

  const hasMathJax = () =>
    document.querySelector("[data-typesetter], script[src*='mathjax/startup.js']") !== null;

  function findMathJax() {
    if (mathjax) return mathjax;
    loadMathJax();
    mathjax = new Promise((resolve) => {
      let looks = 0;
      (function look() {
        const started = window.MathJax?.startup?.promise;
        if (started) started.then(() => resolve(window.MathJax));
        else if (++looks < PATIENCE) setTimeout(look, 50);
      })();
    });
    return mathjax;
  }

  function toFormula(code) {
    const display = "display" in code.dataset;
    const formula = document.createElement(display ? "div" : "span");
    formula.className = "math";
    const tex = code.textContent;
    formula.textContent = display ? `\\[${tex}\\]` : `\\(${tex}\\)`;
    code.replaceWith(formula);
    return formula;
  }

  function typesetAll(elements) {
    queue = queue
      .then(findMathJax)
      .then((engine) => engine.typesetPromise(elements))
      .catch(console.error);
    return queue;
  }

  /* Typesets elements that hold nothing but TeX. */
  async function typeset(codes) {
    if (codes.length === 0) return;
    await typesetAll(codes.filter((code) => code.isConnected).map(toFormula));
  }

  /* Typesets all formulas in an element; false where the page cannot. */
  async function typesetIn(element) {
    element.querySelectorAll("code.tex").forEach(toFormula);
    if (!TEX.test(element.textContent)) return true;
    if (!hasMathJax()) return false;
    await typesetAll([element]);
    return true;
  }

  // How far an element is from what is seen, in pixels; what is folded away comes last.
  function distance(element) {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width === 0 ? Infinity : Math.max(0, top - innerHeight, -bottom);
  }

  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  /* Typesets all formulas of the page, at any time those that are nearest to its reader. */
  async function typesetPage() {
    let left = [...document.querySelectorAll(HOLDERS)].filter(
      (holder) => !holder.parentElement.closest(HOLDERS) && TEX.test(holder.textContent));
    while (left.length > 0) {
      const sorted = left.map((holder) => [distance(holder), holder]).sort(([a], [b]) => a - b);
      left = sorted.map(([, holder]) => holder);
      await typesetAll(left.splice(0, AT_ONCE));
      await painted();
    }
  }

  const page = typesetPage();

  /* When the formulas of the page are typeset, and those that a reader sees by now. */
  async function settled() {
    await page;
    await painted();
    await queue;
  }

  window.linebylineFormulas = { typeset, typesetIn, settled };
})();
