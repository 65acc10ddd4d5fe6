/** Animation of the epoch cursor: through a whole run in a few seconds. */
import { untrack } from 'svelte';
import type { Lab } from './lab.svelte';

const SECONDS = 7;
const SLOWEST = 12; // epochs a second
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

function smoothly(lab: Lab): () => void {
  const speed = Math.max(SLOWEST, lab.epochs / SECONDS) / 1000;
  let position = lab.epoch;
  let last = performance.now();
  let frame = requestAnimationFrame(function tick(now) {
    position += Math.max(0, now - last) * speed;
    last = now;
    advance(lab, position);
    if (lab.playing) frame = requestAnimationFrame(tick);
  });
  return () => cancelAnimationFrame(frame);
}

function inJumps(lab: Lab): () => void {
  const timer = setInterval(() => advance(lab, lab.epoch + Math.ceil(lab.epochs / 10)), CALM_PAUSE);
  return () => clearInterval(timer);
}

function advance(lab: Lab, epoch: number): void {
  lab.jump(Math.floor(epoch));
  if (lab.epoch >= lab.epochs) lab.playing = false;
}
