/** State of the side panel: which tab, open or not, remembered between visits. */
import { tick } from 'svelte';
import { PointEditor } from '../../editing.svelte';
import type { Lab } from '../../lab.svelte';
import { browserStore, Progress } from '../../progress.svelte';
import { Learning } from '../learn/learning.svelte';

export const TABS = [
  { id: 'learn', text: 'Learn' },
  { id: 'data', text: 'Your data' },
  { id: 'share', text: 'Share' },
] as const;
export type Tab = (typeof TABS)[number]['id'];

const KEY = 'downslope.panel';
/** Screens on which the panel is beside the lab; on narrower ones it covers a part of it. */
export const WIDE = '(min-width: 1180px)';

export class Panels {
  open = $state(false);
  tab = $state<Tab>('learn');
  readonly editor: PointEditor;
  readonly progress: Progress;
  readonly learning: Learning;
  /** The tabs that the link does not hide. */
  readonly tabs: (typeof TABS)[number][];
  private opener: HTMLElement | null = null;

  constructor(
    readonly lab: Lab,
    search = '',
  ) {
    this.editor = new PointEditor(lab);
    this.progress = new Progress(browserStore());
    this.tabs = TABS.filter((tab) => lab.shows(tab.id === 'data' ? 'your-data' : tab.id));
    const asked = new URLSearchParams(search);
    this.learning = new Learning(lab, this.progress, asked.get('section'));
    const remembered = recall();
    const wanted = asked.get('panel') ?? remembered.tab;
    this.tab = this.tabs.find((tab) => tab.id === wanted)?.id ?? this.tabs[0]?.id ?? 'learn';
    const beside = typeof matchMedia === 'function' && matchMedia(WIDE).matches;
    this.open = this.tabs.length > 0 && (asked.has('panel') || (beside && remembered.open));
  }

  show(tab: Tab, opener?: HTMLElement): void {
    this.opener = opener ?? this.opener;
    this.tab = tab;
    this.open = true;
    this.remember();
  }

  close(): void {
    this.open = false;
    this.remember();
    // The opener may be hidden while the panel is open.
    void tick().then(() => this.opener?.focus({ preventScroll: true }));
  }

  /** Show the lab: close the panel where it covers the lab. */
  reveal(): void {
    if (matchMedia(WIDE).matches) return;
    this.close();
    document.querySelector('main')?.scrollIntoView({ block: 'start' });
  }

  private remember(): void {
    try {
      browserStore()?.setItem(KEY, JSON.stringify({ open: this.open, tab: this.tab }));
    } catch {
      // without storage it is not remembered
    }
  }
}

function recall(): { open: boolean; tab: string } {
  try {
    const kept: unknown = JSON.parse(browserStore()?.getItem(KEY) ?? '{}');
    const { open, tab } = (kept ?? {}) as { open?: unknown; tab?: unknown };
    return { open: open === true, tab: String(tab) };
  } catch {
    return { open: false, tab: '' };
  }
}
