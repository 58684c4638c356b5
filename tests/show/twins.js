/* Reads [{figure, parameters}] from standard input, writes the twins' scenes and drawings. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const base = process.argv[2];
const figures = path.join(base, "figures");
const scripts = fs.readdirSync(figures).map((name) => path.join(figures, name));
for (const script of [...scripts, path.join(base, "scene.js")]) {
  vm.runInThisContext(fs.readFileSync(script, "utf-8"), { filename: script });
}
const book = globalThis.linebyline;
const plain = (key, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
const revived = (value) => (value === "Infinity" ? Infinity : value);

const answers = JSON.parse(fs.readFileSync(0, "utf-8")).map(({ figure, parameters, slider }) => {
  if (slider) {
    const spec = Object.fromEntries(Object.entries(slider).map(([k, v]) => [k, revived(v)]));
    const values = Array.from({ length: spec.steps + 1 }, (_, k) => book.valueAt(spec, k));
    return values.map((value) => ({
      value, text: book.valueText(spec, value), position: book.positionOf(spec, value),
    }));
  }
  const entries = Object.entries(parameters).map(([name, value]) => [name, revived(value)]);
  const scene = book.figures[figure](Object.fromEntries(entries));
  return { scene, svg: book.draw(scene), readouts: book.drawReadouts(scene) };
});
process.stdout.write(JSON.stringify(answers, plain));
