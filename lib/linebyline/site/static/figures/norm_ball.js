/* The twin of linebyline.show.vectors_and_angles.norm_ball: the same scene, number for number. */
"use strict";
((globalThis.linebyline ??= {}).figures ??= {}).norm_ball = ({ p, absolute }) => {
  const { polygon, polyline, arrow, dot, label, readout, pNorm } = linebyline;
  const EDGE = 1.9; // half the side of the window
  const isWhole = Number.isFinite(p) && p === Math.floor(p);

  /* (sum of x_i^p)^(1/p) without the absolute value, NaN where it is no real number. */
  const printedNorm = (vector) => {
    if (Math.min(...vector) >= 0) return pNorm(vector, p);
    if (!isWhole) return NaN;
    const total = vector.reduce((sum, entry) => sum + entry ** p, 0);
    if (p % 2 === 0) return total ** (1 / p);
    return Math.sign(total) * Math.abs(total) ** (1 / p);
  };

  /* Points of length 1 from e_1 to e_2, close together where the curve may have a corner. */
  const quarterOfBall = () => {
    const half = [];
    for (let k = 0; k <= 24; k++) {
      const angle = (Math.PI / 4) * (3 * (k / 24) ** 2 - 2 * (k / 24) ** 3);
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const length = pNorm([x, y], p);
      half.push([x / length, y / length]);
    }
    return [...half, ...half.slice(0, -1).reverse().map(([x, y]) => [y, x])];
  };

  const ball = () => {
    const turned = [];
    let quarter = quarterOfBall();
    for (let turn = 0; turn < 4; turn++) {
      turned.push(...quarter);
      quarter = quarter.map(([x, y]) => [0 - y, x]);
    }
    return [polygon(turned, "first"), polyline([...turned, turned[0]], "first")];
  };

  const firstQuadrantOnly = () => {
    const quarter = quarterOfBall();
    const elsewhere = [[0, 0], [EDGE, 0], [EDGE, -EDGE], [-EDGE, -EDGE], [-EDGE, EDGE], [0, EDGE]];
    return [
      polygon(elsewhere, "warning"),
      polygon([[0, 0], ...quarter], "first"),
      polyline(quarter, "first"),
      label([-0.95, -0.95], "no real number", "warning", [0, 0], false),
    ];
  };

  /* The curve x^p + y^p = 1 for odd p: x from the left edge to the diagonal, then mirrored. */
  const unbounded = () => {
    const [corner, steps, half] = [0.5 ** (1 / p), 48, []];
    for (let k = 0; k <= steps; k++) {
      const x = -EDGE + (corner + EDGE) * (k / steps);
      half.push([x, (1 - x ** p) ** (1 / p)]);
    }
    const curve = [...half, ...half.slice(0, -1).reverse().map(([x, y]) => [y, x])];
    const far = half[0][1];
    return [
      polygon([...curve, [far, -far], [-far, -far], [-far, far]], "first"),
      polyline(curve, "first"),
      label([-1, -1], "unbounded", "warning", [0, 0], false),
    ];
  };

  const printedBall = () => (!isWhole ? firstQuadrantOnly() : p % 2 === 0 ? ball() : unbounded());

  const alt = () => {
    if (absolute && p < 1) return "The unit ball for an order below one: a star that is not convex.";
    if (absolute) return "The unit ball of the p-norm in the plane: a convex set around the origin.";
    if (!isWhole) {
      return "Without the absolute value the formula has a value in the first quadrant only.";
    }
    return p % 2 === 0
      ? "For an even order the absolute value changes nothing: the same convex set."
      : "Without the absolute value the set of length at most one is unbounded for odd order.";
  };

  const counter = [1, -1];
  const length = absolute ? pNorm(counter, p) : printedNorm(counter);
  const [both, separate] = [pNorm([1, 1], p), pNorm([1, 0], p) + pNorm([0, 1], p)];
  const [broken, odd] = [p < 1, length < 0.5];
  const pointRole = odd || Number.isNaN(length) ? "warning" : "accent";
  const sumRole = broken ? "warning" : "second";
  const note = odd ? "a nonzero vector of length zero"
    : Number.isNaN(length) ? "no real number" : "";
  return {
    window: [-EDGE, EDGE, -EDGE, EDGE],
    marks: [
      ...(absolute ? ball() : printedBall()),
      polyline([[-EDGE, 0], [EDGE, 0]], "guide", "thin"),
      polyline([[0, -EDGE], [0, EDGE]], "guide", "thin"),
      label([1.75, 0], "x₁", "guide", [0, -0.8]),
      label([0, 1.75], "x₂", "guide", [-0.6, 0]),
      polyline([[1, 0], [0, 1]], broken ? "warning" : "guide", "normal", true),
      arrow([0, 0], [1, 0], "second"),
      arrow([0, 0], [0, 1], "second"),
      dot([1, 1], sumRole),
      dot(counter, pointRole),
      label([1, 0], "e₁", "second", [0.6, -0.8]),
      label([0, 1], "e₂", "second", [-0.6, 0.8]),
      label([1, 1], "e₁ + e₂", sumRole, [0.6, 0.3]),
      label(counter, "(1, −1)", pointRole, [0.6, -0.6]),
    ],
    readouts: [
      readout("p", p),
      readout(absolute ? "‖(1, −1)‖ₚ" : "(Σ xᵢᵖ)^(1/p) at (1, −1)", length,
        note ? "warning" : "accent", { note }),
      readout("‖e₁ + e₂‖ₚ", both, sumRole),
      readout("‖e₁‖ₚ + ‖e₂‖ₚ", separate, sumRole, { note: broken ? "smaller: not a norm" : "" }),
    ],
    alt: alt(),
  };
};
