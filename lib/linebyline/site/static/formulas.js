/* Typesets what is computed or opened while a page is read; its own formulas come typeset. */
(() => {
  "use strict";

  const TEX = /\\\(|\\\[/;
  const { src: here } = document.currentScript;
  let mathjax = null;
  let queue = Promise.resolve();

  function loadMathJax() {
    mathjax ??= new Promise((resolve, reject) => {
      window.MathJax = {
        loader: { load: ["input/tex", "output/chtml", "a11y/assistive-mml"] },
        startup: { typeset: false },
      };
      const script = document.createElement("script");
      script.src = new URL("vendor/mathjax/startup.js", here);
      script.onload = () => window.MathJax.startup.promise.then(() => resolve(window.MathJax));
      script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
      document.head.append(script);
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
      .then(loadMathJax)
      .then((engine) => engine.typesetPromise(elements))
      .catch(console.error);
    return queue;
  }

  /* Typesets elements that hold nothing but TeX. */
  async function typeset(codes) {
    if (codes.length === 0) return;
    await typesetAll(codes.filter((code) => code.isConnected).map(toFormula));
  }

  /* Typesets all formulas in an element. */
  async function typesetIn(element) {
    element.querySelectorAll("code.tex").forEach(toFormula);
    if (TEX.test(element.textContent)) await typesetAll([element]);
  }

  /* When all that was asked for is typeset. */
  const settled = () => queue;

  window.linebylineFormulas = { typeset, typesetIn, settled };
})();
