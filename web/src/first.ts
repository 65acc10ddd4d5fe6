/**
 * The page as it first opens, drawn while it is built: it is seen at once, and the script then draws
 * the living page in its place.
 */
import { render } from 'svelte/server';
import { lessonLine } from './alone/samples';
import App from './App.svelte';
import { LESSON } from './data';
import { Lab } from './lab.svelte';

/** The markup of the page before its script runs; nothing on it can be used yet. */
export function firstFrame(): string {
  const lab = new Lab();
  lab.data = lessonLine(LESSON);
  lab.revealed = false;
  lab.epoch = 0;
  const { body } = render(App, { props: { lab, search: '' } });
  return `<div id="first-frame" inert>${body.replace(/<!--.*?-->/gs, '')}</div>`;
}
