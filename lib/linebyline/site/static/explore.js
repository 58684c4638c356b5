/* Brings every figure with controls to life: moves read the controls, the figure's function in
   linebyline.figures gives the scene of those values, and the scene is drawn. Nothing is fetched.
   A classic script, since modules do not load from file://. */
"use strict";
(() => {
  const book = (globalThis.linebyline ??= {});
  book.figures ??= {};
  const QUIET_MS = 400; // a screen reader hears the numbers once the control rests
  const STRIDE = 10; // steps of an arrow key with Shift
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

  const sliderOf = (input) => ({
    scale: input.dataset.scale,
    low: Number(input.dataset.low),
    high: Number(input.dataset.high),
    steps: Number(input.max),
    digits: Number(input.dataset.digits),
  });
  const valueOf = (input) =>
    input.type === "checkbox" ? input.checked : book.valueAt(sliderOf(input), Number(input.value));
  const textOf = (input) => book.valueText(sliderOf(input), valueOf(input));

  async function enliven(figure) {
    if (figure.dataset.alive) return;
    figure.dataset.alive = "waking";
    const name = figure.dataset.explore;
    const packed = figure.dataset.frames;
    if (packed && !globalThis.DecompressionStream) return; // an old browser keeps the still picture
    const sceneOf = packed ? await book.unpackFrames(packed, figure) : book.figures[name];
    if (!sceneOf) {
      console.error(`no figure named ${name} is registered`);
      return;
    }
    const part = (name) => figure.querySelector(`.explore-${name}`);
    const svg = figure.querySelector("svg");
    const inputs = [...figure.querySelectorAll("input[data-name]")];
    const fixed = JSON.parse(figure.dataset.fixed);
    const handles = [];
    let waiting = 0;

    function redraw({ announce = true } = {}) {
      const moved = inputs.map((input) => [input.dataset.name, valueOf(input)]);
      const scene = sceneOf({ ...fixed, ...Object.fromEntries(moved) });
      svg.innerHTML = book.draw(scene);
      svg.setAttribute("aria-label", scene.alt);
      part("readouts").innerHTML = book.drawReadouts(scene);
      inputs.forEach(showValue);
      handles.forEach((handle) => handle.place(scene.window));
      clearTimeout(waiting);
      if (!announce) return;
      waiting = setTimeout(() => {
        part("status").textContent = scene.readouts.map(book.readoutText).join("; ");
      }, QUIET_MS);
    }

    const names = new Set(inputs.map((input) => input.dataset.handle).filter(Boolean));
    for (const name of names) {
      const [x, y] = inputs.filter((input) => input.dataset.handle === name);
      handles.push(makeHandle(name, x, y, part("stage"), redraw));
    }
    for (const input of inputs) input.addEventListener("input", () => redraw());
    figure.dataset.alive = "true";
    part("controls").hidden = false;
    redraw({ announce: false });
  }

  function showValue(input) {
    if (input.type === "checkbox") return;
    const control = input.closest("label");
    control.querySelector(".explore-value").textContent = textOf(input);
    const name = control.querySelector(".explore-name").textContent;
    input.setAttribute("aria-valuetext", `${name} = ${textOf(input)}`);
  }

  /* A point over the picture that is dragged or moved by arrow keys: it sets two sliders. */
  function makeHandle(name, x, y, stage, redraw) {
    const handle = document.createElement("div");
    handle.className = "explore-handle";
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-roledescription", "point to drag");
    handle.setAttribute("aria-label", name);
    handle.setAttribute("aria-valuemin", x.dataset.low);
    handle.setAttribute("aria-valuemax", x.dataset.high);
    stage.append(handle);
    let view = [0, 1, 0, 1];
    let grip = [0, 0]; // from the pointer to the point, so that it does not jump when taken

    const pointer = (event) => {
      const box = stage.getBoundingClientRect();
      const [left, right, bottom, top] = view;
      return [
        left + ((event.clientX - box.left) / box.width) * (right - left),
        top - ((event.clientY - box.top) / box.height) * (top - bottom),
      ];
    };
    const moveTo = (position) => {
      const before = [x.value, y.value].join();
      [x, y].forEach((input, axis) => {
        input.value = book.positionOf(sliderOf(input), position[axis]);
      });
      if ([x.value, y.value].join() !== before) redraw();
    };
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      const [px, py] = pointer(event);
      grip = [valueOf(x) - px, valueOf(y) - py];
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const [px, py] = pointer(event);
      moveTo([px + grip[0], py + grip[1]]);
    });
    handle.addEventListener("keydown", (event) => {
      const step = ARROWS[event.key];
      if (!step) return;
      event.preventDefault();
      const stride = event.shiftKey ? STRIDE : 1;
      [x, y].forEach((input, axis) => {
        input.value = Number(input.value) + stride * step[axis];
      });
      redraw();
    });

    const place = (window) => {
      view = window;
      const [left, right, bottom, top] = window;
      const [px, py] = [valueOf(x), valueOf(y)];
      handle.style.left = `${(100 * (px - left)) / (right - left)}%`;
      handle.style.top = `${(100 * (top - py)) / (top - bottom)}%`;
      handle.setAttribute("aria-valuenow", px);
      handle.setAttribute("aria-valuetext", `${name} at (${textOf(x)}, ${textOf(y)})`);
    };
    return { place };
  }

  book.enlivenAll = () => document.querySelectorAll("figure[data-explore]").forEach(enliven);
  if (document.readyState === "complete") {
    book.enlivenAll();
  } else {
    // Deferred scripts run before the first event; one that comes late still sees the second.
    document.addEventListener("DOMContentLoaded", book.enlivenAll);
    globalThis.addEventListener("load", book.enlivenAll);
  }
})();
