/* Figures computed beforehand: the scenes at all positions of the controls, unpacked in the page.
   The reader of what linebyline.show.frames packs. A classic script, see scene.js. */
"use strict";
(() => {
  const book = (globalThis.linebyline ??= {});
  const STEPS = 9600; // positions along an edge of the window
  const WORDS = new Set(["text", "label", "note", "unit", "kind", "role", "negative", "weight"]);

  async function inflate(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  /* A form with its numbers put back, in the order in which they were taken out. */
  function filled(form, numbers) {
    const [left, right, bottom, top] = form.window;
    let taken = 0;
    const number = (how) => {
      if (how === "nan") return NaN;
      if (how === "inf") return Infinity;
      if (how === "-inf") return -Infinity;
      const steps = numbers[taken++];
      if (how === "x") return left + ((right - left) * steps) / STEPS;
      if (how === "y") return bottom + ((top - bottom) * steps) / STEPS;
      return steps / Number(how);
    };
    const fill = (value) =>
      typeof value === "string" && value.startsWith("@") ? number(value.slice(1))
        : Array.isArray(value) ? value.map(fill)
          : value !== null && typeof value === "object" ? Object.fromEntries(
            Object.entries(value).map(([key, entry]) =>
              [key, WORDS.has(key) ? entry : fill(entry)]))
            : value;
    return { ...form, marks: fill(form.marks), readouts: fill(form.readouts) };
  }

  /* From changes to values: frames[form][k] is the list of numbers of its k-th frame. */
  const accumulated = (columns) => {
    const rows = columns.map((changes) => {
      let value = 0;
      return changes.map((change) => (value += change));
    });
    return (k) => rows.map((row) => row[k]);
  };

  async function scenesOf(packed) {
    const { order, forms, numbers } = await inflate(packed);
    const frames = numbers.map(accumulated);
    const seen = forms.map(() => 0);
    const places = order.map((form) => [form, seen[form]++]);
    return (place) => {
      const [form, k] = places[place];
      return filled(forms[form], frames[form](k));
    };
  }

  /* The figure's function of its parameters: it finds the frame by the controls' positions. */
  book.unpackFrames = async (packed, figure) => {
    const sceneAt = await scenesOf(packed);
    const inputs = [...figure.querySelectorAll("input[data-name]")];
    return () => sceneAt(inputs.reduce((place, input) => {
      const [count, position] = input.type === "checkbox"
        ? [2, Number(input.checked)] : [Number(input.max) + 1, Number(input.value)];
      return place * count + position;
    }, 0));
  };
  book.scenesOf = scenesOf;
})();
