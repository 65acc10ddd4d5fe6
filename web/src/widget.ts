/**
 * The whole page in one module: a notebook's widget (anywidget), or a page exported as one file.
 *
 * In a notebook requests go to its Python as messages `{id, where, question}`, and answers return as
 * `{id, status, answer}`.
 */
import { mount, unmount } from 'svelte';
import { isExported } from './alone/content';
import { reachBy, type Transport } from './api';
import App from './App.svelte';
import './app.css';
import { Lab } from './lab.svelte';
import { openPage } from './opening';
import { DEFAULTS } from './settings';

interface Model {
  send(content: unknown): void;
  on(event: 'msg:custom', handler: (message: Answer) => void): void;
  off(event: 'msg:custom', handler: (message: Answer) => void): void;
}

interface Answer {
  id: string;
  status: number;
  answer: unknown;
}

if (isExported()) void openPage();

/** Parts that are hidden in a notebook, which has its own files, links, and lessons. */
const SEARCH = '?hide=learn,your-data,share,presets';

export default {
  render({ model, el }: { model: Model; el: HTMLElement }): () => void {
    const waiting = new Map<string, (answer: Answer) => void>();
    const hear = (message: Answer): void => {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    };
    model.on('msg:custom', hear);
    reachBy(asking(model, waiting));
    const lab = new Lab(SEARCH);
    void lab.open(`#epoch=${DEFAULTS.epoch}`);
    const page = mount(App, { target: el, props: { lab, search: SEARCH, embedded: true } });
    return () => {
      model.off('msg:custom', hear);
      void unmount(page);
    };
  },
};

function asking(model: Model, waiting: Map<string, (answer: Answer) => void>): Transport {
  return async (url, init) => {
    const id = crypto.randomUUID();
    const question: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const answered = new Promise<Answer>((resolve, reject) => {
      waiting.set(id, resolve);
      init.signal?.addEventListener('abort', () => {
        waiting.delete(id);
        reject(new DOMException('no longer wanted', 'AbortError'));
      });
    });
    model.send({ id, where: url.replace(/^api\//, ''), question });
    const { status, answer } = await answered;
    return new Response(JSON.stringify(answer), { status });
  };
}
