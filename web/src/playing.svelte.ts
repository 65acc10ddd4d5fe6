/**
 * Animation of the epoch cursor: through a whole run in a few seconds, slower where the loss falls, so
 * that a steep drop is seen and a long plateau does not take all the time.
 */
import { untrack } from 'svelte';
import type { Lab } from './lab.svelte';

const SECONDS = 9;
/** Share of the time until the first update, which must not keep one waiting who has pressed Play. */
const LEAD = 0.05;
/** Share of the time that is spent evenly over the epochs; the rest goes where the loss falls. */
const EVENLY = 0.5;
/** Most of the rest that a single epoch may take. */
const MOST = 0.25;
const FEW = 30; // epochs; a run of fewer takes less time
const CALM_PAUSE = 600; // milliseconds between jumps where reduced motion is preferred

export function keepPlaying(lab: Lab): void {
  $effect(() => {
    if (!lab.playing) return;
    // Untracked, because the effect must not run again at every epoch.
    return untrack(() => start(lab));
  });
}

function start(lab: Lab): () => void {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? inJumps(lab) : smoothly(lab);
}

/** When each epoch is reached, as shares of the time of the whole run. */
export function timesOf(losses: ArrayLike<number>): number[] {
  const last = losses.length - 1;
  const falls = Array.from({ length: last }, (_, t) => {
    const fall = Math.abs(Math.log(losses[t] / losses[t + 1]));
    return Number.isFinite(fall) ? fall : 0;
  });
  const all = falls.reduce((sum, fall) => sum + fall, 0);
  // What an update has changed is seen after it: so the time of a fall is spent there.
  const shares = falls.slice(0, -1).map((fall) => Math.min(all > 0 ? fall / all : 0, MOST));
  const given = shares.reduce((sum, share) => sum + share, 0);
  const lead = last > 1 ? LEAD : 1;
  const times = [0, lead];
  for (const share of shares) {
    const fallen = given > 0 ? share / given : 1 / (last - 1);
    times.push(times[times.length - 1] + (1 - lead) * (EVENLY / (last - 1) + (1 - EVENLY) * fallen));
  }
  return times;
}

function smoothly(lab: Lab): () => void {
  const times = timesOf(lab.run?.losses ?? [1, 1]);
  const seconds = SECONDS * Math.min(1, times.length / FEW);
  let now = times[Math.min(lab.epoch, times.length - 1)];
  let last = performance.now();
  let frame = requestAnimationFrame(function tick(at) {
    now += (Math.max(0, at - last) / 1000 / seconds) * lab.speed;
    last = at;
    let epoch = lab.epoch;
    while (epoch + 1 < times.length && times[epoch + 1] <= now + 1e-9) epoch++;
    // A run that overflowed or was cut short ends before the last epoch.
    advance(lab, epoch + 1 >= times.length ? lab.epochs : epoch);
    if (lab.playing) frame = requestAnimationFrame(tick);
  });
  return () => cancelAnimationFrame(frame);
}

function inJumps(lab: Lab): () => void {
  const timer = setInterval(() => advance(lab, lab.epoch + Math.ceil(lab.epochs / 10)), CALM_PAUSE / lab.speed);
  return () => clearInterval(timer);
}

function advance(lab: Lab, epoch: number): void {
  lab.jump(epoch);
  if (lab.epoch >= lab.epochs) lab.playing = false;
}
