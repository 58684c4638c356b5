/* The twin of linebyline.show.vectors_and_angles.triangle: the same scene, number for number. */
"use strict";
((globalThis.linebyline ??= {}).figures ??= {}).triangle = ({ c_x, c_y }) => {
  const {
    NEARLY_ZERO, polygon, polyline, arrow, sector, dot, label, readout, angleReadout, rightAngle,
  } = linebyline;
  const [A, B, C, D] = [[3, 0], [0, 0], [c_x, c_y], [c_x, 0]];
  const [a, b, c] = [Math.hypot(c_x, c_y), Math.hypot(c_x - 3, c_y), 3];
  const [alpha, beta] = [Math.atan2(c_x, c_y), Math.atan2(3 - c_x, c_y)];
  const theta = alpha + beta;
  const [beyondA, beyondB] = [beta < -NEARLY_ZERO, alpha < -NEARLY_ZERO];
  const between = (corner, top, share = 0.4) =>
    corner.map((start, axis) => start + share * (top[axis] - start));
  const beside = ([x, y], radius, side, angle, other) => {
    const isBehind = angle < -NEARLY_ZERO;
    const off = isBehind ? 0.35 : (angle + Math.max(0, -other)) / 2;
    const [turned, reach] = [-Math.PI / 2 + side * off, isBehind ? 0.6 : radius];
    return [x + reach * Math.cos(turned), y + reach * Math.sin(turned)];
  };
  const [down, size] = [-Math.PI / 2, Math.min(1, c_y)]; // angle marks stay above the base
  const marks = [
    polyline([[-2.1, 0], [5.1, 0]], "guide", "thin", true),
    polygon([A, B, C], "guide"),
    sector(C, 0.85 * size, down, down - alpha, "first"),
    sector(C, 0.65 * size, down, down + beta, "second"),
    polyline([C, D], "guide", "normal", true),
    rightAngle(D, [beyondB ? 1 : -1, 0], [0, 1]),
    polyline([B, C], "first", "bold"),
    polyline([A, C], "second", "bold"),
    polyline([A, B], "ink", "bold"),
    arrow([0, -0.7], [c_x, -0.7], "first"),
    arrow([c_x, -1.15], [3, -1.15], "second"),
    ...[A, B, C, D].map((corner) => dot(corner, "ink")),
    label(A, "A", "ink", [0.5, -0.8]),
    label(B, "B", "ink", [-0.5, -0.8]),
    label(C, "C", "ink", [0, 1]),
    label(beside(C, 1.07 * size, -1, alpha, beta), "α", "first"),
    label(beside(C, 0.87 * size, +1, beta, alpha), "β", "second"),
    label(D, "D", "guide", [beyondB ? -0.7 : 0.7, 0.7]),
    label(between(B, C), "a", "first", [-0.7, 0.2]),
    label(between(A, C), "b", "second", [0.7, 0.2]),
    label([1.5, 0], "c", "ink", [0, -0.7]),
    label([0, -0.7], "a sin α", "first", [beyondB ? 0.5 : -0.5, 0]),
    label([3, -1.15], "b sin β", "second", [beyondA ? -0.5 : 0.5, 0]),
  ];
  const [BD, DA] = [a * Math.sin(alpha), b * Math.sin(beta)];
  const signed = (name, angle, role, negative) =>
    angleReadout(name, angle, negative ? "warning" : role, negative ? "negative" : "");
  const compared = (text, value, name, target) =>
    Math.abs(value - target) < NEARLY_ZERO
      ? readout(text, value, "accent", { note: `= ${name}` })
      : readout(text, value, "warning", { note: `≠ ${name}` });
  const place = beyondA ? "beyond A, and β is negative"
    : beyondB ? "beyond B, and α is negative" : "on the side AB";
  return {
    window: [-2.1, 5.1, -1.4, 3.7],
    marks,
    readouts: [
      signed("α", alpha, "first", beyondB),
      signed("β", beta, "second", beyondA),
      angleReadout("θ = α + β", theta),
      compared("a sin α + b sin β", BD + DA, "c", c),
      compared("|BD| + |DA|", Math.abs(BD) + Math.abs(DA), "c", c),
      readout("c²", c * c),
      compared("a² + b² − 2ab cos θ", a * a + b * b - 2 * a * b * Math.cos(theta), "c²", c * c),
    ],
    alt: `Triangle ABC with the altitude from C; its foot D lies ${place}.`,
  };
};
