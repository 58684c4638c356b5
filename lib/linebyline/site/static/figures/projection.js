/* The twin of linebyline.show.vectors_and_angles.projection: the same scene, number for number. */
"use strict";
((globalThis.linebyline ??= {}).figures ??= {}).projection = ({ x_x, x_y }) => {
  const {
    NEARLY_ZERO, polyline, arrow, sector, dot, label, readout, angleReadout, rightAngle,
  } = linebyline;
  const [origin, x, y] = [[0, 0], [x_x, x_y], [2, 0]];
  const length = (x[0] * y[0] + x[1] * y[1]) / Math.hypot(...y);
  const z = [(length * y[0]) / Math.hypot(...y), (length * y[1]) / Math.hypot(...y)];
  const unsigned = [Math.hypot(...z), 0];
  const theta = Math.atan2(x_y, x_x);
  const obtuse = length < -NEARLY_ZERO;
  const marks = [
    polyline([[-4, 0], [4, 0]], "guide", "thin", true),
    sector(origin, 0.6, 0, theta, "guide"),
    polyline([x, z], "guide", "normal", true),
    rightAngle(z, [obtuse ? 1 : -1, 0], [0, 1]),
    arrow(origin, y, "ink"),
    arrow(origin, x, "first"),
    arrow(origin, z, "accent"),
    label([0.82 * Math.cos(theta / 2), 0.82 * Math.sin(theta / 2)], "θ", "guide"),
    label(x, "x", "first", [0, 1]),
    label(y, "y", "ink", [0.6, 0.6]),
    label(z, "z = (u·x) u", "accent", [0, -1]),
  ];
  if (obtuse) {
    marks.push(dot(unsigned, "warning", true), label(unsigned, "‖z‖ u", "warning", [0, -1]));
  }
  const equal = Math.abs(unsigned[0] - Math.abs(length)) < NEARLY_ZERO;
  const rest = [x[0] - z[0], x[1] - z[1]];
  const side = obtuse ? "opposite to y, since the angle is obtuse" : "in the direction of y";
  return {
    window: [-4, 4, -0.9, 3],
    marks,
    readouts: [
      angleReadout("θ", theta, "ink", obtuse ? "obtuse" : ""),
      readout("u·x", length, obtuse ? "warning" : "accent",
        { note: obtuse ? "negative: z points against u" : "" }),
      readout("‖z‖", unsigned[0], "accent", { note: equal ? "= |u·x|" : "≠ |u·x|" }),
      readout("(x − z)·y", rest[0] * y[0] + rest[1] * y[1]),
    ],
    alt: `The vector x and its orthogonal projection z on the line of y: z points ${side}.`,
  };
};
