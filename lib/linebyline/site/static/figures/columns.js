/* The twin of linebyline.show.vectors_and_angles.columns: the same scene, number for number. */
"use strict";
((globalThis.linebyline ??= {}).figures ??= {}).columns = ({
  first_x, first_y, second_x, second_y,
}) => {
  const { polygon, polyline, arrow, sector, label, readout, angleReadout } = linebyline;
  const [origin, tips] = [[0, 0], [[first_x, first_y], [second_x, second_y]]];
  const stretches = tips.map(([x, y]) => Math.hypot(x, y));
  const turns = [Math.atan2(first_y, first_x), Math.atan2(-second_x, second_y)]
    .map((turn, j) => (stretches[j] > 0 ? turn : NaN));
  const opposite = [first_x + second_x, first_y + second_y];
  const marks = [
    polyline([[-4, 0], [4, 0]], "guide", "thin"),
    polyline([[0, -3.4], [0, 3.4]], "guide", "thin"),
    polygon([origin, tips[0], opposite, tips[1]], "accent"),
    polygon([origin, [1, 0], [1, 1], [0, 1]], "guide"),
  ];
  const readouts = [];
  [["e₁", "first", [1, 0], 0], ["e₂", "second", [0, 1], Math.PI / 2]].forEach(
    ([name, role, basis, start], j) => {
      if (!Number.isNaN(turns[j])) {
        marks.push(sector(origin, 0.55 + 0.2 * j, start, start + turns[j], role));
      }
      marks.push(
        arrow(origin, basis, "guide"),
        arrow(origin, tips[j], role),
        label(basis, name, "guide", j === 0 ? [0.6, -0.7] : [-0.7, 0.5]),
        label(tips[j], `A${name}`, role, [0.6, 0.6]),
      );
      readouts.push(
        angleReadout(`turn of ${name}`, turns[j], role),
        readout(`stretch of ${name}`, stretches[j], role),
      );
    },
  );
  return {
    window: [-4, 4, -3.4, 3.4],
    marks,
    readouts,
    alt: "The basis vectors e₁ and e₂ and their images Ae₁ and Ae₂, the columns of the matrix A.",
  };
};
