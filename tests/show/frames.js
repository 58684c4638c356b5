/* Reads packed frames from standard input, writes every scene with its drawing, in order. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

for (const name of ["scene.js", "frames.js"]) {
  const script = path.join(process.argv[2], name);
  vm.runInThisContext(fs.readFileSync(script, "utf-8"), { filename: script });
}
const { packed, count } = JSON.parse(fs.readFileSync(0, "utf-8"));
const book = globalThis.linebyline;
book.scenesOf(packed).then((sceneAt) => {
  const scenes = Array.from({ length: count }, (_, place) => sceneAt(place));
  process.stdout.write(JSON.stringify(scenes.map((scene) => ({
    svg: book.draw(scene), readouts: book.drawReadouts(scene), alt: scene.alt,
  }))));
});
