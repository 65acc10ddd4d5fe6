/** Runs that stand beside the one that is shown: the same settings, something else changed. */
import type { LabData } from './data';
import { descend, type Run } from './lib/descent';
import { problemOf, standardized } from './lib/problem';
import { spectrumOf } from './lib/spectrum';
import type { RunSettings } from './settings';

export interface Beside {
  data: LabData;
  run: Run;
  closedForm: number[];
  floor: number;
}

/** The run of these settings on other data. */
export function runBeside(data: LabData, settings: RunSettings): Beside {
  const own = problemOf(data.equivalent, data.n, settings.loss);
  const bowl = spectrumOf(own);
  const problem = settings.standardize ? standardized(own) : own;
  const fits = settings.start?.length === data.weight_names.length;
  const start = fits && settings.start ? settings.start : data.lr_start;
  const run = descend(problem, settings.lr, settings.epochs, start, settings.rule);
  return { data, run, closedForm: Array.from(bowl.optimum), floor: bowl.minLoss };
}
