/* Scenes in the page: number texts, control positions, and scenes drawn as SVG.
   The same data and markup as linebyline.show.scene, .controls and .svg; a test compares them.
   A classic script, since modules do not load from file://. */
"use strict";
(() => {
  const book = (globalThis.linebyline ??= {});
  book.figures ??= {};

  const WIDTH = 480; // units of the drawing; the page scales it
  const HEAD = [13, 4.5]; // length and half width of an arrow head
  const NEARLY_ZERO = 1e-9;

  // Marks and readouts, every field present as in Python's data.
  const polygon = (points, role) => ({ kind: "polygon", points, role });
  const polyline = (points, role, weight = "normal", dashed = false) => ({
    kind: "polyline", points, role, weight, dashed,
  });
  const arrow = (tail, tip, role, dashed = false) => ({ kind: "arrow", tail, tip, role, dashed });
  const sector = (center, radius, start, end, role) => ({
    kind: "sector", center, radius, start, end, role,
  });
  const dot = (at, role, hollow = false) => ({ kind: "dot", at, role, hollow });
  const label = (at, text, role, toward = [0, 0], math = true) => ({
    kind: "label", at, text, role, toward, math,
  });
  const readout = (label, value, role = "ink", { unit = "", note = "", digits = 2 } = {}) => ({
    label, value, role, unit, note, digits,
  });
  const angleReadout = (label, radians, role = "ink", note = "") =>
    readout(label, (radians * 180) / Math.PI, role, { unit: "°", note, digits: 1 });
  const rightAngle = ([x, y], one, other, size = 0.22) => {
    const ends = [one, other].map((side) => [x + size * side[0], y + size * side[1]]);
    const inner = [ends[0][0] + ends[1][0] - x, ends[0][1] + ends[1][1] - y];
    return polyline([ends[0], inner, ends[1]], "guide", "thin");
  };

  function pNorm(vector, p) {
    const sizes = vector.map(Math.abs);
    const largest = Math.max(...sizes);
    if (largest === 0 || p === Infinity) return largest;
    return largest * sizes.reduce((sum, size) => sum + (size / largest) ** p, 0) ** (1 / p);
  }

  function numberText(value, digits) {
    if (Number.isNaN(value)) return "undefined";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    const scale = 10 ** digits;
    const rounded = Math.floor(Math.abs(value) * scale + 0.5) / scale;
    return (value < 0 && rounded > 0 ? "−" : "") + rounded.toFixed(digits);
  }

  const amountText = ({ value, unit, digits }) =>
    numberText(value, digits) + (Number.isNaN(value) ? "" : unit);
  const readoutText = (entry) =>
    `${entry.label} = ${amountText(entry)}${entry.note && ` (${entry.note})`}`;

  /* A slider { scale, low, high, steps, digits }: position 0..steps to value, value to text. */
  function valueAt({ scale, low, high, steps }, position) {
    if (scale === "linear") return low + ((high - low) * position) / steps;
    return position === steps ? Infinity : (low * steps + position) / (steps - position);
  }
  function positionOf({ scale, low, high, steps }, value) {
    const share = scale === "linear" ? (value - low) / (high - low)
      : value === Infinity ? 1 : (value - low) / (value + 1);
    return Math.round(Math.min(1, Math.max(0, share)) * steps);
  }
  const valueText = ({ digits }, value) =>
    numberText(value, value === Infinity || value === Math.floor(value) ? 0 : digits);

  const escaped = (text) =>
    text.replace(/[&<>"']/g, (c) => ({
      "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;",
    })[c]);
  const pair = ([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`;
  const dashes = (dashed) => (dashed ? " dashed" : "");

  function canvas({ window: [left, right, bottom, top], aspect }) {
    const scale = WIDTH / (right - left);
    const height = aspect ? WIDTH / aspect : scale * (top - bottom);
    const at = ([x, y]) => [(x - left) * scale, ((top - y) * height) / (top - bottom)];
    const path = (points) => points.map((point) => pair(at(point))).join(" ");
    return { scale, height, at, path };
  }

  const drawers = {
    polygon: (c, { points, role }) =>
      `<polygon class="area ${role}" points="${c.path(points)}"/>`,
    polyline: (c, { points, role, weight, dashed }) =>
      `<polyline class="line ${role} ${weight}${dashes(dashed)}" points="${c.path(points)}"/>`,
    arrow(c, { tail, tip, role, dashed }) {
      const [[x0, y0], [x1, y1]] = [c.at(tail), c.at(tip)];
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length < 1e-6) return "";
      const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
      const head = Math.min(HEAD[0], length);
      const half = (HEAD[1] * head) / HEAD[0];
      const [x, y] = [x1 - head * ux, y1 - head * uy];
      const corners = [[x1, y1], [x - half * uy, y + half * ux], [x + half * uy, y - half * ux]];
      return `<polyline class="line ${role} bold${dashes(dashed)}" ` +
        `points="${pair([x0, y0])} ${pair([x, y])}"/>` +
        `<polygon class="head ${role}" points="${corners.map(pair).join(" ")}"/>`;
    },
    sector(c, { center, radius, start, end, role }) {
      const ends = [start, end].map((angle) => pair(c.at([
        center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle),
      ])));
      const flags = `${Math.abs(end - start) > Math.PI ? 1 : 0} ${end < start ? 1 : 0}`;
      const size = (radius * c.scale).toFixed(2);
      const arc = `${ends[0]} A ${size} ${size} 0 ${flags} ${ends[1]}`;
      return `<path class="area ${role}" d="M ${pair(c.at(center))} L ${arc} Z"/>` +
        `<path class="line ${role} normal" d="M ${arc}"/>`;
    },
    dot(c, { at, role, hollow }) {
      const [x, y] = c.at(at);
      return `<circle class="dot ${role}${hollow ? " hollow" : ""}" ` +
        `cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="5"/>`;
    },
    label(c, { at, text, role, toward: [right, up], math }) {
      const [x, y] = c.at(at);
      const anchor = right > 0.3 ? "start" : right < -0.3 ? "end" : "middle";
      return `<text class="label ${role}${math ? " symbol" : ""}" ` +
        `x="${x.toFixed(2)}" y="${y.toFixed(2)}" ` +
        `dx="${right.toFixed(2)}em" dy="${(0.35 - up).toFixed(2)}em" ` +
        `text-anchor="${anchor}">${escaped(text)}</text>`;
    },
    cells(c, { low, high, shares, role, negative }) {
      const [[left, bottom], [right, top]] = [c.at(low), c.at(high)];
      const [wide, tall] = [(right - left) / shares[0].length, (bottom - top) / shares.length];
      return shares.flatMap((row, i) => row.map((share, j) => Math.abs(share) < 0.005 ? "" :
        `<rect class="cell ${share >= 0 ? role : negative}" ` +
        `x="${(left + j * wide).toFixed(2)}" y="${(top + i * tall).toFixed(2)}" ` +
        `width="${wide.toFixed(2)}" height="${tall.toFixed(2)}" ` +
        `fill-opacity="${Math.abs(share).toFixed(2)}"/>`)).join("");
    },
  };

  const draw = (scene) => {
    const c = canvas(scene);
    return scene.marks.map((mark) => drawers[mark.kind](c, mark)).join("");
  };
  const drawReadouts = (scene) =>
    scene.readouts.map((entry) =>
      `<li class="${entry.role}"><span class="symbol">${escaped(entry.label)}</span> = ` +
      `<span class="value">${escaped(amountText(entry))}</span>` +
      `${entry.note && ` <span class="note">${escaped(entry.note)}</span>`}</li>`).join("");

  Object.assign(book, {
    NEARLY_ZERO, polygon, polyline, arrow, sector, dot, label, readout, angleReadout, rightAngle,
    pNorm, numberText, readoutText, valueAt, positionOf, valueText, draw, drawReadouts,
  });
})();
