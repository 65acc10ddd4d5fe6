/**
 * Comparison of the page's run with Python's: Python repeats the run once the settings have stopped
 * changing, and every number is compared.
 */
import { fetchRun, messageOf, type RunAnswer, type RunRequest } from './api';
import type { Lab } from './lab.svelte';
import type { Run } from './lib/descent';

const REST = 450;
/** Largest relative difference that counts as agreement; rounding stays far below it. */
const ALIKE = 1e-9;
/** Losses above this are about to overflow float64, which ends at 1.8e308. */
const EDGE = 1e290;

export class Agreement {
  /** Python's answer for the run that is shown; null until it has arrived. */
  answer = $state.raw<RunAnswer | null>(null);
  difference = $state(NaN);
  error = $state('');
  agrees = $derived(this.answer !== null && this.difference <= ALIKE);

  /** Ask again whenever the run changes; call inside a component. */
  constructor(lab: Lab) {
    $effect(() => {
      const { run } = lab;
      const request = requestOf(lab);
      if (!run || !request) return;
      this.answer = null;
      this.error = '';
      const stop = new AbortController();
      const timer = setTimeout(() => void this.ask(request, run, stop.signal), REST);
      return () => {
        clearTimeout(timer);
        stop.abort();
      };
    });
  }

  private async ask(request: RunRequest, run: Run, signal: AbortSignal): Promise<void> {
    try {
      const answer = await fetchRun(request, signal);
      if (signal.aborted) return;
      this.difference = largestDifference(run, answer);
      this.answer = answer;
    } catch (problem) {
      if (!signal.aborted)
        this.error = messageOf(problem);
    }
  }
}

export function requestOf(lab: Lab): RunRequest | null {
  if (!lab.data) return null;
  const { lr, epochs, rule, loss, standardize } = lab;
  return {
    data: lab.descriptor,
    lr,
    epochs,
    rule,
    loss,
    standardize,
    start: [...lab.startWeights],
  };
}

/** The largest difference of all weights and losses, relative to the largest of its epoch. */
export function largestDifference(run: Run, answer: RunAnswer): number {
  let worst = answer.losses.length === run.epochs + 1 ? 0 : Infinity;
  for (let t = 0; t < answer.losses.length; t++) {
    const size = Math.abs(run.losses[t]);
    // One side may overflow an epoch before the other, or a weight before the others.
    const leaving = !(Math.max(size, answer.losses[t] ?? 0) < EDGE);
    worst = Math.max(worst, apart(run.losses[t], answer.losses[t], size, leaving));
    const weights = run.weights.subarray(t * run.p, (t + 1) * run.p);
    const scale = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    answer.weights[t].forEach((w, j) => (worst = Math.max(worst, apart(weights[j], w, scale, leaving))));
  }
  return worst;
}

function apart(mine: number, python: number | null, scale: number, leaving: boolean): number {
  if (python === null || !Number.isFinite(mine)) return leaving ? 0 : Infinity;
  return scale === 0 ? Math.abs(python) : Math.abs(mine - python) / scale;
}
