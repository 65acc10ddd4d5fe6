/** Scales of the charts: from a domain and a range of pixels to positions and readable ticks. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { grouped, number, plain, powerOfTen } from '../lib/format';

export interface Axis {
  domain: [number, number];
  log?: boolean;
  title: string;
  /** How many ticks to aim at. */
  count?: number;
  /** No tick lies above it: a probability ends at 1, where its axis may not. */
  most?: number;
}

export interface Tick {
  value: number;
  at: number;
  text: string;
}

export interface Scale {
  (value: number): number;
  invert(pixel: number): number;
  ticks: Tick[];
  range: [number, number];
  domain: [number, number];
}

/** Pixels are cut here: far outside the chart, and small enough for a browser to draw. */
const FAR = 2e4;

export function makeScale(axis: Axis, range: [number, number]): Scale {
  const count = axis.count ?? 5;
  const base = axis.log ? scaleLog(axis.domain, range) : scaleLinear(axis.domain, range);
  const at = (value: number): number => {
    const pixel: number | undefined = axis.log && value <= 0 ? range[0] : base(value);
    // NaN follows an overflow, so it counts as too large.
    if (pixel === undefined || Number.isNaN(pixel)) return range[1] < range[0] ? -FAR : FAR;
    return Math.min(Math.max(pixel, -FAR), FAR);
  };
  const all = axis.log ? logTicks(axis.domain, count) : base.ticks(count);
  const values = axis.most === undefined ? all : all.filter((value) => value <= axis.most!);
  const decades = Math.log10(axis.domain[1] / axis.domain[0]);
  const text = (value: number): string => {
    if (!axis.log) return tickText(value, base.ticks(count));
    return decades > 6 || axis.domain[1] > 1e6 || axis.domain[0] < 1e-6
      ? powerOfTen(Math.round(Math.log10(value)))
      : value >= 1e4
        ? grouped(value)
        : plain(value, 3);
  };
  const ticks = values.map((value) => ({ value, at: at(value), text: text(value) }));
  return Object.assign(at, {
    invert: (pixel: number) => base.invert(pixel),
    ticks,
    range,
    domain: axis.domain,
  });
}

function tickText(value: number, all: number[]): string {
  const largest = Math.max(...all.map(Math.abs));
  if (largest >= 1e5 || largest < 1e-3) return number(value, 2);
  return plain(value, 6);
}

/** Whole powers of ten, thinned to `count`; within two decades also twos and fives. */
function logTicks([low, high]: [number, number], count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first >= 2) {
    const every = Math.ceil((last - first + 1) / count);
    const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return exponents.filter((k) => k % every === 0).map((k) => Number(`1e${k}`));
  }
  const fine: number[] = [];
  for (let k = first - 1; k <= last; k++) {
    for (const digit of [1, 2, 5]) {
      const value = Number(`${digit}e${k}`);
      if (value >= low * 0.999 && value <= high * 1.001) fine.push(value);
    }
  }
  const fitting = fine.length <= count + 1 ? fine : fine.filter((_, i) => i % 2 === 0);
  return fine.length > 2 ? fitting : scaleLinear().domain([low, high]).ticks(Math.min(4, count));
}

/** The domain with some space on both sides. */
export function padded(low: number, high: number, share = 0.06): [number, number] {
  const air = (high - low || Math.abs(high) || 1) * share;
  return [low - air, high + air];
}

export function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/**
 * SVG path "M…L…" through points. Points nearer than half a pixel to the last are left out, and the
 * path ends once it is far outside the chart, as that of a diverging run.
 */
export function pathThrough(
  count: number,
  x: (i: number) => number,
  y: (i: number) => number,
): string {
  let path = '';
  let lastX = NaN;
  let lastY = NaN;
  for (let i = 0; i < count; i++) {
    const px = x(i);
    const py = y(i);
    const near = Math.abs(px - lastX) < 0.5 && Math.abs(py - lastY) < 0.5;
    if (near && i < count - 1) continue;
    path += `${path ? 'L' : 'M'}${px.toFixed(1)},${py.toFixed(1)}`;
    if (Math.abs(px) >= FAR || Math.abs(py) >= FAR) break;
    lastX = px;
    lastY = py;
  }
  return path;
}

const CROWDED = 44; // pixels around the start and the best weights that their marks need
const LABEL = 105; // pixels to the right of the best weights that their name needs

type Place = [number, number];

/** Whether a number at a place, in pixels, would be on the start, or on the best weights or their name. */
export function isTaken([px, py]: Place, start: Place, best: Place): boolean {
  const near = ([x, y]: Place): boolean => Math.hypot(px - x, py - y) < CROWDED;
  const named = px > best[0] && px < best[0] + LABEL && Math.abs(py - best[1]) < CROWDED / 2;
  return near(start) || near(best) || named;
}
