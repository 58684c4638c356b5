// Typesets the formulas that come as JSON on standard input, a list of [TeX, "display" or "inline"];
// answers with their HTML and the style sheet of all formulas. Its argument: where the fonts are.
"use strict";

const { join } = require("node:path");
const mathjax = require(join(process.cwd(), "node_modules/mathjax/es5/node-main.js"));

let now = "";

function refuse(_, error) {
  process.stderr.write(`${error.message}: ${now}`);
  process.exit(1);
}

async function main() {
  const MathJax = await mathjax.init({
    loader: { load: ["input/tex", "output/chtml", "a11y/assistive-mml"] },
    tex: { formatError: refuse, packages: { "[-]": ["noundefined"] } },
    chtml: { fontURL: process.argv[2], adaptiveCSS: false },
  });
  const { adaptor } = MathJax.startup;
  let input = "";
  for await (const chunk of process.stdin) input += chunk;
  const formulas = [];
  for (const [tex, style] of JSON.parse(input)) {
    now = tex;
    const formula = await MathJax.tex2chtmlPromise(tex, { display: style === "display" });
    formulas.push(adaptor.outerHTML(formula));
  }
  const sheet = adaptor.textContent(MathJax.chtmlStylesheet());
  process.stdout.write(JSON.stringify({ formulas, sheet }));
}

main();
