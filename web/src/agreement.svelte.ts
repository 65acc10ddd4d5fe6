/**
 * Comparison of the page's run with Python's: Python repeats the run once the settings have stopped
 * changing, and every number is compared.
 */
import { connection } from './connection.svelte';
import { fetchRun, messageOf, type RunAnswer, type RunRequest } from './api';
import type { Lab } from './lab.svelte';
import type { Run } from './lib/descent';
import { MODELS } from './lib/models/catalog';
import { linearRule } from './lib/rules';

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
  /** The first epoch that differs; the run's last and one more if none does. */
  apartFrom = $state(0);

  /** Ask again whenever the run changes; call inside a component. */
  constructor(lab: Lab) {
    $effect(() => {
      const { run } = lab;
      const request = requestOf(lab);
      if (!run || !request || connection.alone) return;
      this.answer = null;
      this.error = '';
      let stop: AbortController | null = null;
      const timer = setTimeout(() => {
        stop = new AbortController();
        void this.ask(request, run, stop.signal);
      }, REST);
      return () => {
        clearTimeout(timer);
        stop?.abort();
      };
    });
  }

  private async ask(request: RunRequest, run: Run, signal: AbortSignal): Promise<void> {
    try {
      // A diagnosis without a closed form takes longer than the run, so the run is compared first.
      const slow = request.model !== undefined || linearRule(request.rule) === null;
      const first = slow ? { ...request, undiagnosed: true } : request;
      const answer = await fetchRun(first, signal);
      if (signal.aborted) return;
      this.difference = largestDifference(run, answer);
      this.apartFrom = firstApart(run, answer);
      this.answer = answer;
      if (!slow) return;
      const diagnosed = await fetchRun(request, signal);
      if (!signal.aborted) this.answer = diagnosed;
    } catch (problem) {
      if (!signal.aborted)
        this.error = messageOf(problem);
    }
  }
}

export function requestOf(lab: Lab): RunRequest | null {
  if (!lab.data) return null;
  const { lr, rule, loss, standardize, model } = lab;
  const settings = lab.runSettings();
  const run = { data: lab.descriptor, lr, epochs: lab.run?.epochs ?? lab.epochs, rule, standardize };
  if (lab.isLine) return { ...run, loss, start: [...lab.startWeights] };
  const { squared, takes } = MODELS[model];
  const given = Object.fromEntries(takes.map((name) => [name, settings[name]]));
  const start = lab.start && lab.startFits ? [...lab.start] : null;
  return { ...run, ...given, model, start, loss: squared ? loss : 'mse' };
}

/** The largest difference of all weights and losses, relative to the largest of its epoch. */
export function largestDifference(run: Run, answer: RunAnswer): number {
  if (answer.losses.length !== run.epochs + 1) return Infinity;
  let worst = 0;
  for (let t = 0; t <= run.epochs; t++) worst = Math.max(worst, differenceAt(run, answer, t));
  return worst;
}

/** The first epoch that differs by more than rounding; one past the last if none does. */
export function firstApart(run: Run, answer: RunAnswer): number {
  for (let t = 0; t < answer.losses.length; t++) if (!(differenceAt(run, answer, t) <= ALIKE)) return t;
  return answer.losses.length;
}

function differenceAt(run: Run, answer: RunAnswer, t: number): number {
  const size = Math.abs(run.losses[t]);
  // One side may overflow an epoch before the other, or a weight before the others.
  const leaving = !(Math.max(size, answer.losses[t] ?? 0) < EDGE);
  let worst = apart(run.losses[t], answer.losses[t], size, leaving);
  const weights = run.weights.subarray(t * run.p, (t + 1) * run.p);
  const scale = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
  answer.weights[t].forEach((w, j) => (worst = Math.max(worst, apart(weights[j], w, scale, leaving))));
  return worst;
}

function apart(mine: number, python: number | null, scale: number, leaving: boolean): number {
  if (python === null || !Number.isFinite(mine)) return leaving ? 0 : Infinity;
  return scale === 0 ? Math.abs(python) : Math.abs(mine - python) / scale;
}
