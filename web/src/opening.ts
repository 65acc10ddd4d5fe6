/** Opening of the page: served by Python, or exported and alone. */
import { mount } from 'svelte';
import { isExported } from './alone/content';
import { reachBy } from './api';
import App from './App.svelte';
import { connection } from './connection.svelte';
import { Lab } from './lab.svelte';

/** Milliseconds to wait for the data before the page is drawn without them. */
const PATIENCE = 150;

export async function openPage(): Promise<void> {
  const target = document.getElementById('app');
  const { search, hash } = location;
  if (isExported()) {
    const { answering } = await import('./alone/answers');
    reachBy(answering);
    connection.alone = true;
    keepForOffline();
  }
  const lab = new Lab(search);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  // Drawing once, with the data, is faster than drawing an empty page and filling it.
  await Promise.race([lab.open(hash), patience]);
  // Until then the first frame is seen, which was drawn when the page was built.
  target?.replaceChildren();
  if (target) mount(App, { target, props: { lab, search } });
}

/** Keep the page for visits without a network, where a web host serves it. */
function keepForOffline(): void {
  const isServed = location.protocol === 'https:' || location.protocol === 'http:';
  if (!isServed || !isSecureContext || !document.querySelector('meta[name="content-beside"]')) return;
  // Without it the page works as before, only not offline.
  const register = (): void => void navigator.serviceWorker?.register('./worker.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
