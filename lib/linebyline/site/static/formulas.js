/* Typesets formulas that a page holds as TeX, when a reader gets to see them. */
(() => {
  "use strict";

  const PATIENCE = 200; // looks for MathJax, 50 ms apart
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

  async function typesetAll(elements) {
    const engine = await findMathJax();
    queue = queue.then(() => engine.typesetPromise(elements)).catch(console.error);
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
    if (!/\\\(|\\\[/.test(element.textContent)) return true;
    if (!hasMathJax()) return false;
    await typesetAll([element]);
    return true;
  }

  window.linebylineFormulas = { typeset, typesetIn };
})();
