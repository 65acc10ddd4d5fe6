/** Moving the start of a run on a chart of two weights. */
import type { Lab } from '../lab.svelte';
import type { Scales } from './Plot.svelte';

/** Set weights a and b of the start, rounded to a hundredth of what is visible, so that links stay short. */
export function moveStart(lab: Lab, [a, b]: [number, number], [x, y]: [number, number], scales: Pick<Scales, 'x' | 'y'>): void {
  const start = [...lab.startWeights];
  start[a] = rounded(x, (scales.x.domain[1] - scales.x.domain[0]) / 400);
  start[b] = rounded(y, (scales.y.domain[1] - scales.y.domain[0]) / 400);
  lab.setStart(start);
}

function rounded(value: number, step: number): number {
  const unit = 10 ** Math.floor(Math.log10(step));
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}
