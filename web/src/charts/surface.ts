/**
 * The loss as a function of two weights, the others held fixed: a quadratic surface whose contours
 * are ellipses.
 *
 *   loss(w) = floor + ½ (w − center)ᵀ H (w − center)
 *
 * Along eigenvector v of H, with curvature λ, the contour at `floor + rise` lies √(2·rise/λ) from
 * the center; so contours are drawn exactly, without a grid.
 */
import { gradientAt, lossAt, type Problem } from '../lib/problem';

export interface Surface {
  center: [number, number];
  floor: number;
  /** Steeper first. */
  curvatures: [number, number];
  /** Unit vectors along the two axes of the ellipses. */
  axes: [[number, number], [number, number]];
}

/** The surface over weights a and b of a problem in the user's units, the others as in `w`. */
export function surfaceOver(problem: Problem, a: number, b: number, w: ArrayLike<number>): Surface {
  const h = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < problem.m; k++)
      sum += problem.rows[k * problem.p + i] * problem.rows[k * problem.p + j];
    return 2 * problem.factor * sum;
  };
  const [haa, hab, hbb] = [h(a, a), h(a, b), h(b, b)];
  const half = (haa - hbb) / 2;
  const reach = Math.hypot(half, hab);
  const steep = (haa + hbb) / 2 + reach;
  const flat = Math.max(steep === 0 ? 0 : (haa * hbb - hab * hab) / steep, 1e-12 * steep);
  const angle = Math.atan2(hab, half) / 2;
  const u: [number, number] = [Math.cos(angle), Math.sin(angle)];
  const v: [number, number] = [-u[1], u[0]];
  // From w, one Newton step in the plane reaches the center.
  const g = gradientAt(problem, w);
  const alongU = (g[a] * u[0] + g[b] * u[1]) / steep;
  const alongV = (g[a] * v[0] + g[b] * v[1]) / flat;
  const center: [number, number] = [
    w[a] - alongU * u[0] - alongV * v[0],
    w[b] - alongU * u[1] - alongV * v[1],
  ];
  const lowest = Array.from(w);
  [lowest[a], lowest[b]] = center;
  return { center, floor: lossAt(problem, lowest), curvatures: [steep, flat], axes: [u, v] };
}

export const riseAt = (surface: Surface, x: number, y: number): number => {
  const dx = x - surface.center[0];
  const dy = y - surface.center[1];
  return surface.axes.reduce(
    (sum, [p, q], i) => sum + (surface.curvatures[i] * (p * dx + q * dy) ** 2) / 2,
    0,
  );
};

/** The two half-axes of the contour at `rise`, as vectors in the plane of the weights. */
export function halfAxes(surface: Surface, rise: number): [[number, number], [number, number]] {
  const [u, v] = surface.axes;
  const a = Math.sqrt((2 * rise) / surface.curvatures[0]);
  const b = Math.sqrt((2 * rise) / surface.curvatures[1]);
  return [
    [a * u[0], a * u[1]],
    [b * v[0], b * v[1]],
  ];
}
