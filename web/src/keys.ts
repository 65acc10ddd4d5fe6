/** Keyboard shortcuts of the page: space plays, arrow keys step, R goes back to epoch 0. */
import type { Lab } from './lab.svelte';

/** Elements that use these keys themselves. */
const BUSY =
  'input, textarea, select, [contenteditable], [role="slider"], [role="tab"], dialog, #beside-the-lab, [role="application"]';

export function onkey(event: KeyboardEvent, lab: Lab): void {
  const target = event.target instanceof Element ? event.target : null;
  const typing = event.ctrlKey || event.metaKey || event.altKey || target?.closest(BUSY);
  if (typing || !lab.shows('play')) return;
  if (event.key === ' ' && target?.closest('button, a, summary')) return;
  const action = actionOf(event.key, lab);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(key: string, lab: Lab): (() => void) | null {
  switch (key) {
    case ' ':
      return () => lab.togglePlay();
    case 'ArrowLeft':
      return () => lab.step(-1);
    case 'ArrowRight':
      return () => lab.step(1);
    case 'r':
    case 'R':
      return () => lab.rewind();
    default:
      return null;
  }
}
