/** Runs to compare with the one shown: the same settings on other data. */
import type { LabData } from './data';
import { descend, type Run } from './lib/descent';
import { leastSquares, problemOf, standardized } from './lib/problem';
import { spectrumOf } from './lib/spectrum';
import type { RunSettings } from './settings';

export interface Beside {
  data: LabData;
  run: Run;
  closedForm: number[];
  floor: number;
}

/** Run the settings on the data; a start of another length is replaced by the data's own. */
export function runOn(data: LabData, settings: RunSettings): Run {
  const own = problemOf(data.equivalent, data.n, settings.loss);
  const problem = settings.standardize ? standardized(own) : own;
  const fits = settings.start?.length === data.weight_names.length;
  const start = fits && settings.start ? settings.start : data.lr_start;
  return descend(leastSquares(problem), settings.lr, settings.epochs, start, settings.rule);
}

export function runBeside(data: LabData, settings: RunSettings): Beside {
  const spectrum = spectrumOf(problemOf(data.equivalent, data.n, settings.loss));
  const run = runOn(data, settings);
  return { data, run, closedForm: Array.from(spectrum.optimum), floor: spectrum.minLoss };
}
